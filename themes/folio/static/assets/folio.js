// What folio adds where JavaScript runs: light or dark, a reading list and read marks, what is new
// since the last visit, keywords, keys, copying. Everything is kept on the device, nothing is sent,
// and every word that is shown comes from the page.
(() => {
  const root = document.documentElement;
  const home = new URL(document.body.dataset.root || ".", location.href);
  const words = document.getElementById("words").dataset;
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];

  // Storage, by site: several sites can share an origin. Where it is off, nothing is kept.
  const at = (name) => `offprint.${home.pathname}.${name}`;
  const keep = (name, value, storage = "localStorage") => {
    try {
      window[storage].setItem(at(name), JSON.stringify(value));
    } catch {}
  };
  const kept = (name, otherwise, storage = "localStorage") => {
    try {
      return JSON.parse(window[storage].getItem(at(name))) ?? otherwise;
    } catch {
      return otherwise;
    }
  };

  const make = (name, properties = {}, ...children) => {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...children);
    return element;
  };

  // The text of a title; a formula as its TeX.
  const textOf = (element) => {
    const copy = element.cloneNode(true);
    for (const math of all("math", copy)) {
      const tex = math.querySelector("annotation")?.textContent;
      if (tex) math.replaceWith(`$${tex}$`);
    }
    return copy.textContent.replace(/\s+/g, " ").trim();
  };

  // Light or dark

  const prefersDark = matchMedia("(prefers-color-scheme: dark)");
  const scheme = () => root.dataset.scheme || (prefersDark.matches ? "dark" : "light");
  const switcher = document.querySelector(".scheme button");
  const showScheme = () => {
    if (switcher) switcher.textContent = scheme() === "dark" ? switcher.dataset.light : switcher.dataset.dark;
  };
  const switchScheme = () => {
    root.dataset.scheme = scheme() === "dark" ? "light" : "dark";
    try {
      localStorage.setItem("offprint.scheme", root.dataset.scheme);
    } catch {}
    showScheme();
  };
  if (switcher) {
    switcher.parentElement.hidden = false;
    switcher.addEventListener("click", switchScheme);
    prefersDark.addEventListener("change", showScheme);
    showScheme();
  }

  // Papers: those of a list, and the one of a page

  const keyOf = (link) => /papers\/([^/]+)\.html$/.exec(link?.getAttribute("href") ?? "")?.[1];
  const papers = all(".entry").flatMap((box) => {
    const link = box.querySelector("h3 a");
    const key = keyOf(link);
    return key ? [{ key, box, link, title: textOf(link), by: box.querySelector(".by")?.textContent ?? "" }] : [];
  });
  const article = document.querySelector("article.paper");
  if (article) {
    const by = all(".authors p", article).map((line) => line.textContent);
    papers.push({ key: article.dataset.key, box: article, title: textOf(article.querySelector("h1")), by: by.join(", ") });
  }

  // Reading list and read marks

  let saved = kept("saved", []);
  let read = new Set(kept("read", []));
  const isSaved = (key) => saved.some((paper) => paper.key === key);
  const toggleSaved = ({ key, title, by }) => {
    saved = kept("saved", []);
    saved = isSaved(key) ? saved.filter((paper) => paper.key !== key) : [...saved, { key, title, by }];
    keep("saved", saved);
  };
  // The oldest marks go first: storage is bounded.
  const toggleRead = (key, to = !read.has(key)) => {
    read = new Set(kept("read", []));
    if (to) read.add(key);
    else read.delete(key);
    keep("read", [...read].slice(-5000));
  };

  for (const paper of papers) {
    const { box, title } = paper;
    const button = (onClick) => {
      const made = make("button", { type: "button" });
      made.addEventListener("click", onClick);
      return made;
    };
    const show = () => {
      const label = (made, word, isOn) => {
        made.textContent = word;
        made.setAttribute("aria-label", `${word}: ${title}`);
        made.setAttribute("aria-pressed", isOn);
      };
      label(save, isSaved(paper.key) ? words.saved : words.save, isSaved(paper.key));
      label(mark, read.has(paper.key) ? words.read : words.mark, read.has(paper.key));
      box.classList.toggle("is-read", read.has(paper.key) && box !== article);
      box.classList.toggle("is-saved", isSaved(paper.key));
    };
    const save = button(() => (toggleSaved(paper), show()));
    const mark = button(() => (toggleRead(paper.key), show()));
    mark.className = "mark";
    Object.assign(paper, { save, mark });
    if (box === article) {
      toggleRead(paper.key, true);
      box.querySelector(".opening").append(make("p", { className: "acts" }, save, mark));
    } else {
      const labels = box.querySelector(".labels") ?? box.querySelector("h3").parentElement.appendChild(make("ul", { className: "labels" }));
      labels.append(make("li", { className: "acts" }, save), make("li", { className: "acts" }, mark));
    }
    show();
  }

  // New since the last visit: than the newest digest that was met before it began

  const dated = all("[data-shown]");
  if (dated.length > 0) {
    const seen = kept("seen", "");
    const since = kept("since", seen, "sessionStorage");
    keep("since", since, "sessionStorage");
    keep("seen", dated.reduce((newest, { dataset }) => (dataset.shown > newest ? dataset.shown : newest), seen));
    if (since) {
      for (const box of dated.filter(({ dataset }) => dataset.shown > since)) {
        const place = box.matches("ol") ? box.closest("section")?.querySelector(".kicker") : (box.querySelector("h3") ?? box.querySelector("a") ?? box);
        place?.append(make("span", { className: "fresh", title: words.new }, make("span", { className: "unseen", textContent: ` (${words.new})` })));
      }
    }
  }

  // Highlighting and muting. An address wins over what is kept, so that it shows the same to everybody.

  const asked = new URLSearchParams(location.search);
  const terms = (text) => [...new Set((text ?? "").split(/[,;，、；]/).map((term) => term.trim()).filter(Boolean))];
  const isAsked = asked.has("highlight") || asked.has("mute");
  const chosen = isAsked ? { highlight: asked.get("highlight"), mute: asked.get("mute") } : kept("keywords", {});
  // A term begins a word, so that `net` is in `networks` and not in `magnet`; scripts without spaces have no words.
  const pattern = (term) => new RegExp((/^[\p{L}\p{N}]/u.test(term) && !/[\u2e80-\u9fff\uac00-\ud7af]/.test(term) ? "(?<![\\p{L}\\p{N}])" : "") + term.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"), "giu");
  const lit = terms(chosen.highlight).map((term) => ({ term, pattern: pattern(term) }));
  const muted = terms(chosen.mute).map((term) => ({ term, pattern: pattern(term) }));
  const ranges = [];
  for (const { box } of papers.filter(({ box }) => box !== article && lit.length + muted.length > 0)) {
    const text = all("h3, .by, .excerpt, .note, .labels", box).map((part) => part.textContent).join("\n");
    const found = (list) => list.filter((item) => text.search(item.pattern) >= 0);
    const [mute] = found(muted);
    if (mute) {
      box.classList.add("is-muted");
      box.querySelector("h3").append(make("span", { className: "why", textContent: ` (${words.muted}: ${mute.term})` }));
      continue;
    }
    const hits = found(lit);
    box.classList.toggle("is-lit", hits.length > 0);
    const walker = document.createTreeWalker(box, NodeFilter.SHOW_TEXT);
    while (hits.length > 0 && walker.nextNode()) {
      for (const { pattern } of hits) {
        for (const match of walker.currentNode.data.matchAll(pattern)) {
          const range = new Range();
          range.setStart(walker.currentNode, match.index);
          range.setEnd(walker.currentNode, match.index + match[0].length);
          ranges.push(range);
        }
      }
    }
  }
  if (ranges.length > 0 && globalThis.Highlight) {
    CSS.highlights.set("keyword", new Highlight(...ranges));
    // Not in the style sheet, since validators of CSS do not know it yet.
    const sheet = new CSSStyleSheet();
    sheet.insertRule("::highlight(keyword) { background: var(--mark); }");
    document.adoptedStyleSheets.push(sheet);
  }
  const fillIn = (form) => {
    form.elements.highlight.value = terms(chosen.highlight).join(", ");
    form.elements.mute.value = terms(chosen.mute).join(", ");
  };
  for (const box of all(".keywords")) {
    box.hidden = false;
    box.open = isAsked;
    fillIn(box.querySelector("form"));
  }

  // Copying

  const copy = async (box) => {
    try {
      await navigator.clipboard.writeText(box.textContent);
    } catch {
      // A page from a disk has no clipboard of its own.
      getSelection().selectAllChildren(box);
      document.execCommand("copy");
    }
  };
  for (const box of all(".cite pre")) {
    const button = make("button", { type: "button", className: "copy", textContent: words.copy });
    button.setAttribute("aria-live", "polite");
    button.addEventListener("click", async () => {
      await copy(box);
      button.textContent = words.copied;
      setTimeout(() => (button.textContent = words.copy), 2000);
    });
    box.before(button);
  }

  // Keys

  const entries = papers.filter(({ link }) => link);
  const current = () => papers.find(({ box }) => box === article || box.contains(document.activeElement));
  const step = (by) => {
    const index = entries.indexOf(current());
    const next = entries[Math.min(Math.max(index + by, 0), entries.length - 1)];
    next?.link.focus({ preventScroll: true });
    next?.box.scrollIntoView({ block: "nearest" });
  };
  const follow = (rel) => document.querySelector(`main a[rel~="${rel}"]`)?.click();
  const keys = {
    j: () => step(1),
    k: () => step(-1),
    s: () => current()?.save.click(),
    m: () => current()?.mark.click(),
    // For themes that fold papers.
    o: () => {
      const fold = current()?.box.querySelector("details.fold");
      if (fold) fold.open = !fold.open;
    },
    n: () => follow("next"),
    p: () => follow("prev"),
    "/": () => {
      const field = document.querySelector("input[type=search]");
      if (field) field.focus();
      else document.querySelector(".site-nav a[href$='search.html']")?.click();
    },
    d: switchScheme,
  };
  addEventListener("keydown", (event) => {
    const isTyping = event.target.closest?.("input, textarea, select, [contenteditable]");
    if (isTyping || event.ctrlKey || event.metaKey || event.altKey || !kept("keys", true)) return;
    const act = Object.hasOwn(keys, event.key) && keys[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });

  // The page of what is kept

  for (const box of all(".with-script")) box.hidden = false;
  for (const box of all(".without-script")) box.hidden = true;
  const list = document.getElementById("saved-list");
  if (!list) return;

  const address = ({ key }) => new URL(`papers/${key}.html`, home).href;
  const showList = () => {
    const items = saved.map((paper) => {
      const remove = make("button", { type: "button", textContent: words.remove });
      remove.setAttribute("aria-label", `${words.remove}: ${paper.title}`);
      remove.addEventListener("click", () => {
        toggleSaved(paper);
        showList();
      });
      const link = make("a", { href: address(paper), textContent: paper.title });
      return make("li", {}, link, make("p", { className: "by", textContent: paper.by }), remove);
    });
    list.replaceChildren(...items);
    document.getElementById("none-saved").hidden = items.length > 0;
    document.getElementById("export").hidden = items.length === 0;
  };
  showList();

  // The paper's own page has the entry; where it cannot be asked, title and address are one.
  const bibtex = async (paper) => {
    try {
      const answer = await fetch(address(paper));
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      return page.querySelector(".bibtex").textContent;
    } catch {
      return `@misc{${paper.key},\n  title = {{${paper.title.replace(/[{}\\]/g, "")}}},\n  url = {${address(paper)}},\n}\n`;
    }
  };
  const writers = {
    bib: async () => (await Promise.all(saved.map(bibtex))).join("\n"),
    md: async () => saved.map((paper) => `- [${paper.title.replace(/[[\]\\]/g, "\\$&")}](${address(paper)})${paper.by && ` – ${paper.by}`}\n`).join(""),
  };
  for (const button of all("[data-export]")) {
    button.addEventListener("click", async () => {
      const kind = button.dataset.export;
      const url = URL.createObjectURL(new Blob([await writers[kind]()], { type: "text/plain" }));
      make("a", { href: url, download: `reading-list.${kind}` }).click();
      URL.revokeObjectURL(url);
    });
  }
  document.getElementById("clear").addEventListener("click", () => {
    saved = [];
    keep("saved", saved);
    showList();
  });

  const form = document.getElementById("watch-form");
  fillIn(form);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    keep("keywords", Object.fromEntries(new FormData(form)));
    const status = document.getElementById("watch-status");
    status.textContent = status.dataset.kept;
  });
  const keysOn = document.getElementById("keys-on");
  keysOn.checked = kept("keys", true);
  keysOn.addEventListener("change", () => keep("keys", keysOn.checked));
})();
