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
};
