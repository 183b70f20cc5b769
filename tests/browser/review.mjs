// A decision of a reviewer is written beside the corpus and survives a rebuild.

import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build, folder, page, serve } from "./site.mjs";

const TOKEN = "a-token-of-the-browser-tests-0123456789";

export const review = {
  async "a decision is taken in the page of a document and survives a rebuild"(site) {
    const file = join(folder, "token");
    writeFileSync(file, `${TOKEN}\n`, { mode: 0o600 });
    let server = await serve("--write-token-file", file);
    const { page: tab, faults, close } = await page(site.browser, server.address);
    await tab.goto(`${server.address}/documents`);
    await tab.locator("main a[href^='/documents/']").first().click();
    await tab.waitForSelector("button.decide");
    const path = new URL(tab.url()).pathname;
    const button = tab.locator("button.decide").first();
    const finding = await button.evaluate((one) => one.closest(".finding").id);
    await button.click();
    await tab.check("#decide input[value=reject]");
    await tab.fill("#decide-reason", "a heading, not a statement");
    await tab.fill("#decide-author", "Ann Reviewer");
    await tab.fill("#decide-token", "wrong");
    await tab.click("#decide button[type=submit]");
    await tab.waitForSelector("#decide-error:not([hidden])");
    await tab.fill("#decide-token", TOKEN);
    const written = tab.waitForResponse((response) => response.request().method() === "POST" && response.url().endsWith("/review"));
    await tab.click("#decide button[type=submit]");
    assert.equal((await written).status(), 200);
    server.stop();
    const lines = readFileSync(join(folder, "corpus/corrections.jsonl"), "utf8").trim().split("\n").map((line) => JSON.parse(line));
    assert.equal(lines.length, 1);
    assert.deepEqual([lines[0].decision, lines[0].author], ["reject", "Ann Reviewer"]);

    build();
    server = await serve();
    await tab.goto(`${server.address}/review`);
    assert.match(await tab.innerText("main table"), /reject[\s\S]*Ann Reviewer[\s\S]*a heading, not a statement/);
    await tab.goto(server.address + path);
    const now = await tab.evaluate((id) => document.getElementById(id)?.textContent ?? "", finding);
    assert.ok(now === "" || /reject/.test(now), "the finding that was rejected stands as before");
    server.stop();
    assert.deepEqual(faults.filter((fault) => !fault.includes("leaves the origin")), []);
    await close();
  },

  async "two names are decided to be one, found by what they are called"(site) {
    const file = join(folder, "token");
    writeFileSync(file, `${TOKEN}\n`, { mode: 0o600 });
    const server = await serve("--write-token-file", file);
    const { page: tab, faults, close } = await page(site.browser, server.address);
    await tab.goto(`${server.address}/agents?type=person&sort=name`);
    const links = tab.locator("main a[href^='/agents/person/']");
    const [one, other] = [await links.nth(0).innerText(), await links.nth(1).innerText()];
    await links.nth(0).click();
    await tab.waitForSelector("#judge");
    await tab.fill("#judge-other", other);
    await tab.waitForSelector("#judge-known option", { state: "attached" });
    const address = await tab.$$eval("#judge-known option", (all, name) => all.find((option) => option.text.startsWith(name))?.value, other);
    assert.match(address, /^\/agents\/person\//);
    await tab.fill("#judge-reason", "a name and a pen name");
    await tab.fill("#judge-author", "Ann Reviewer");
    await tab.fill("#judge-token", TOKEN);
    await tab.click("#judge button[type=submit]");
    assert.match(await tab.innerText("#judge-error"), /Choose one of the agents/);
    await tab.fill("#judge-other", address);
    await tab.click("#judge button[type=submit]");
    await tab.waitForURL(/\/review$/);
    assert.match(await tab.innerText("main"), /a name and a pen name/);
    const text = readFileSync(join(folder, "corpus/identity.toml"), "utf8");
    assert.ok(text.includes(one) && text.includes(other) && text.includes("Ann Reviewer"), text);
    server.stop();
    assert.deepEqual(faults, []);
    await close();
  },
};
