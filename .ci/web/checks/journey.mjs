// A reader's way through the site by clicking: front page, topic, paper, digest, archive and back.

import { withPage } from "../browser.mjs";
import { kindOf } from "../site.mjs";

const STEPS = [
  { to: "topic", by: 'main a[href*="topics/"]:not([href$="index.html"])' },
  { to: "paper", by: 'main a[href*="papers/"]' },
  { to: "digest", by: 'main a[href*="digests/"]:not([href$="index.html"])' },
  { to: "archive", by: 'nav a[href$="digests/index.html"]' },
  { to: "front", by: 'header a[href$="/index.html"]:not([href*="digests/"], [href*="topics/"])' },
];

export async function checkJourney(ledger, { browser, site, width, script }) {
  const context = await browser.newContext({ javaScriptEnabled: script, viewport: { width, height: 900 } });
  await withPage(context, site.home, async (tab, noise) => {
    const where = `${site.name}, ${width} wide, JavaScript ${script ? "on" : "off"}`;
    await tab.goto(site.address({ path: "index.html" }));
    for (const { to, by } of STEPS) {
      const problems = await step(tab, site, to, by);
      ledger.record("journey", `${where}, to the ${to}`, [...problems, ...noise().filter((line) => !isCutOff(line))]);
      if (problems.length > 0) break;
    }
  });
  await context.close();
}

// What the page left had not loaded yet, such as its icon: a click stops that.
function isCutOff(line) {
  return line.startsWith("failed request") && line.endsWith("(net::ERR_ABORTED)");
}

async function step(tab, site, to, by) {
  const link = tab.locator(by).filter({ visible: true }).first();
  try {
    const name = (await link.innerText({ timeout: 5000 })).trim();
    await Promise.all([tab.waitForNavigation({ timeout: 5000 }), link.click({ timeout: 5000 })]);
    const kind = kindOf(tab.url().slice(site.home.length).split("#")[0]);
    if (kind !== to) return [`the link “${name}” leads to ${tab.url()}`];
    const heading = (await tab.locator("h1").innerText({ timeout: 5000 })).trim();
    return heading ? [] : [`${tab.url()} has no heading`];
  } catch (error) {
    return [`on ${tab.url()}: ${error.message.split("\n")[0]}`];
  }
}
