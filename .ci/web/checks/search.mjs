// Searching, as readers do it: queries of which the paper that is meant is known, and what they cost.

import { withPage } from "../browser.mjs";

// The paper that is meant is among the first of these.
const FIRST = 5;

// `queries` is a list of { q, topics, finds }, the last being a paper's key.
export async function checkSearch(ledger, { browser, site, queries }) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  for (const query of queries) {
    await ledger.attempt("search", `${site.name}, ${query.q ?? ""} ${query.topics?.join(" + ") ?? ""}`, () =>
      withPage(context, site.home, async (tab, noise) => {
        const found = await search(tab, site, query);
        const isFound = found.slice(0, FIRST).includes(query.finds);
        return [...(isFound ? [] : [`${query.finds} is not among the first of ${found.length}: ${found.slice(0, FIRST)}`]), ...noise()];
      }),
    );
  }
  await context.close();
  // The longest query, mostly a whole title, and the shortest.
  const byLength = queries.filter(({ q, topics }) => q && !topics).sort((a, b) => a.q.length - b.q.length);
  for (const query of [byLength[0], byLength.at(-1)]) await report(browser, site, query);
}

// What a reader does with the field: nothing is fetched before, results come while typing, and keys
// lead to the paper.
export async function checkSearching(ledger, { browser, site, queries: [{ q, finds }] }) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const visit = (name, work) =>
    ledger.attempt("searching", `${site.name}, ${name}`, () =>
      withPage(context, site.home, async (tab, noise) => {
        const problems = [];
        const expect = (what, isSo) => isSo || problems.push(what);
        await work(tab, expect);
        return [...problems, ...noise()];
      }),
    );

  await visit("typing", async (tab, expect) => {
    const fetched = [];
    tab.on("request", (request) => request.url().includes("/pagefind/") && fetched.push(request.url()));
    await tab.goto(site.address({ path: "search.html" }), { waitUntil: "networkidle" });
    expect(`these are fetched before the field has the focus: ${fetched}`, fetched.length === 0);
    await tab.locator("#q").focus();
    await tab.waitForRequest(/pagefind-entry/);
    await tab.locator("#q").pressSequentially(q.slice(0, -2), { delay: 20 });
    await settle(tab);
    expect("typing finds nothing", (await keys(tab)).slice(0, FIRST).includes(finds));
    expect("the address does not say what was typed", new URL(tab.url()).searchParams.get("q") === q.slice(0, -2).trim());
    expect("the number is not announced", /\d/.test(await tab.locator("[role=status]").innerText()));
    const place = (await keys(tab)).indexOf(finds);
    for (let step = 0; step <= place; step += 1) await tab.keyboard.press("ArrowDown");
    await Promise.all([tab.waitForURL(/papers\/[^/]+\.html$/), tab.keyboard.press("Enter")]);
    expect("the result does not lead to its paper", tab.url() === site.address({ path: `papers/${finds}.html` }));
    await tab.goBack();
    await settle(tab);
    expect("going back loses the results", (await keys(tab)).includes(finds));
  });

  await visit("from the front page", async (tab, expect) => {
    await tab.goto(site.address({ path: "index.html" }));
    await tab.keyboard.press("/");
    await tab.keyboard.type(q);
    await Promise.all([tab.waitForURL(/search\.html\?q=/), tab.keyboard.press("Enter")]);
    await settle(tab);
    expect("the front page's field finds nothing", (await keys(tab)).includes(finds));
  });

  await visit("narrowing and sorting", async (tab, expect) => {
    await tab.goto(site.address({ path: "search.html" }));
    await tab.locator("form summary").click();
    await tab.waitForFunction(() => document.querySelectorAll("[name=year] option").length > 1);
    await tab.locator("[name=year]").selectOption({ index: 1 });
    await settle(tab);
    const count = async () => Number((await tab.locator("#found-status").innerText()).replace(/\D/g, ""));
    const ofYear = await count();
    expect("a year has no papers", ofYear > 0);
    const topic = await tab.locator("#topics-offered option").first().getAttribute("value");
    await tab.locator("[name=topic]").fill(topic);
    await tab.locator("[name=topic]").press("Tab");
    await settle(tab);
    expect(`the topic ${topic} narrows nothing down`, (await count()) > 0 && (await count()) < ofYear);
    await tab.locator("#chosen button").click();
    await settle(tab);
    expect("the topic cannot be taken off", (await count()) === ofYear);
    await tab.locator("[name=sort]").selectOption("date");
    await settle(tab);
    const dates = await tab.locator("#found .labels a[href*='/digests/']").evaluateAll((links) => links.map((link) => link.href));
    expect(`papers are not sorted by date: ${dates}`, dates.length > 1 && dates.every((date, i) => i === 0 || date <= dates[i - 1]));
    const more = tab.locator("#found-more");
    const before = (await keys(tab)).length;
    await more.click();
    await settle(tab);
    expect("there are no more results", (await keys(tab)).length > before);
    expect("the focus is not at the first new result", await tab.evaluate((n) => document.activeElement === document.querySelectorAll("#found h3 a")[n], before));
  });

  await visit("where the index is missing", async (tab, expect) => {
    await tab.route(/pagefind\/[^/]+\/pagefind\.js/, (route) => route.fulfill({ status: 200, contentType: "text/javascript", body: "export {}" }));
    await tab.goto(`${site.address({ path: "search.html" })}?q=x`);
    await tab.locator("#search-failed").waitFor();
    expect("it is not said", (await tab.locator("#found-status").innerText()) !== "");
  });
  await context.close();
}

async function search(tab, site, { q, topics = [] }) {
  const parameters = new URLSearchParams([...(q ? [["q", q]] : []), ...topics.map((name) => ["topic", name])]);
  await tab.goto(`${site.address({ path: "search.html" })}?${parameters}`);
  await settle(tab);
  return keys(tab);
}

// Waits until the results no longer change: a mistyped word is corrected after the first answer.
async function settle(tab) {
  await tab.waitForFunction(() => /\d/.test(document.getElementById("found-status").textContent)).catch(() => {});
  await tab.waitForLoadState("networkidle");
  await tab.waitForTimeout(250);
}

function keys(tab) {
  return tab.locator("#found h3 a").evaluateAll((links) => links.map((link) => link.href.replace(/^.*papers\/|\.html$/g, "")));
}

// Requests and bytes that a reader who knows nothing of the site yet needs to see the first result.
async function report(browser, site, query) {
  const context = await browser.newContext();
  const tab = await context.newPage();
  const requests = [];
  tab.on("requestfinished", (request) => requests.push(request.sizes()));
  const parameters = new URLSearchParams({ q: query.q });
  const start = performance.now();
  await tab.goto(`${site.address({ path: "search.html" })}?${parameters}`);
  await tab.locator("#found .entry").first().waitFor();
  const milliseconds = Math.round(performance.now() - start);
  const sizes = await Promise.all(requests);
  const bytes = sizes.reduce((sum, { responseBodySize }) => sum + responseBodySize, 0);
  console.log(`    ${site.name}, “${query.q}”: first result after ${sizes.length} requests, ${Math.round(bytes / 1000)} kB, ${milliseconds} ms`);
  await context.close();
}
