// Checks newsletters as mail programs show them: without pictures, scripts or anything else from outside.
//
//     node letters.mjs --screenshots DIR FILE…
//
// Each FILE is the HTML of a message. At 320 and 640 pixels, light and dark, nothing is cut off or hard to
// read (axe), and no address is asked for.

import { mkdirSync, readFileSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { launch } from "./browser.mjs";

const WIDTHS = [320, 640];
const SCHEMES = ["light", "dark"];

// Mail programs cut what is longer, and take no style sheet that is larger (caniemail.com).
const LARGEST = 90_000;
const LARGEST_STYLE = 16_000;

// What no message has: Gmail shows none of these elements.
const FOREIGN = "script, link, img, svg, math, iframe, form, object, video, audio";

const { values, positionals: files } = parseArgs({ allowPositionals: true, options: { screenshots: { type: "string" } } });
const axe = readFileSync(new URL("node_modules/axe-core/axe.min.js", import.meta.url), "utf8");
const browser = await launch();
mkdirSync(values.screenshots, { recursive: true });
let faults = 0;

for (const file of files) {
  const name = basename(dirname(file));
  const html = readFileSync(file, "utf8");
  judge(html.length < LARGEST, name, `it has ${html.length} bytes`);
  for (const width of WIDTHS) {
    for (const colorScheme of SCHEMES) await look({ file, name, width, colorScheme });
  }
}
judge(files.length > 0, "letters", "there are none");
// The judge itself: it must refuse what is wrong.
const before = faults;
await lookAt({ html: "<p style='color: #aaa; background: #fff; width: 900px'>Pale and wide</p><img src='https://example.org/x.png'>", name: "a wrong letter" });
if (faults === before) {
  console.log("error: a wrong letter passes");
  faults += 1;
} else {
  faults = before;
}
await browser.close();
console.log(`${files.length} newsletters, each at ${WIDTHS.join(" and ")} pixels, light and dark: ${faults} faults`);
process.exit(faults === 0 ? 0 : 1);

async function look({ file, name, width, colorScheme }) {
  const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme });
  const page = await context.newPage();
  const asked = [];
  page.on("request", (request) => asked.push(request.url()));
  await page.goto(pathToFileURL(resolve(file)).href);
  const view = `${name} at ${width} pixels, ${colorScheme}`;
  judge(asked.length === 1, view, `it asks for ${asked.slice(1).join(", ")}`);
  await judgePage(page, view);
  await page.screenshot({ path: join(values.screenshots, `letter-${name}-${width}-${colorScheme}.png`), timeout: 15_000 }).catch((error) => {
    // The pictures are for people and judge nothing.
    console.log(`    no picture of ${view}: ${error.message.split("\n")[0]}`);
  });
  await context.close();
}

async function lookAt({ html, name }) {
  const page = await browser.newPage({ viewport: { width: 320, height: 900 } });
  await page.setContent(html);
  await judgePage(page, name);
  await page.close();
}

async function judgePage(page, view) {
  const found = await page.evaluate((foreign) => {
    const root = document.documentElement;
    const painted = getComputedStyle(document.body);
    return {
      over: root.scrollWidth - root.clientWidth,
      foreign: [...document.querySelectorAll(foreign)].map((element) => element.localName),
      style: [...document.querySelectorAll("style")].reduce((sum, element) => sum + element.textContent.length, 0),
      outside: [...document.querySelectorAll("a")].map((link) => link.getAttribute("href")).filter((href) => !/^(https:|mailto:|$)/.test(href ?? "")),
      background: painted.backgroundColor,
    };
  }, FOREIGN);
  judge(found.over <= 0, view, `${found.over} pixels are cut off`);
  judge(found.foreign.length === 0, view, `it has ${found.foreign.join(", ")}`);
  judge(found.style <= LARGEST_STYLE, view, `its style sheet has ${found.style} bytes`);
  judge(found.outside.length === 0, view, `it links to ${found.outside.join(", ")}`);
  judge(found.background !== "rgba(0, 0, 0, 0)", view, "it has no background of its own");
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"] }));
  for (const { id, nodes } of violations) judge(false, view, `${id}: ${nodes[0].html.slice(0, 120)}`);
}

function judge(isSound, view, fault) {
  if (isSound) return;
  faults += 1;
  if (!view.startsWith("a wrong")) console.log(`error: ${view}: ${fault}`);
}
