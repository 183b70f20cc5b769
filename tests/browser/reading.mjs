// A document is read finding by finding.

import assert from "node:assert/strict";
import { page } from "./site.mjs";

export const reading = {
  async "findings are walked by keyboard"(site) {
    const { page: tab, faults, close } = await page(site.browser, site.address);
    await tab.goto(`${site.address}/documents`);
    await tab.locator("main a[href^='/documents/']").first().click();
    await tab.waitForURL(/\/documents\/[^/]+\/[^/]+/);
    await tab.keyboard.press("n");
    const first = tab.url();
    assert.match(first, /#[a-z]=/);
    await tab.keyboard.press("n");
    assert.notEqual(tab.url(), first);
    await tab.keyboard.press("p");
    assert.equal(tab.url(), first);
    assert.deepEqual(faults, []);
    await close();
  },

  async "how sure the program must be goes along from page to page"(site) {
    const { page: tab, faults, close } = await page(site.browser, site.address);
    await tab.goto(`${site.address}/documents?sort=statements`);
    await tab.locator("main a[href^='/documents/']").first().click();
    await tab.waitForSelector("#min");
    const all = await tab.locator(".finding:not([hidden])").count();
    await tab.$eval("#min", (slider) => {
      slider.value = "0.9";
      slider.dispatchEvent(new Event("input"));
      slider.dispatchEvent(new Event("change"));
    });
    const left = await tab.locator(".finding:not([hidden])").count();
    assert.ok(left > 0 && left < all);
    await tab.click("nav >> text=Agents");
    await tab.waitForURL(/\/agents\?min=0.90/);
    assert.equal(await tab.locator("#sure").inputValue(), "0.90");
    await tab.locator("main a[href^='/agents/']").first().click();
    await tab.waitForURL(/\/agents\/.*min=0.90/);
    await tab.fill("#find", "election");
    await tab.press("#find", "Enter");
    await tab.waitForURL(/\/search\?q=election&min=0.90/);
    await tab.click("nav >> text=Networks");
    await tab.click("text=Who takes whose side");
    assert.match(await tab.innerText(".sure-note"), /at least 0.90 sure/);
    assert.match(await tab.innerText(".options summary"), /0.9/);
    await tab.click("text=Show all");
    await tab.waitForURL((url) => !url.search.includes("min"));
    assert.equal(await tab.locator(".sure-note").count(), 0);
    assert.deepEqual(faults, []);
    await close();
  },
};
