// Every kind of page: no request leaves, nothing stands in the way of those who do not see or use no mouse, and it is there at once.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { page } from "./site.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** So many pages of each kind are looked at. */
const MOST = 2;

/** The first view may take so long here, where other programs run beside it; what it took is told. */
const SLOWEST = 1500;

/** Returns the kind of a page: the first part of its path, and how many there are. */
function kind(path) {
  const parts = path.split("?")[0].split("/").filter(Boolean);
  return ["networks", "ask"].includes(parts[0]) ? parts.slice(0, 2).join("/") : `${parts[0] || ""}/${parts.length}`;
}

/** Follows links from the overview and returns the addresses of pages, so many of each kind. */
export async function pages(tab, address, most = MOST, mayMiss = false) {
  const found = [];
  const seen = new Set(["/"]);
  const counts = new Map();
  const waiting = ["/", "/search?q=elections", "/networks/stances?one-mode=congruence&normalise=average",
    "/networks/endorsements?strongest=3", "/ask/most-quoted?show=chart", "/ask?query=SELECT%20%3Fa%20%7B%20%3Fa"];
  while (waiting.length) {
    const path = waiting.shift();
    const count = counts.get(kind(path)) || 0;
    if (count >= most) continue;
    const response = await tab.goto(address + path);
    if (!response || response.status() === 404 || !(response.headers()["content-type"] || "").startsWith("text/html")) {
      if (response && response.status() === 404 && !mayMiss) throw new Error(`${path} leads nowhere`);
      continue;
    }
    counts.set(kind(path), count + 1);
    found.push(path);
    const links = await tab.$$eval("a[href]:not([download])", (all) => all.map((one) => one.getAttribute("href")));
    for (const link of links) {
      const next = link.split("#")[0];
      if (!next.startsWith("/") || next.startsWith("/api") || seen.has(next)) continue;
      seen.add(next);
      waiting.push(next);
    }
  }
  return found;
}

export const everyPage = {
  async "nothing on any page stands in anybody's way"(site) {
    const { page: tab, faults, close } = await page(site.browser, site.address);
    const all = await pages(tab, site.address);
    const violations = [];
    let slowest = ["", 0];
    for (const colorScheme of ["light", "dark"]) {
      await tab.emulateMedia({ colorScheme });
      for (const path of all) {
        await tab.goto(site.address + path);
        const [entry] = await tab.evaluate(() => performance.getEntriesByType("navigation").map((one) => one.domContentLoadedEventEnd));
        if (entry > slowest[1]) slowest = [path, entry];
        await tab.evaluate(axe);
        // The theme changes colours only.
        const options = colorScheme === "dark" ? { runOnly: ["color-contrast"] } : {};
        const result = await tab.evaluate((options) => globalThis.axe.run(options), options);
        for (const violation of result.violations) {
          violations.push(`${path} (${colorScheme}): ${violation.id}, ${violation.nodes.slice(0, 3).map((node) => `${node.target} ${node.failureSummary}`).join("; ")}`);
        }
        const isWide = await tab.evaluate(() => document.documentElement.scrollWidth > innerWidth + 1);
        if (isWide) violations.push(`${path}: wider than the window`);
      }
    }
    await tab.setViewportSize({ width: 360, height: 740 });
    for (const path of all) {
      await tab.goto(site.address + path);
      const wide = await tab.evaluate(() => {
        if (document.documentElement.scrollWidth <= innerWidth + 1) return null;
        const out = [...document.querySelectorAll("main *")].filter((one) => one.getBoundingClientRect().right > innerWidth + 1 && !one.closest(".wide, pre, svg"));
        return out.slice(0, 3).map((one) => one.outerHTML.slice(0, 80)).join(" ");
      });
      if (wide !== null) violations.push(`${path}: wider than 360 pixels: ${wide}`);
    }
    console.log(`${all.length} pages looked at; the slowest first view: ${slowest[0]} in ${Math.round(slowest[1])} ms`);
    assert.deepEqual(violations, []);
    assert.deepEqual(faults, []);
    assert.ok(slowest[1] < SLOWEST, `${slowest[0]} takes ${slowest[1]} ms`);
    await close();
  },
};
