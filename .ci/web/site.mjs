// A built site as a list of pages, each of a kind, and the pages that stand for all of a kind.

import { readFileSync, readdirSync } from "node:fs";
import { join, relative, sep } from "node:path";

const ROOMS = {
  papers: { page: "paper" },
  topics: { index: "topics", page: "topic" },
  digests: { index: "archive", page: "digest" },
  authors: { index: "authors", page: "author" },
};
const NAMED = { "index.html": "front", "404.html": "404", "trending.html": "trending", "search.html": "search", "reading.html": "reading" };

// The pages among the digests that look back on a week, a month or a year.
const PERIOD = /^\d{4}(-\d\d|-W\d\d)?\.html$/;

// What readers meet on some pages of a kind only, and what can break a layout.
const FEATURES = [/<math[ >]/, /<table[ >]/, /<pre[ >]/, /footnote-/, /class="?pager/, /<img[ >]/, /class="?changes/, /class="?course/];

// The kind of the page at a path such as `papers/2601.00001.html`; "" is the front page.
export function kindOf(path) {
  const [room, name] = path.split("/");
  if (name === undefined) return NAMED[room || "index.html"] ?? "page";
  if (room === "digests" && PERIOD.test(name)) return "period";
  const kinds = ROOMS[room] ?? { page: room };
  return name === "index.html" || name === "" ? (kinds.index ?? room) : kinds.page;
}

// All pages of a folder, sorted by path. An old address that leads to a new one is of the kind "redirect".
export function readPages(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".html"))
    .map((entry) => relative(folder, join(entry.parentPath ?? entry.path, entry.name)).split(sep).join("/"))
    .sort()
    .map((path) => {
      const html = readFileSync(join(folder, path), "utf8");
      const kind = /<meta[^>]*http-equiv="?refresh/.test(html) ? "redirect" : kindOf(path);
      return { path, kind, html };
    });
}

// Of each kind the largest page, the smallest, and the largest that has each feature; redirects left out.
export function representatives(pages) {
  const chosen = new Set();
  for (const group of byKind(pages).values()) {
    const bySize = [...group].sort((a, b) => b.html.length - a.html.length || (a.path < b.path ? -1 : 1));
    chosen.add(bySize[0]).add(bySize.at(-1));
    for (const feature of FEATURES) {
      const page = bySize.find(({ html }) => feature.test(html));
      if (page) chosen.add(page);
    }
  }
  return pages.filter((page) => chosen.has(page));
}

// At most about `limit` pages: all, or the representatives and every n-th of the rest.
export function sample(pages, limit) {
  const lasting = pages.filter(({ kind }) => kind !== "redirect");
  if (lasting.length <= limit) return lasting;
  const standing = new Set(representatives(lasting));
  const step = Math.ceil(lasting.length / limit);
  return lasting.filter((page, index) => standing.has(page) || index % step === 0);
}

// The largest page of each kind.
export function oneOfEachKind(pages) {
  return [...byKind(pages).values()].map((group) =>
    group.reduce((largest, page) => (page.html.length > largest.html.length ? page : largest)),
  );
}

function byKind(pages) {
  const groups = new Map();
  for (const page of pages) {
    if (page.kind === "redirect") continue;
    if (!groups.has(page.kind)) groups.set(page.kind, []);
    groups.get(page.kind).push(page);
  }
  return groups;
}
