// From the overview through a network's edge to the sentence; pictures and files as they are seen.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { folder, page, shell } from "./site.mjs";

export const networks = {
  async "from the overview through an edge to the sentence"(site) {
    const { page: tab, faults, close } = await page(site.browser, site.address);
    await tab.goto(`${site.address}/`);
    await tab.click("nav >> text=Networks");
    await tab.click("text=Who takes whose side");
    await tab.waitForSelector("svg g.edge[tabindex]");
    await tab.locator("svg g.edge path").first().dispatchEvent("click");
    await tab.waitForSelector("#opened .evidence");
    assert.match(tab.url(), /open=.*&open=/);
    const words = (await tab.locator("#opened .evidence blockquote").first().innerText()).trim();
    assert.ok(words.length > 20, words);
    const cue = (await tab.locator("#opened mark.cue").first().innerText()).trim();
    // The address leads to the same, without what was clicked before.
    await tab.reload();
    assert.equal((await tab.locator("#opened .evidence blockquote").first().innerText()).trim(), words);
    await tab.click("#opened .evidence a");
    await tab.waitForURL(/\/documents\/.*#[st]=/);
    const target = await tab.evaluate(() => {
      const id = decodeURIComponent(location.hash.slice(1));
      const element = document.getElementById(id);
      return element && element.textContent;
    });
    assert.ok(target !== null, "the document has no element of the finding");
    assert.ok((await tab.locator("main").innerText()).includes(cue));
    assert.deepEqual(faults, []);
    await close();
  },

  async "a network is walked by keyboard"(site) {
    const { page: tab, faults, close } = await page(site.browser, site.address);
    await tab.goto(`${site.address}/networks/endorsements`);
    await tab.locator("svg g.node[tabindex='0']").focus();
    const first = await tab.evaluate(() => document.activeElement.dataset.iri);
    for (const key of ["ArrowRight", "ArrowDown", "ArrowLeft", "ArrowUp"]) await tab.keyboard.press(key);
    await tab.keyboard.press("e");
    assert.equal(await tab.evaluate(() => document.activeElement.getAttribute("class").split(" ")[0]), "edge");
    assert.ok(await tab.locator("svg.some g.near").count() >= 3);
    await tab.keyboard.press("Enter");
    await tab.waitForSelector("#opened .evidence");
    assert.ok(first);
    const before = await tab.getAttribute(".paper svg", "viewBox");
    await tab.click("[data-zoom=in]");
    assert.notEqual(await tab.getAttribute(".paper svg", "viewBox"), before);
    // What is seen can be shared.
    await tab.waitForURL(/#view=/);
    const zoomed = (await tab.getAttribute(".paper svg", "viewBox")).split(" ").map(Number);
    await tab.reload();
    const again = (await tab.getAttribute(".paper svg", "viewBox")).split(" ").map(Number);
    again.forEach((part, place) => assert.ok(Math.abs(part - zoomed[place]) < 1, `${again} instead of ${zoomed}`));
    await tab.click("[data-zoom=whole]");
    assert.equal(await tab.getAttribute(".paper svg", "viewBox"), before);
    assert.deepEqual(faults, []);
    await close();
  },

  async "options are chosen in the form, and make the address"(site) {
    const { page: tab, faults, close } = await page(site.browser, site.address);
    await tab.goto(`${site.address}/networks/stances`);
    await tab.click("summary >> text=Options");
    await tab.selectOption("[name=one-mode]", "congruence");
    await tab.selectOption("[name=normalise]", "average");
    await tab.click("button >> text=Draw");
    await tab.waitForURL(/one-mode=congruence&normalise=average$/);
    await tab.locator("table.edges a.open").first().click();
    await tab.waitForSelector("#opened .part h3");
    const command = await tab.innerText("#opened .command code");
    const told = shell(command).toString();
    const share = (await tab.locator("#opened .part h3").first().innerText()).split(" ")[0];
    assert.ok(told.includes(share), `${command} does not tell of ${share}`);
    assert.deepEqual(faults, []);
    await close();
  },

  async "without script a table opens the edges"(site) {
    const { page: tab, close } = await page(site.browser, site.address, { javaScriptEnabled: false });
    await tab.goto(`${site.address}/networks/endorsements`);
    await tab.locator("table.edges a.open").first().click();
    assert.ok(await tab.locator("#opened .evidence blockquote").count() > 0);
    await close();
  },

  async "a picture and files are saved as they are seen, and the command makes the same bytes"(site) {
    const { page: tab, close } = await page(site.browser, site.address);
    for (const query of ["endorsements", "endorsements?keep=qualifier%3Dpositive&since=2023", "stances?one-mode=subtract&normalise=cosine", "who-quotes-whom?min-confidence=0.6&strongest=5"]) {
      await tab.goto(`${site.address}/networks/${query}`);
      const files = await tab.$$eval(".files li", (items) => items.map((item) => ({
        address: item.querySelector("a").href, command: item.querySelector("code").textContent,
      })));
      assert.ok(files.length >= 6);
      for (const { address, command } of files) {
        const seen = Buffer.from(await (await fetch(address)).arrayBuffer());
        shell(command);
        const made = readFileSync(join(folder, /--output (\S+)/.exec(command)[1]));
        assert.ok(seen.length > 50 && seen.equals(made), `${command} makes other bytes than ${address}`);
      }
      const drawn = await tab.locator(".paper svg g.node").count();
      const svg = await (await fetch(files.find((file) => file.address.includes(".svg")).address)).text();
      assert.equal(svg.split('<g class="node"').length - 1, drawn);
    }
    const download = tab.waitForEvent("download");
    await tab.click(".files a >> text=PNG");
    assert.match((await download).suggestedFilename(), /\.png$/);
    assert.ok(await tab.isHidden("#part"));
    await tab.click("[data-zoom=in]");
    const part = tab.waitForEvent("download");
    await tab.click("#part a");
    const saved = readFileSync(await (await part).path(), "utf8");
    assert.ok(saved.includes(`viewBox="${await tab.getAttribute(".paper svg", "viewBox")}"`));
    await close();
  },
};
