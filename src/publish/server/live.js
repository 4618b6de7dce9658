// Reloads the page when there is a new version of the site, and shows over it what keeps a newer
// one from being shown. Added by `offprint serve`; a built site has nothing of it.
{
  const own = document.currentScript.dataset.version;
  let panel;
  const events = new EventSource("/__offprint/events");
  events.onmessage = ({ data }) => {
    const { version, faults } = JSON.parse(data);
    if (version !== own) {
      events.close();
      location.reload();
    } else {
      tell(faults);
    }
  };

  function tell(faults) {
    panel?.remove();
    panel = undefined;
    if (!faults) return;
    panel = document.createElement("div");
    panel.setAttribute("role", "alert");
    const heading = document.createElement("p");
    heading.textContent = "These faults are to be mended. Meanwhile the last good version is shown:";
    const text = document.createElement("pre");
    text.textContent = faults;
    const close = document.createElement("button");
    close.type = "button";
    close.textContent = "Hide";
    close.onclick = () => panel.remove();
    panel.append(heading, text, close);
    Object.assign(panel.style, {
      position: "fixed", inset: "auto 0 0 0", zIndex: "2147483647", maxHeight: "60vh", overflow: "auto",
      boxSizing: "border-box", padding: "1rem 1.25rem", background: "#2b1413", color: "#ffe9e6",
      borderTop: "4px solid #e5533d", font: "14px/1.5 system-ui, sans-serif",
    });
    Object.assign(heading.style, { margin: "0 5rem .5rem 0", fontWeight: "600", maxWidth: "none" });
    Object.assign(text.style, {
      margin: "0", whiteSpace: "pre-wrap", overflowWrap: "anywhere", background: "none", color: "inherit",
      border: "0", padding: "0", font: "13px/1.5 ui-monospace, monospace",
    });
    Object.assign(close.style, {
      position: "absolute", top: ".75rem", right: "1rem", font: "inherit", color: "inherit",
      background: "#4a2320", border: "1px solid #e5533d", borderRadius: "4px", padding: ".25rem .75rem",
    });
    document.body.append(panel);
  }
}
