// A headless Chromium, and a page that remembers all that a reader's console and network would show.

import { chromium } from "playwright-core";

// Debian's; CHROMIUM names another.
export const PROGRAM = process.env.CHROMIUM ?? "/usr/bin/chromium";

export const FLAGS = [
  "--headless=new",
  "--no-sandbox",
  "--disable-gpu",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--disable-quic",
];

export function launch() {
  return chromium.launch({ executablePath: PROGRAM, args: FLAGS });
}

// Opens a page in a context, hands it to `work` with `noise()`, and closes it. `noise()` gives, once,
// what happened since it was last asked: console messages, errors, failed requests and requests that
// leave `home`, the beginning of every address that the page may ask for.
export async function withPage(context, home, work) {
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  let heard = [];
  page.on("console", (message) => heard.push(`console ${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => heard.push(`error on the page: ${error.message}`));
  page.on("requestfailed", (request) => {
    const why = request.failure()?.errorText;
    // Whoever leaves a page leaves what it still asks for, such as its icon.
    if (why !== "net::ERR_ABORTED") heard.push(`failed request: ${request.url()} (${why})`);
  });
  page.on("response", (response) => {
    if (response.status() >= 400) heard.push(`status ${response.status()}: ${response.url()}`);
  });
  page.on("request", (request) => {
    const isOurs = request.url().startsWith(home) || request.url().startsWith("data:");
    if (!isOurs) heard.push(`request to elsewhere: ${request.url()}`);
  });
  const noise = () => {
    const all = [...new Set(heard)];
    heard = [];
    return all;
  };
  try {
    return await work(page, noise);
  } finally {
    await page.close();
  }
}

// Calls `work` for every item, two at a time: CI has two cores.
export async function forEach(items, work) {
  const rest = items.values();
  const worker = async () => {
    for (const item of rest) await work(item);
  };
  await Promise.all([worker(), worker()]);
}
