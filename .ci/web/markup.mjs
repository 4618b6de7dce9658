// The tags of a page, what it links to and what can be linked to in it. The Nu checker has passed the pages, so tags are well formed.

const TAG = /<([a-z][a-z0-9-]*)((?:[^>"']|"[^"]*"|'[^']*')*)>/gi;
const ATTRIBUTE = /([^\s=/"'>]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+)))?/g;
const NAMED_REFERENCES = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

// `{ links, ids }`: addresses as written, and the set of fragment targets.
export function scan(html) {
  const links = [];
  const ids = new Set();
  for (const { name, attributes } of tags(html)) {
    if (attributes.id !== undefined) ids.add(attributes.id);
    links.push(...addresses(name, attributes));
  }
  return { links, ids };
}

// Every opening tag as `{ name, attributes }`, in the page's order; an attribute without a value is "".
export function* tags(html) {
  const text = html.replace(/<!--.*?-->/gs, "").replace(/(<(script|style)[^>]*>).*?<\/\2>/gis, "$1");
  for (const [, name, inside] of text.matchAll(TAG)) {
    const attributes = {};
    for (const [, key, double, single, bare] of inside.matchAll(ATTRIBUTE)) {
      attributes[key.toLowerCase()] = unescape(double ?? single ?? bare ?? "");
    }
    yield { name: name.toLowerCase(), attributes };
  }
}

function addresses(name, attributes) {
  const found = [attributes.href, attributes.src, attributes.action].filter((address) => address !== undefined);
  for (const candidate of attributes.srcset?.split(",") ?? []) found.push(candidate.trim().split(/\s/)[0]);
  if (name === "meta" && /^og:(url|image)$/.test(attributes.property ?? "")) found.push(attributes.content);
  if (name === "meta" && attributes["http-equiv"]?.toLowerCase() === "refresh") {
    found.push(attributes.content.replace(/^[^=]*=\s*/, ""));
  }
  return found;
}

function unescape(text) {
  return text.replace(/&(?:#(\d+)|#x([0-9a-f]+)|([a-z]+));/gi, (whole, decimal, hex, name) => {
    if (name) return NAMED_REFERENCES[name] ?? whole;
    return String.fromCodePoint(decimal ? Number(decimal) : Number.parseInt(hex, 16));
  });
}
