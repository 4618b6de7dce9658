// Serves a folder below a base path, on loopback, as GitHub Pages serves a project's site:
// `/file` finds `file.html`, a folder is redirected to its slash, a missing page gets 404.html, and text
// is compressed for those who ask.

import { readFileSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { gzipSync } from "node:zlib";

const TYPES = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".jpg": "image/jpeg",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".md": "text/markdown; charset=utf-8",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
  ".woff2": "font/woff2",
  ".xml": "application/xml; charset=utf-8",
};

const IS_TEXT = /^(text|application\/(json|xml)|image\/svg)/;

// Starts on a free port. `base` begins and ends with a slash. Gives `{ origin, close }`.
export async function serve(folder, base) {
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
    if (path === base.slice(0, -1)) return redirect(response, base);
    const found = path.startsWith(base) ? find(folder, path.slice(base.length)) : undefined;
    if (found === "folder") return redirect(response, `${path}/`);
    if (found) return send(request, response, 200, found);
    return send(request, response, 404, join(folder, "404.html"));
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    close: () => new Promise((resolve) => server.close(resolve).closeAllConnections()),
  };
}

// The file for a path below the base, "folder" where a slash is missing, or nothing.
function find(folder, path) {
  if (normalize(path).startsWith("..")) return undefined;
  const full = join(folder, path);
  if (path === "" || path.endsWith("/")) return isFile(join(full, "index.html")) ? join(full, "index.html") : undefined;
  if (isFile(full)) return full;
  if (isFile(`${full}.html`)) return `${full}.html`;
  return isFile(join(full, "index.html")) ? "folder" : undefined;
}

function isFile(path) {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}

function redirect(response, location) {
  response.writeHead(301, { location }).end();
}

function send(request, response, status, file) {
  const type = TYPES[extname(file)] ?? "application/octet-stream";
  const isPacked = IS_TEXT.test(type) && /\bgzip\b/.test(request.headers["accept-encoding"]);
  response.writeHead(status, { "content-type": type, ...(isPacked && { "content-encoding": "gzip" }) });
  const content = readFileSync(file);
  response.end(isPacked ? gzipSync(content) : content);
}
