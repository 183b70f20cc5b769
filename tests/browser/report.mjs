// The static report, opened from its files.

import assert from "node:assert/strict";
import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { folder, page, run } from "./site.mjs";

function files(path) {
  return readdirSync(path, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? files(join(path, entry.name)) : [join(path, entry.name)]);
}

export const report = {
  async "the report is read from its files"(site) {
    run("report", "--output", "report");
    const root = join(folder, "report");
    const { page: tab, faults, close } = await page(site.browser, "file:");
    await tab.goto(pathToFileURL(join(root, "index.html")).href);
    await tab.click("nav >> text=Networks");
    await tab.click("text=Who takes whose side");
    assert.ok(await tab.locator(".paper svg g.edge").count() > 0);
    await tab.locator("table.edges tbody a").last().click();
    assert.ok((await tab.locator("main").innerText()).length > 200);
    // Every link leads to a file that is there.
    const missing = new Set();
    for (const file of files(root).filter((file) => file.endsWith(".html")).slice(0, 60)) {
      await tab.goto(pathToFileURL(file).href);
      const links = await tab.$$eval("a[href], link[href], script[src]", (all) => all.map((one) => one.href || one.src));
      for (const link of links.filter((link) => link.startsWith("file:"))) {
        const path = decodeURIComponent(new URL(link).pathname);
        if (!existsSync(path) || statSync(path).isDirectory()) missing.add(path.slice(root.length));
      }
    }
    assert.deepEqual([...missing], []);
    assert.deepEqual(faults, []);
    await close();
  },
};
