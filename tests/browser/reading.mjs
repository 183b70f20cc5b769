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
};
