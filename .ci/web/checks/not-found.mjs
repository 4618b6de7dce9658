// A missing page, at any depth, is answered by 404.html in full dress, and its links lead back.

import { withPage } from "../browser.mjs";

const MISSING = ["nothing.html", "papers/nothing.html", "a/deep/folder/that/is/not/there"];

export async function checkNotFound(ledger, { browser, site }) {
  const context = await browser.newContext();
  for (const path of MISSING) {
    await ledger.attempt("missing pages", `${site.name} ${path}`, () =>
      withPage(context, site.home, (tab, noise) => faults(tab, noise, site.home + path)),
    );
  }
  await context.close();
}

async function faults(tab, noise, address) {
  const response = await tab.goto(address);
  const problems = response.status() === 404 ? [] : [`status ${response.status()}`];
  const links = await tab.locator("a[href]:not([href^='#'])").evaluateAll((all) => all.map(({ href }) => href));
  if (links.length === 0) problems.push("no links");
  for (const link of new Set(links)) {
    const { status } = await fetch(link);
    if (status !== 200) problems.push(`its link ${link} has status ${status}`);
  }
  const isStyled = await tab.evaluate(() => document.styleSheets[0]?.cssRules.length > 0);
  if (!isStyled) problems.push("no style sheet");
  // The browser itself says that the address asked for has status 404; everything else is a fault.
  const isExpected = (line) => line === `status 404: ${address}` || /^console error: .*\b404\b/.test(line);
  return [...problems, ...noise().filter((line) => !isExpected(line))];
}
