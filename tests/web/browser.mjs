// The checks of the built portal in a real browser: `node tests/web/browser.mjs SITE [--only axe,print] [--bless] [--page ADDRESS]`.
// Each suite stands in a file of its own below suites/ and exports `name`, `about` and `run(at)`; this file starts the browser and the server, runs the
// suites one after the other with a pool of pages, and prints every failure. It knows nothing of what is checked.

import { existsSync } from "node:fs";
import { availableParallelism } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { chromium } from "playwright-core";
import { serve } from "./lib/server.mjs";
import { survey } from "./lib/site.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, "..", "..");
const SUITES = ["axe", "reflow", "keyboard", "quiet", "plain", "paper", "structure", "contrast", "names", "golden"];
const FLAGS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { only: { type: "string" }, bless: { type: "boolean" }, page: { type: "string" }, clobbered: { type: "string" } },
});
const site = resolve(positionals[0] ?? "target/portal");
const executablePath = [process.env.CHROMIUM, "/usr/bin/chromium", "/usr/bin/chromium-browser"].find((path) => path && existsSync(path));
if (!executablePath) throw new Error("there is no Chromium: install it (Debian: apt-get install chromium) or name it in CHROMIUM");

const { pages, kinds, findings } = survey(site, join(root, "themes/default/templates"));
const chosen = values.page ? [{ kind: "chosen", page: values.page, size: 0 }] : kinds;
const server = await serve(site, join(root, "docs/server"));
const launch = (...more) => chromium.launch({ executablePath, args: [...FLAGS, ...more] });
const browser = await launch();

/** Runs `work` over `items` with as many workers as there are cores; each worker holds what `prepare` made. */
async function pool(items, prepare, work) {
  const queue = [...items];
  const workers = Array.from({ length: Math.min(Math.max(2, availableParallelism()), queue.length) }, async () => {
    const held = await prepare();
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) await work(held, item);
    await held.context().close();
  });
  await Promise.all(workers);
}

let failures = 0;
const report = (suite, seconds, found) => {
  console.log(`${found.length ? "FAILED" : "ok    "} ${suite} (${seconds.toFixed(1)} s)`);
  const words = new Map();
  for (const [place, what] of found) words.set(what, [...(words.get(what) ?? []), place]);
  for (const [what, places] of words) console.log(`  ${what}\n    ${places.slice(0, 6).join("\n    ")}${places.length > 6 ? `\n    … and ${places.length - 6} more` : ""}`);
  failures += found.length;
};

report(`kinds: ${kinds.length} kinds, ${pages.length} pages`, 0, findings);
const named = values.only?.split(",");
for (const name of SUITES.filter((suite) => !named || named.includes(suite))) {
  const suite = await import(`./suites/${name}.mjs`);
  const started = performance.now();
  const found = [];
  const fail = (place, what) => found.push([place, what]);
  const at = {
    browser, launch, site, root, pages: values.page ? [values.page] : pages, kinds: chosen, pool, fail,
    bless: values.bless ?? false,
    clobbered: values.clobbered && resolve(values.clobbered),
    http: server.base,
    file: pathToFileURL(site).href + "/",
  };
  try {
    await suite.run(at);
  } catch (error) {
    fail(name, `the suite broke off: ${error.stack}`);
  }
  report(`${name}: ${suite.about}`, (performance.now() - started) / 1000, found);
}

await browser.close();
server.close();
if (failures) {
  console.log(`${failures} failures`);
  process.exit(1);
}
