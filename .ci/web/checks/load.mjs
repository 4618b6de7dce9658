// Every page loads with status 200, quietly, and nothing sticks out of it at any width.

import { forEach, withPage } from "../browser.mjs";

const WIDTHS = [320, 390, 1440];

export async function checkLoading(ledger, { browser, site, pages }) {
  const context = await browser.newContext();
  await forEach(pages, (page) =>
    ledger.attempt("loading and layout", `${site.name} ${page.path}`, () =>
      withPage(context, site.home, async (tab, noise) => {
        const response = await tab.goto(site.address(page));
        const problems = response.status() === 200 ? [] : [`status ${response.status()}`];
        for (const width of WIDTHS) {
          await tab.setViewportSize({ width, height: 900 });
          problems.push(...(await tab.evaluate(overflow)).map((what) => `at ${width}: ${what}`));
        }
        return [...problems, ...noise()];
      }),
    ),
  );
  await context.close();
}

// Runs in the page: what is wider than the window, unless it stands in a box that scrolls by itself.
function overflow() {
  const width = document.documentElement.clientWidth;
  const scrolled = document.documentElement.scrollWidth;
  const problems = scrolled > width ? [`the page is ${scrolled} px wide`] : [];
  const scrolls = (element) => /auto|scroll/.test(getComputedStyle(element).overflowX);
  for (const element of document.body.querySelectorAll("*")) {
    const box = element.getBoundingClientRect();
    if (box.width <= 1 || box.height <= 1 || box.right <= width + 1) continue;
    let outer = element.parentElement;
    while (outer && !scrolls(outer)) outer = outer.parentElement;
    if (outer) continue;
    const name = [element.localName, ...element.classList].join(".");
    problems.push(`<${name}> ends at ${Math.round(box.right)} px: ${element.textContent.trim().slice(0, 60)}`);
  }
  return problems.slice(0, 4);
}
