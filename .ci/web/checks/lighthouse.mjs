// Lighthouse, as a phone on a slow network: full marks, and nearly full marks for speed.

import lighthouse from "lighthouse";
import puppeteer from "puppeteer-core";
import { FLAGS, PROGRAM } from "../browser.mjs";
import { oneOfEachKind } from "../site.mjs";

const KINDS = ["front", "digest", "paper", "topic", "search"];

// Least marks of each category. Speed is measured, and the machine does other things besides.
const MARKS = { performance: 95, accessibility: 100, "best-practices": 100, seo: 100 };
const TRIES = 3;

// No audit is left out for the server's sake: to Lighthouse 127.0.0.1 is as good as https, a canonical
// address on another host is right, and a host without robots.txt has none to judge.
const SETTINGS = {
  onlyCategories: Object.keys(MARKS),
  disableFullPageScreenshot: true,
  output: "json",
  logLevel: "error",
};

// The largest page of each kind. A Chromium of its own, spoken to through a pipe: no port that another
// could take, and it ends with this process, however that ends.
export async function checkLighthouse(ledger, { site, pages }) {
  const largest = new Map(oneOfEachKind(pages).map((page) => [page.kind, page]));
  const browser = await puppeteer.launch({ executablePath: PROGRAM, args: FLAGS, pipe: true });
  for (const kind of KINDS) {
    const page = largest.get(kind);
    if (!page) {
      console.log(`    SKIPPED: there is no page of the kind ${kind}`);
      continue;
    }
    await ledger.attempt("lighthouse", `${site.name} ${page.path}`, () => judge(browser, site, page));
  }
  await browser.close();
}

// The problems of a page. If it is only too slow it is tried again, and its best speed counts.
async function judge(browser, site, page) {
  let best;
  for (let left = TRIES; left > 0; left -= 1) {
    const result = await measure(browser, site.address(page));
    if (!best || marks(result, "performance") > marks(best, "performance")) best = result;
    const failing = Object.keys(MARKS).filter((category) => isBelow(result, category));
    if (failing.join() !== "performance") break;
  }
  console.log(`    ${page.path}: ${Object.keys(MARKS).map((category) => `${category} ${marks(best, category)}`).join(", ")}`);
  return Object.keys(MARKS)
    .filter((category) => isBelow(best, category))
    .flatMap((category) => [`${category} has ${marks(best, category)} of ${MARKS[category]} marks`, ...lost(best, category)]);
}

async function measure(browser, address) {
  const tab = await browser.newPage();
  try {
    const { lhr } = await lighthouse(address, SETTINGS, undefined, tab);
    if (lhr.runtimeError) throw new Error(lhr.runtimeError.message);
    return lhr;
  } finally {
    await tab.close();
  }
}

// An audit that breaks leaves its category without marks, which is 0 here.
function marks({ categories }, category) {
  return Math.round((categories[category].score ?? 0) * 100);
}

function isBelow(result, category) {
  return marks(result, category) < MARKS[category];
}

// The audits that cost marks, each with its first finding.
function lost({ categories, audits }, category) {
  return categories[category].auditRefs
    .filter(({ id, weight }) => weight > 0 && (audits[id].scoreDisplayMode === "error" || (audits[id].score ?? 1) < 1))
    .map(({ id }) => {
      const { title, displayValue, explanation, errorMessage, details } = audits[id];
      const count = details?.items?.length ?? 0;
      const first = count > 0 ? `${count} × such as ${describe(details.items[0])}` : undefined;
      return [`  ${id}: ${title}`, displayValue, explanation ?? errorMessage, first].filter(Boolean).join("; ");
    });
}

function describe(item) {
  const text = item.node ? `${item.node.snippet} (${item.node.explanation ?? ""})` : JSON.stringify(item);
  return text.replace(/\s+/g, " ").slice(0, 300);
}
