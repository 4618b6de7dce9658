// Pictures of each kind of page, for people to look at: phone and desktop, light and dark.

import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { forEach } from "./browser.mjs";

const VIEWS = [
  { name: "phone", viewport: { width: 390, height: 844 } },
  { name: "desktop", viewport: { width: 1440, height: 900 } },
];

// A list of hundreds of papers needs no picture of all of them.
const TALLEST = 3000;

export async function takeScreenshots({ browser, site, pages, folder }) {
  mkdirSync(folder, { recursive: true });
  for (const { name, viewport } of VIEWS) {
    for (const colorScheme of ["light", "dark"]) {
      const context = await browser.newContext({ viewport, colorScheme });
      await forEach(pages, async (page) => {
        const path = join(folder, `${site.name}-${page.kind}-${name}-${colorScheme}.png`);
        await takeOne({ context, address: site.address(page), width: viewport.width, path });
      });
      await context.close();
    }
  }
}

// A headless Chromium now and then paints a page without end. The pictures are for people and judge
// nothing, so it is tried once more, and then done without.
async function takeOne({ context, address, width, path }) {
  for (const isLast of [false, true]) {
    const tab = await context.newPage();
    try {
      await tab.goto(address);
      const height = await tab.evaluate(() => document.documentElement.scrollHeight);
      // A window as tall as the picture: nothing beyond it has to be painted.
      await tab.setViewportSize({ width, height: Math.min(height, TALLEST) });
      await tab.screenshot({ path, timeout: 15_000 });
      return;
    } catch (error) {
      console.log(`    no picture of ${address}${isLast ? "" : " yet"}: ${error.message.split("\n")[0]}`);
    } finally {
      await tab.close();
    }
  }
}
