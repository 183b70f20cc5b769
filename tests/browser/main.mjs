// The tests, in the order of what a person does first.

import { after, before, test } from "node:test";
import { clean, serve, start } from "./site.mjs";
import { networks } from "./networks.mjs";
import { asking } from "./asking.mjs";
import { reading } from "./reading.mjs";
import { review } from "./review.mjs";
import { report } from "./report.mjs";
import { everyPage } from "./every-page.mjs";

const site = {};

before(async () => {
  site.browser = await start();
  site.server = await serve();
  site.address = site.server.address;
});

after(async () => {
  await site.browser?.close();
  site.server?.stop();
  clean();
});

for (const [name, run] of Object.entries({ ...networks, ...asking, ...reading, ...everyPage, ...report, ...review })) {
  test(name, { timeout: 300_000 }, () => run(site));
}
