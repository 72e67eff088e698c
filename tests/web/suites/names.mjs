// Headings become ids, and ids become properties of `window`: a page whose headings are called `shirube`, `name`, `top` or `location` must work like any other.
// The generator puts `h-` before each of them; that is looked at, and then taken away on the way to the browser, so that the scripts stand for themselves.
// Opens the small portal of tests/web/clobbered, built beforehand and named with --clobbered.

import { existsSync } from "node:fs";
import { join } from "node:path";
import { files } from "../lib/site.mjs";
import { serve } from "../lib/server.mjs";
import { open } from "../lib/page.mjs";

export const about = "ids such as shirube, name, top, location or core take nothing from the scripts";

const IDS = ["shirube", "name", "top", "core", "location", "document", "history", "self", "words", "say"];

export async function run({ browser, root, clobbered, fail }) {
  const site = clobbered ?? join(root, "target/clobbered");
  if (!existsSync(join(site, "about/ids/index.html"))) {
    fail("clobbered", `there is no portal at ${site}: build it with shirube build -r tests/web/clobbered -o target/clobbered`);
    return;
  }
  const server = await serve(site, join(root, "docs/server"));
  const page = await open(browser);
  let address = "";
  await page.route("**/*.html", async (route) => {
    const response = await route.fetch();
    const body = await response.text();
    const bare = body.match(/<h[2-6] id="(?!h-)[^"]*"/);
    // Ids that the templates give are fixed words of the theme; those of authors' headings stand in the running text.
    if (bare && address === "about/ids/index.html") fail(address, `the id of a heading without „h-“: ${bare[0]}`);
    await route.fulfill({ response, body: body.replaceAll('id="h-', 'id="') });
  });
  page.on("pageerror", (error) => fail(address, `error: ${error.message}`));
  page.on("console", (message) => fail(address, `console ${message.type()}: ${message.text()}`));
  for (const one of files(site).filter((file) => /^(index|404|about\/ids\/index|search\/index|courses\/(first-step\/)?index|calendar\/index|assessment\/.*)\.html$/.test(file))) {
    address = one;
    await page.goto(server.base + address);
    const state = await page.evaluate(() => ({
      script: document.documentElement.classList.contains("has-js"),
      own: typeof shirube === "object" && !(shirube instanceof Element) && typeof shirube.say === "function" && typeof shirube.make === "function",
    }));
    if (!state.script) fail(address, "the page's script did not run");
    if (!state.own) fail(address, "the global `shirube` is not the scripts' own");
    await page.locator(".menu > summary").click();
    await page.keyboard.press("Escape");
    if (await page.evaluate(() => document.querySelector(".menu").open)) fail(address, "Escape does not close the menu");
  }
  address = "about/ids/index.html";
  await page.goto(server.base + address);
  const there = await page.evaluate((ids) => ids.filter((id) => document.getElementById(id)), IDS);
  if (there.length !== IDS.length) fail(address, `the fixture lost its point, these ids are missing: ${IDS.filter((id) => !there.includes(id)).join(", ")}`);
  await page.context().close();
  server.close();
}
