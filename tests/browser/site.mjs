// A site with its browser: a store is built in a new folder, `sayso serve` answers at a free port, Chromium looks at it.

import { execFileSync, spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { chromium } from "playwright-core";

const project = resolve(import.meta.dirname, "../..");
const sayso = resolve(project, process.env.SAYSO || "target/release/sayso");
const folder = mkdtempSync(join(tmpdir(), "sayso-browser-"));
// Commands are called by the name that pages give them, whatever the program is called here.
mkdirSync(join(folder, "bin"));
symlinkSync(sayso, join(folder, "bin/sayso"));
const flags = [
  "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync",
];

/** Runs sayso with some arguments and returns what it prints, as bytes. */
export function run(...words) {
  return execFileSync(sayso, words, { cwd: folder, env: { ...process.env, SAYSO_STORE: join(folder, "store") }, maxBuffer: 1 << 28 });
}

/** Runs a command as the pages show it. */
export function shell(command) {
  const path = `${join(folder, "bin")}:${process.env.PATH}`;
  return execFileSync("sh", ["-c", command], { cwd: folder, env: { ...process.env, PATH: path, SAYSO_STORE: join(folder, "store") }, maxBuffer: 1 << 28 });
}

/** The folder in which all happens; it is removed at the end. */
export { folder, project };

/** Starts a server for the store, and returns its address and how to stop it. */
export async function serve(...words) {
  const server = spawn(sayso, ["serve", "--port", "0", ...words], {
    cwd: folder, env: { ...process.env, SAYSO_STORE: join(folder, "store") }, stdio: ["ignore", "pipe", "inherit"],
  });
  const address = await new Promise((found, failed) => {
    let told = "";
    server.stdout.on("data", (bytes) => {
      told += bytes;
      const line = /https?:\/\/[^\s]+/.exec(told);
      if (line) found(line[0].replace(/\/$/, ""));
    });
    server.on("exit", (code) => failed(new Error(`sayso serve ended with ${code}: ${told}`)));
  });
  return { address, stop: () => server.kill() };
}

/** Builds the store, or builds it again. */
export function build() {
  return run("build", "corpus", "--codebook", join(project, "data/codebooks/elections.ttl"));
}

/** Builds the store and opens a browser. */
export async function start() {
  // Decisions are written beside the corpus, so it is copied.
  cpSync(process.env.CORPUS || join(project, "data/corpora/kazakhstan-elections"), join(folder, "corpus"), { recursive: true });
  build();
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || "/usr/bin/chromium", args: flags });
  return browser;
}

/** Removes all that was made. */
export function clean() {
  rmSync(folder, { recursive: true, force: true });
}

/** Opens a page that notes every request to another origin, every error of a script, and every policy that is broken. */
export async function page(browser, address, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const opened = await context.newPage();
  const faults = [];
  opened.on("request", (request) => {
    const url = request.url();
    const isOwn = url.startsWith(`${address}/`) || url.startsWith("data:") || url.startsWith("blob:") || url.startsWith("file:");
    if (!isOwn) faults.push(`a request leaves the origin: ${url}`);
  });
  opened.on("pageerror", (error) => faults.push(`a script fails: ${error.message}`));
  opened.on("console", (message) => {
    if (message.type() === "error" && !message.text().includes("status of 4")) faults.push(`the console says: ${message.text()}`);
  });
  return { page: opened, faults, close: () => context.close() };
}
