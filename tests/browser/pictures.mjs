// Photographs every kind of page at two widths in two themes: node pictures.mjs FOLDER [ADDRESS]

import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { clean, page, serve, start } from "./site.mjs";
import { pages } from "./every-page.mjs";

const [to, given] = process.argv.slice(2);
mkdirSync(to, { recursive: true });
const browser = given ? await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu"] }) : await start();
const server = given ? null : await serve();
const address = given || server.address;
const { page: tab } = await page(browser, address);
const all = await pages(tab, address, 1, true);
for (const colorScheme of ["light", "dark"]) {
  for (const width of [1280, 360]) {
    await tab.emulateMedia({ colorScheme });
    await tab.setViewportSize({ width, height: width === 360 ? 740 : 900 });
    for (const path of all) {
      await tab.goto(address + path);
      const name = (path.split("?")[0].replace(/^\/|\/$/g, "").replaceAll("/", "-") || "overview").slice(0, 60) + (path.includes("?") ? "-asked" : "");
      const height = await tab.evaluate(() => document.documentElement.scrollHeight);
      await tab.screenshot({ path: join(to, `${name}-${width}-${colorScheme}.png`), fullPage: true, clip: height < 6000 ? undefined : { x: 0, y: 0, width, height: 3000 } });
    }
  }
}
console.log(`${all.length} pages in ${to}`);
await browser.close();
server?.stop();
clean();
