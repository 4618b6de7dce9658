// axe-core finds nothing, in light and dark and at several widths.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { forEach, withPage } from "../browser.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

// wcag22aa turns on the rule of target sizes, which is off by default.
const TAGS = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"];

// Every scheme at every width.
export const EVERY_VIEW = ["light", "dark"].flatMap((scheme) => [320, 768, 1280].map((width) => ({ scheme, width })));

// Once each, for sites whose kinds of page were already seen in every view.
export const TWO_VIEWS = [
  { scheme: "dark", width: 320 },
  { scheme: "light", width: 1280 },
];

export async function checkAccessibility(ledger, { browser, site, pages, views }) {
  const context = await browser.newContext();
  await forEach(pages, (page) =>
    withPage(context, site.home, async (tab) => {
      await tab.goto(site.address(page));
      await tab.evaluate(AXE);
      for (const { scheme, width } of views) {
        await ledger.attempt("accessibility", `${site.name} ${page.path}, ${scheme}, ${width}`, async () => {
          await tab.emulateMedia({ colorScheme: scheme });
          await tab.setViewportSize({ width, height: 900 });
          return tab.evaluate(run, TAGS);
        });
      }
    }),
  );
  await context.close();
}

// Runs in the page.
async function run(tags) {
  const { violations } = await globalThis.axe.run(document, { runOnly: tags, resultTypes: ["violations"] });
  return violations.map(({ id, help, nodes }) => {
    const first = nodes[0];
    const why = first.any.concat(first.all, first.none).map(({ message }) => message);
    return `${id}: ${help}; ${nodes.length} × such as ${first.html.slice(0, 160)} (${why.join("; ")})`;
  });
}
