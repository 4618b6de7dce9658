// What a reader does with JavaScript on: light and dark, saving and reading papers, keywords, keys,
// copying a citation, seeing what is new. Each in a context of its own, as a device of its own.

import { withPage } from "../browser.mjs";

export async function checkReader(ledger, { browser, site, pages }) {
  const papers = pages.filter(({ kind }) => kind === "paper");
  const digest = pages.filter(({ kind }) => kind === "digest").reduce((a, b) => (a.html.length > b.html.length ? a : b));
  for (const [name, visit] of Object.entries(VISITS)) {
    const context = await browser.newContext({ colorScheme: "light", viewport: { width: 1280, height: 900 } });
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await ledger.attempt("reader", `${site.name}, ${name}`, () =>
      withPage(context, site.home, async (tab, noise) => {
        const problems = [];
        const expect = (what, isSo) => isSo || problems.push(what);
        await visit({ tab, site, digest, paper: papers[0], expect });
        return [...problems, ...noise()];
      }),
    );
    await context.close();
  }
}

const VISITS = {
  async "light and dark"({ tab, site, paper, expect }) {
    await tab.goto(site.address({ path: "index.html" }));
    const ground = () => tab.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
    const light = await ground();
    await tab.locator(".scheme button").click();
    const dark = await ground();
    expect("the switch changes nothing", light !== dark);
    // On the next page the choice is there before anything is painted: the style sheet finds it set.
    await tab.addInitScript(() => {
      addEventListener("DOMContentLoaded", () => (window.early = document.documentElement.dataset.scheme));
    });
    await tab.goto(site.address(paper));
    expect("the choice is not kept", (await ground()) === dark);
    expect("the choice comes late", (await tab.evaluate(() => window.early)) === "dark");
    await tab.keyboard.press("d");
    expect("the key d does not switch", (await ground()) === light);
  },

  async "a reading list across pages"({ tab, site, digest, paper, expect }) {
    await tab.goto(site.address(paper));
    const title = await tab.locator("h1").innerText();
    await tab.locator(".acts button").first().click();
    await tab.goto(site.address(digest));
    await tab.locator(".entry .acts button").first().click();
    await tab.goto(site.address({ path: "reading.html" }));
    const list = tab.locator("#saved-list li");
    expect("two papers are not on the list", (await list.count()) === 2);
    expect("the paper's title is not on the list", (await list.first().innerText()).includes(title.slice(0, 20)));
    const download = async (kind) => {
      const [file] = await Promise.all([tab.waitForEvent("download"), tab.locator(`[data-export=${kind}]`).click()]);
      const stream = await file.createReadStream();
      let text = "";
      for await (const part of stream) text += part;
      return text;
    };
    const bibtex = await download("bib");
    expect("the BibTeX has not two entries", bibtex.match(/^@\w+\{/gm)?.length === 2);
    const markdown = await download("md");
    expect("the Markdown has not two links", markdown.match(/^- \[.*\]\(http/gm)?.length === 2);
    await tab.locator("#saved-list button").first().click();
    expect("a paper cannot be taken off", (await list.count()) === 1);
    await tab.locator("#clear").click();
    expect("the list cannot be emptied", (await list.count()) === 0);
  },

  async "read marks"({ tab, site, digest, expect }) {
    await tab.goto(site.address(digest));
    await tab.locator(".entry h3 a").first().click();
    await tab.waitForSelector("article.paper");
    await tab.goto(site.address(digest));
    expect("the paper is not marked as read", (await tab.locator(".entry.is-read").count()) === 1);
  },

  async "keywords from the address"({ tab, site, digest, expect }) {
    await tab.goto(site.address(digest));
    const words = (await tab.locator(".entry h3").allInnerTexts()).map((title) => title.match(/[A-Za-z]{6,}/)?.[0]).filter(Boolean);
    const [lit, muted] = [words[0], words.at(-1)];
    await tab.goto(`${site.address(digest)}?highlight=${lit}&mute=${muted}`);
    expect(`nothing is highlighted by ${lit}`, (await tab.locator(".entry.is-lit, .entry.is-muted").count()) > 0);
    expect(`nothing is muted by ${muted}`, (await tab.locator(".entry.is-muted").count()) > 0);
    // The form leads to an address that says the same.
    await tab.locator(".keywords [name=highlight]").fill("zzz");
    await Promise.all([tab.waitForNavigation(), tab.locator(".keywords button").click()]);
    expect("the form does not lead to an address", new URL(tab.url()).searchParams.get("highlight") === "zzz");
    expect("the address does not win", (await tab.locator(".entry.is-lit").count()) === 0);
  },

  async "keywords that are kept"({ tab, site, digest, expect }) {
    await tab.goto(site.address(digest));
    const word = (await tab.locator(".entry h3").first().innerText()).match(/[A-Za-z]{4,}/)[0];
    await tab.goto(site.address({ path: "reading.html" }));
    await tab.locator("#watch-form [name=highlight]").fill(word);
    await tab.locator("#watch-form button").click();
    expect("keeping is not confirmed", (await tab.locator("#watch-status").innerText()) !== "");
    await tab.goto(site.address(digest));
    expect("kept keywords do nothing", (await tab.locator(".entry.is-lit").count()) > 0);
  },

  async "keys"({ tab, site, digest, expect }) {
    await tab.goto(site.address(digest));
    const focused = () => tab.evaluate(() => document.activeElement.closest(".entry")?.querySelector("h3").innerText);
    await tab.keyboard.press("j");
    const first = await focused();
    await tab.keyboard.press("j");
    const second = await focused();
    await tab.keyboard.press("k");
    expect("j and k do not go through the papers", first && second && first !== second && (await focused()) === first);
    await tab.keyboard.press("s");
    expect("s does not save", (await tab.locator(".entry.is-saved").count()) === 1);
    await tab.goto(site.address({ path: "reading.html" }));
    await tab.locator("#keys-on").click();
    await tab.goto(site.address(digest));
    await tab.keyboard.press("j");
    expect("the keys cannot be switched off", (await focused()) === undefined);
  },

  async "copying a citation"({ tab, site, paper, expect }) {
    await tab.goto(site.address(paper));
    for (const kind of ["bibtex", "ris", "csl"]) {
      const box = tab.locator(`details:has(pre.${kind})`);
      await box.locator("summary").click();
      await box.locator("button").click();
      await tab.waitForFunction((kind) => navigator.clipboard.readText().then((text) => text === document.querySelector(`pre.${kind}`).textContent), kind, { timeout: 3000 });
      expect(`copying ${kind} is not confirmed`, (await box.locator("button").innerText()) !== "");
    }
  },

  async "new since the last visit"({ tab, site, expect }) {
    await tab.goto(site.address({ path: "index.html" }));
    expect("all is new at the first visit", (await tab.locator(".fresh").count()) === 0);
    // As if the last visit had been before every digest.
    await tab.evaluate(() => {
      for (const key of Object.keys(localStorage)) if (key.endsWith(".seen")) localStorage.setItem(key, '"2000-01-01"');
      sessionStorage.clear();
    });
    await tab.reload();
    expect("nothing is new after years", (await tab.locator(".fresh").count()) > 0);
  },
};
