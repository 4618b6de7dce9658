// Checks built sites in a real browser.
//
//     node check.mjs --base-url URL --screenshots DIR OWN [FURTHER…]
//
// OWN and FURTHER are folders of finished sites, built with that base URL; each is known by its last
// name. OWN is looked at page by page and in every way; FURTHER, which may be large, by a fixed sample.

import { readFileSync } from "node:fs";
import { basename, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { launch } from "./browser.mjs";
import { EVERY_VIEW, TWO_VIEWS, checkAccessibility } from "./checks/accessibility.mjs";
import { checkJourney } from "./checks/journey.mjs";
import { checkLighthouse } from "./checks/lighthouse.mjs";
import { checkLinks } from "./checks/links.mjs";
import { checkLoading } from "./checks/load.mjs";
import { checkNotFound } from "./checks/not-found.mjs";
import { checkFromDisk, checkWithoutScript } from "./checks/plain.mjs";
import { checkReader } from "./checks/reader.mjs";
import { checkSearch, checkSearching } from "./checks/search.mjs";
import { checkWeight } from "./checks/weight.mjs";
import { Ledger } from "./ledger.mjs";
import { takeScreenshots } from "./screenshots.mjs";
import { serve } from "./server.mjs";
import { oneOfEachKind, readPages, representatives, sample } from "./site.mjs";

// Pages of a large site that are loaded, and those that make a small one.
const SAMPLE = 150;
const SMALL = 1000;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { "base-url": { type: "string" }, screenshots: { type: "string" } },
});
const baseUrl = values["base-url"];
const [own, ...further] = positionals;
// By the name of the site.
const queries = JSON.parse(readFileSync(new URL("queries.json", import.meta.url), "utf8"));
const ledger = new Ledger();
const browser = await launch();

await onServer(own, async (site, pages) => {
  const standing = representatives(pages);
  const disk = fromDisk(own);
  await timed("weight", () => checkWeight(ledger, { site, pages, each: true }));
  await timed("loading and layout", () => checkLoading(ledger, { browser, site, pages: sample(pages, Infinity) }));
  await timed("links", () => checkLinks(ledger, { site, pages }));
  await timed("missing pages", () => checkNotFound(ledger, { browser, site }));
  await timed("without JavaScript", () => checkWithoutScript(ledger, { browser, site, pages: standing }));
  await timed("from a disk", () => checkFromDisk(ledger, { browser, site: disk, pages: standing }));
  await timed("journeys", async () => {
    for (const width of [390, 1440]) {
      for (const script of [true, false]) await checkJourney(ledger, { browser, site, width, script });
    }
    await checkJourney(ledger, { browser, site: disk, width: 1440, script: true });
  });
  await timed("what readers do", () => checkReader(ledger, { browser, site, pages }));
  await timed("search", () => checkSearch(ledger, { browser, site, queries: queries[site.name] }));
  await timed("what searchers do", () => checkSearching(ledger, { browser, site, queries: queries[site.name] }));
  await timed("accessibility", () => checkAccessibility(ledger, { browser, site, pages: standing, views: EVERY_VIEW }));
  await timed("lighthouse", () => checkLighthouse(ledger, { site, pages }));
  await timed("screenshots", () =>
    takeScreenshots({ browser, site, pages: oneOfEachKind(pages), folder: values.screenshots }),
  );
});

for (const folder of further) {
  await onServer(folder, async (site, pages) => {
    const standing = representatives(pages);
    await timed("weight", () => checkWeight(ledger, { site, pages, each: false }));
    await timed("loading and layout", () => checkLoading(ledger, { browser, site, pages: sample(pages, SAMPLE) }));
    await timed("links", () => checkLinks(ledger, { site, pages }));
    const asked = queries[site.name] ?? [];
    if (asked.length > 0) await timed("search", () => checkSearch(ledger, { browser, site, queries: asked }));
    const views = pages.length <= SMALL ? EVERY_VIEW : TWO_VIEWS;
    await timed("accessibility", () => checkAccessibility(ledger, { browser, site, pages: standing, views }));
    await timed("screenshots", () =>
      takeScreenshots({ browser, site, pages: oneOfEachKind(pages), folder: values.screenshots }),
    );
  });
}

await browser.close();
ledger.print();
process.exitCode = ledger.failed === 0 ? 0 : 1;

// Serves a folder while `work` goes on, at the path that its base URL names.
async function onServer(folder, work) {
  const pages = readPages(folder);
  const base = new URL(baseUrl).pathname;
  const server = await serve(resolve(folder), base);
  const home = `${server.origin}${base}`;
  const name = basename(resolve(folder));
  console.log(`${name}: ${pages.length} pages, kinds ${[...new Set(pages.map(({ kind }) => kind))].sort().join(", ")}`);
  try {
    const address = ({ path }) => home + path;
    await work({ name, folder: resolve(folder), home, origin: server.origin, baseUrl, address }, pages);
  } finally {
    await server.close();
  }
}

function fromDisk(folder) {
  const home = `${pathToFileURL(resolve(folder))}/`;
  return { name: `${basename(resolve(folder))} from a disk`, home, address: ({ path }) => home + path };
}

async function timed(what, work) {
  const start = performance.now();
  const before = ledger.failed;
  await work();
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.log(`  ${what}: ${ledger.failed - before} failed, ${seconds} s`);
}
