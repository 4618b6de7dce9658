// What a newcomer does, with the real program: init, check, build, serve, each at the base paths `/` and
// `/a/b/`, and then a click on a link to every kind of page.
//
//     node newcomer.mjs PROGRAM

import { execFileSync, spawn } from "node:child_process";
import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { launch, withPage } from "./browser.mjs";
import { Ledger } from "./ledger.mjs";
import { serve } from "./server.mjs";
import { kindOf } from "./site.mjs";

const KINDS = ["front", "topics", "topic", "paper", "digest", "archive", "period", "trending", "search", "reading", "page", "authors", "author"];

const DIGEST = `## A paper with authors
- Authors: Ann Author, Bo Writer
- Topics: hyperparameter transfer

Its summary.
`;

const program = resolve(process.argv[2]);
const ledger = new Ledger();
const browser = await launch();
for (const base of ["/", "/a/b/"]) await newcomer(base);
await browser.close();
ledger.print();
process.exitCode = ledger.failed === 0 ? 0 : 1;

async function newcomer(base) {
  const folder = mkdtempSync(join(tmpdir(), "newcomer-"));
  const site = join(folder, "site");
  const address = `https://example.org${base}`;
  const run = (...line) => execFileSync(program, [...line, "--root", site], { encoding: "utf8", stdio: "pipe" });
  try {
    execFileSync("git", ["init", "--quiet", site]);
    run("init", ".");
    appendFileSync(join(site, "offprint.toml"), "\n[authors]\nenabled = true\n");
    writeFileSync(join(site, "content/2026-01-05.md"), DIGEST);
    run("check", "--base-url", address, "--strict");
    run("build", "--base-url", address);
    const built = await serve(join(site, "public"), base);
    await clickThrough(`built for ${base}`, built.origin + base).finally(built.close);

    const preview = spawn(program, ["serve", "--root", site, "--port", "0", "--base-url", address], { stdio: ["ignore", "pipe", "inherit"] });
    try {
      await clickThrough(`served at ${base}`, await said(preview, /shown at (\S+)/));
    } finally {
      preview.kill();
    }
  } catch (error) {
    ledger.record("newcomer", `at ${base}`, [error.stderr || error.message]);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

// What a program says on its standard output, by a pattern with one group.
function said(child, pattern) {
  return new Promise((found, failed) => {
    let text = "";
    child.stdout.on("data", (data) => {
      text += data;
      const match = pattern.exec(text);
      if (match) found(match[1]);
    });
    child.on("exit", () => failed(new Error(`it ended and said: ${text}`)));
  });
}

// From the front page on: looks for a link to a kind that was not seen yet on every page it knows, and
// clicks on it.
async function clickThrough(where, home) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  await withPage(context, home, async (tab, noise) => {
    const missing = new Set(KINDS);
    const known = [home];
    for (let next = 0; next < known.length && missing.size > 0; next += 1) {
      await tab.goto(known[next]);
      missing.delete(kindOf(path(tab.url(), home)));
      for (const link of await links(tab, home)) {
        const kind = kindOf(path(link, home));
        if (!missing.delete(kind)) continue;
        await tab.goto(known[next]);
        await Promise.all([tab.waitForURL((url) => url.href === link), clickOn(tab, link)]);
        const heading = await tab.locator("h1").innerText();
        known.push(link);
        ledger.record("newcomer", `${where}, to the ${kind}`, [...(heading.trim() ? [] : [`${link} has no heading`]), ...heard(noise)]);
      }
    }
    ledger.record("newcomer", `${where}, every kind`, [...missing].map((kind) => `no link leads to a page of the kind ${kind}`));
    const answer = await tab.goto(`${home}papers/nothing.html`);
    const way = await tab.locator('main a[href$="index.html"]').first().getAttribute("href");
    const back = await tab.goto(new URL(way, tab.url()).href);
    const problems = answer.status() === 404 && back.ok() && tab.url() === `${home}index.html` ? [] : [`${answer.status()}, and back to ${tab.url()}`];
    noise();
    ledger.record("newcomer", `${where}, a missing page`, problems);
  });
  await context.close();
}

function path(address, home) {
  return address.slice(home.length).split(/[?#]/)[0];
}

// Addresses of the site that a page links to visibly, without fragments.
function links(tab, home) {
  return tab.$$eval("a[href]", (anchors) => anchors.filter((a) => a.checkVisibility() && !a.hash).map((a) => a.href)).then((all) =>
    [...new Set(all)].filter((link) => link.startsWith(home) && (link.endsWith(".html") || link.endsWith("/"))),
  );
}

async function clickOn(tab, link) {
  const anchors = tab.locator("a[href]").filter({ visible: true });
  const place = await anchors.evaluateAll((all, wanted) => all.findIndex((a) => a.href === wanted), link);
  await anchors.nth(place).click();
}

// The preview's own stream ends whenever a page is left.
function heard(noise) {
  return noise().filter((line) => !line.includes("/__offprint/"));
}
