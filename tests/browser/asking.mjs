// Questions as forms, and the editor.

import assert from "node:assert/strict";
import { page, shell } from "./site.mjs";

export const asking = {
  async "a question is asked in its form, and its answers lead on"(site) {
    const { page: tab, faults, close } = await page(site.browser, site.address);
    await tab.goto(`${site.address}/ask`);
    await tab.click("text=Who endorses or criticises whom");
    await tab.fill("[name=who]", "experts");
    await tab.click("form.values button >> text=Ask");
    await tab.waitForURL(/who=experts/);
    const rows = await tab.locator("table.answers tbody tr").count();
    assert.ok(rows > 0);
    for (const kind of ["agents", "documents"]) {
      assert.ok(await tab.locator(`table.answers a[href^="/${kind}/"]`).count() > 0, `no cell leads to ${kind}`);
    }
    const csv = await tab.getAttribute("a >> text=CSV", "href");
    const seen = await (await fetch(new URL(csv, site.address))).text();
    const command = await tab.innerText("code.command");
    assert.equal(seen, shell(`${command} --format csv`).toString());
    for (const format of ["TSV", "JSON", "XML", "MD"]) {
      const address = await tab.getAttribute(`p.row a.button >> text=${format}`, "href");
      assert.equal((await fetch(new URL(address, site.address))).status, 200, format);
    }
    assert.deepEqual(faults, []);
    await close();
  },

  async "every question can be opened, and every shown answer leads to a page"(site) {
    const { page: tab, faults, close } = await page(site.browser, site.address);
    await tab.goto(`${site.address}/ask`);
    const names = await tab.$$eval(".questions a", (links) => links.map((link) => link.getAttribute("href")));
    assert.ok(names.length > 30);
    const asked = new Set();
    for (const name of names) {
      const response = await tab.goto(site.address + name);
      assert.equal(response.status(), 200, name);
      assert.equal(await tab.locator(".fault").count(), 0, name);
      const links = await tab.$$eval("table.answers a[href^='/']", (links) => links.slice(0, 8).map((link) => link.getAttribute("href")));
      for (const link of links.map((link) => link.split("#")[0])) {
        if (asked.has(link)) continue;
        asked.add(link);
        assert.equal((await fetch(site.address + link)).status, 200, `${name} leads to ${link}`);
      }
    }
    assert.deepEqual(faults, []);
    await close();
  },

  async "bars are drawn of labels and numbers"(site) {
    const { page: tab, close } = await page(site.browser, site.address);
    await tab.goto(`${site.address}/ask/most-quoted`);
    await tab.click("a.button >> text=Chart");
    await tab.waitForSelector("table.bars");
    assert.ok(await tab.locator("table.bars rect.bar").count() > 1);
    await close();
  },

  async "SPARQL is written with proposals, and its fault is shown at its line"(site) {
    const { page: tab, faults, close } = await page(site.browser, site.address);
    await tab.goto(`${site.address}/ask`);
    await tab.click("#query");
    await tab.keyboard.type("SELECT ?agent ?claim {\n?agent sayso:sa");
    await tab.waitForSelector(".proposals li");
    const proposed = await tab.$$eval(".proposals b", (names) => names.map((name) => name.textContent));
    const place = proposed.indexOf("sayso:says");
    assert.ok(place >= 0, proposed.join(" "));
    for (let step = 0; step < place; step += 1) await tab.keyboard.press("ArrowDown");
    assert.ok((await tab.getAttribute("#query", "aria-activedescendant")) !== null);
    await tab.keyboard.press("Enter");
    await tab.keyboard.type(" ?claim } LIMIT 3");
    assert.ok(await tab.locator(".code .keyword").count() >= 2);
    await tab.keyboard.press("Control+Enter");
    await tab.waitForSelector("table.answers");
    assert.equal(await tab.locator("table.answers tbody tr").count(), 3);
    assert.ok(await tab.locator("table.answers a[href^='/claims/']").count() > 0);
    await tab.fill("#query", "SELECT ?a {\n  ?a sayso:says }\n");
    await tab.keyboard.press("Control+Enter");
    await tab.waitForSelector(".fault[data-line='2']");
    assert.equal(await tab.locator(".code .wrong").count(), 1);
    assert.deepEqual(faults, []);
    await close();
  },

  async "answers with ?from ?to ?evidence are drawn"(site) {
    const { page: tab, close } = await page(site.browser, site.address);
    const query = "SELECT ?from ?to ?evidence { ?evidence a sayso:Stance ; sayso:agent ?from ; sayso:targetAgent ?to }";
    await tab.goto(`${site.address}/ask?query=${encodeURIComponent(query)}`);
    await tab.click("a.button >> text=Graph");
    await tab.waitForSelector(".paper svg");
    assert.ok(await tab.locator(".paper svg g.node").count() > 1);
    await close();
  },
};
