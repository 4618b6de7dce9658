// A crawl from the front page and the page for missing addresses: every link inside the site leads to something, to the very place it
// names, and every page is reached.

import { scan } from "../markup.mjs";

const OUTWARD = /^(https?|mailto):/i;

export async function checkLinks(ledger, { site, pages }) {
  const start = site.home;
  const visited = new Map();
  const wanted = new Map([
    [start, "the start"],
    [`${start}404.html`, "the host"],
  ]);
  for (const [address, from] of wanted) {
    const target = await fetchTarget(address, visited);
    for (const link of target.links) {
      const inward = resolve(link, target.final, site);
      if (inward.problem) ledger.record("links", `${site.name} ${shorten(address, site)}`, [inward.problem]);
      if (inward.address && !wanted.has(inward.address)) wanted.set(inward.address, address);
    }
    ledger.record("links", `${site.name} ${shorten(from, site)} -> ${shorten(address, site)}`, target.problems(address));
  }
  const reached = new Set([...visited.values()].map(({ final }) => final));
  for (const page of pages) {
    if (page.kind === "404" || page.kind === "redirect") continue;
    const isReached = reached.has(site.address(page));
    ledger.record("reach", `${site.name} ${page.path}`, isReached ? [] : ["no page links to it"]);
  }
}

// Where a link leads inside the site, as an address with its fragment; or what is wrong with it.
function resolve(link, from, site) {
  let address;
  try {
    address = new URL(link, from).href;
  } catch {
    return { problem: `not an address: ${link}` };
  }
  // The absolute addresses that standards ask for name the site's published home.
  if (address.startsWith(site.baseUrl)) address = site.home + address.slice(site.baseUrl.length);
  if (address.startsWith(site.home)) return { address };
  if (new URL(address).origin === site.origin) return { problem: `leaves the site's folder: ${link}` };
  if (address.startsWith("data:image/")) return {};
  return OUTWARD.test(address) ? {} : { problem: `a link of another scheme: ${link}` };
}

// What stands at an address; each file is fetched once, whatever the fragment.
async function fetchTarget(address, visited) {
  const plain = address.split("#")[0];
  const known = visited.get(plain);
  if (known) return { ...known, links: [] };
  const response = await fetch(plain);
  const isPage = response.headers.get("content-type")?.startsWith("text/html");
  const { links, ids } = scan(isPage ? await response.text() : (await response.arrayBuffer(), ""));
  const target = {
    final: response.url.replace(/\/$/, "/index.html"),
    links: response.ok ? links : [],
    problems(asked) {
      if (!response.ok) return [`status ${response.status}`];
      const fragment = decodeURIComponent(new URL(asked).hash.slice(1));
      return fragment && isPage && !ids.has(fragment) ? [`there is no #${fragment} on the page`] : [];
    },
  };
  visited.set(plain, target);
  return target;
}

function shorten(address, site) {
  return address.startsWith(site.home) ? address.slice(site.home.length) || "front page" : address;
}
