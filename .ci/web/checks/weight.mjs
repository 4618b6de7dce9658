// What readers download is light: sizes of files as gzip -9 packs them, read from the built folder.

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { tags } from "../markup.mjs";

// In bytes: a paper's page and a digest's, each with its style sheets; all JavaScript of a page.
const PAPER = 14 * 1024;
const DIGEST = 60 * 1024;
const SCRIPTS = 15 * 1024;

// The papers of the largest digest that DIGEST is meant for.
const PAPERS_OF_A_DIGEST = 116;

// A script that is waited for may only be a snippet, such as one that sets a theme before anything is painted.
const SNIPPET = 1024;

// What stands in a head. The tags of head and body themselves may be left out.
const HEAD = new Set(["html", "head", "base", "link", "meta", "noscript", "script", "style", "template", "title"]);

// With `each`, every page of a paper must be light; if not, half of them: some papers have hundreds of authors.
export function checkWeight(ledger, { site, pages, each }) {
  const files = new Files(site);
  const weigh = (page) => ({ page, bytes: packed(page.html) + files.sum(styleSheets(page, site)) });
  const papers = ofKind(pages, "paper").map(weigh).sort((a, b) => a.bytes - b.bytes);
  const digests = ofKind(pages, "digest").map(weigh).sort((a, b) => a.bytes - b.bytes);
  say("papers", papers);
  say("digests", digests);
  const judged = each || papers.length === 0 ? papers : [median(papers)];
  for (const { page, bytes } of judged) {
    const what = each ? page.path : `half of the papers, up to ${page.path}`;
    ledger.record("weight", `${site.name} ${what}`, above(bytes, PAPER, "the page with its style sheet"));
  }
  for (const { page, bytes } of digests) {
    if (paperCount(site, page) > PAPERS_OF_A_DIGEST) continue;
    ledger.record("weight", `${site.name} ${page.path}`, above(bytes, DIGEST, "the page with its style sheet"));
  }
  for (const page of pages) ledger.record("scripts", `${site.name} ${page.path}`, scriptProblems(page, site, files));
}

function scriptProblems({ path, html }, site, files) {
  const all = [...tags(html)];
  const body = all.findIndex(({ name }) => !HEAD.has(name));
  const problems = [];
  const found = new Set();
  for (const [place, { name, attributes }] of all.entries()) {
    const handler = Object.keys(attributes).find((key) => key.startsWith("on"));
    if (handler) problems.push(`<${name}> has JavaScript in its ${handler}`);
    if (name === "link" && attributes.rel === "modulepreload") found.add(attributes.href);
    if (name !== "script" || isData(attributes)) continue;
    if (attributes.src === undefined) {
      problems.push("a script stands in the page");
      continue;
    }
    found.add(attributes.src);
    const isWaitedFor = attributes.defer === undefined && attributes.type !== "module";
    const isSnippet = place < body && files.read(resolve(attributes.src, path, site))?.length < SNIPPET;
    if (isWaitedFor && !isSnippet) problems.push(`${attributes.src} has neither defer nor type=module`);
  }
  const scripts = [...found].map((address) => resolve(address, path, site));
  for (const [index, file] of scripts.entries()) {
    if (files.read(file) === undefined) problems.push(`${[...found][index]} is no file of the site`);
  }
  return [...problems, ...above(files.sum(withImports(scripts, site, files)), SCRIPTS, "JavaScript")];
}

// Data for search engines and scripts is not run.
function isData({ type }) {
  return /^application\/(ld\+)?json$/.test(type);
}

function styleSheets({ path, html }, site) {
  return [...tags(html)]
    .filter(({ name, attributes }) => name === "link" && attributes.rel?.split(/\s+/).includes("stylesheet"))
    .map(({ attributes }) => resolve(attributes.href, path, site));
}

// The scripts, and the modules that they import by name.
function withImports(scripts, site, files) {
  const all = new Set(scripts);
  for (const file of all) {
    const text = files.read(file)?.toString() ?? "";
    for (const [, address] of text.matchAll(/\b(?:from|import)\s*\(?\s*["'](\.[^"']+)["']/g)) {
      all.add(resolve(address, file, site));
    }
  }
  return all;
}

// The path of a file in the site's folder; undefined for an address outside of the site.
function resolve(address, from, site) {
  const { href } = new URL(address, site.home + from);
  return href.startsWith(site.home) ? decodeURIComponent(href.slice(site.home.length).split(/[?#]/)[0]) : undefined;
}

// Files of the site, each read and packed once.
class Files {
  #known = new Map();

  constructor({ folder }) {
    this.folder = folder;
  }

  read(path) {
    return this.#get(path)?.content;
  }

  sum(paths) {
    let bytes = 0;
    for (const path of paths) bytes += this.#get(path)?.bytes ?? 0;
    return bytes;
  }

  #get(path) {
    if (path === undefined) return undefined;
    if (!this.#known.has(path)) {
      const full = join(this.folder, path);
      const content = existsSync(full) ? readFileSync(full) : undefined;
      this.#known.set(path, content && { content, bytes: packed(content) });
    }
    return this.#known.get(path);
  }
}

// How many papers the digest has that stands beside its page as JSON.
function paperCount({ folder }, { path }) {
  const file = join(folder, path.replace(/\.html$/, ".json"));
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")).papers.length : 0;
}

function ofKind(pages, kind) {
  return pages.filter((page) => page.kind === kind);
}

function packed(content) {
  return gzipSync(content, { level: 9 }).length;
}

function median(sorted) {
  return sorted[Math.floor(sorted.length / 2)];
}

function above(bytes, most, what) {
  return bytes > most ? [`${what}: ${bytes} bytes packed, of at most ${most}`] : [];
}

function say(what, weights) {
  if (weights.length === 0) return;
  const { page, bytes } = weights.at(-1);
  console.log(`    ${weights.length} ${what}: ${median(weights).bytes} bytes in the middle, at most ${bytes} (${page.path})`);
}
