// Pages read the same without JavaScript and from a disk.

import { forEach, withPage } from "../browser.mjs";

export async function checkWithoutScript(ledger, { browser, site, pages }) {
  await checkReading(ledger, "without JavaScript", { browser, site, pages, script: false });
}

// Not the 404 page: a host serves it at any depth, so its links begin at the host's root.
export async function checkFromDisk(ledger, { browser, site, pages }) {
  const readable = pages.filter(({ kind }) => kind !== "404");
  await checkReading(ledger, "from a disk", { browser, site, pages: readable, script: true });
}

async function checkReading(ledger, check, { browser, site, pages, script }) {
  const context = await browser.newContext({ javaScriptEnabled: script });
  await forEach(pages, (page) =>
    ledger.attempt(check, `${site.name} ${page.path}`, () =>
      withPage(context, site.home, async (tab, noise) => {
        await tab.goto(site.address(page));
        return [...(await tab.evaluate(reading)), ...noise()];
      }),
    ),
  );
  await context.close();
}

// Runs in the page; the browser's own tools work where the page's JavaScript does not.
function reading() {
  const text = (selector) => document.querySelector(selector)?.innerText.trim();
  const problems = [];
  if (!text("h1")) problems.push("no visible heading");
  if (!text("main")) problems.push("nothing to read");
  if (document.styleSheets.length === 0) problems.push("no style sheet");
  return problems;
}
