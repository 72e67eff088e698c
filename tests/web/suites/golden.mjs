// What a screen reader gets of a handful of components, against the golden files in tests/web/golden: names, roles, order.
// `--bless` writes them anew; read the difference before committing it.

import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { open } from "../lib/page.mjs";

export const about = "the accessibility tree of some components is as agreed";

/** Golden file, page, component. Parts that hold little content, so that a new course does not change them. */
const PARTS = [
  ["banner", "index.html", ".site-header"],
  ["contents", "levels/level-2/index.html", "main .ladder"],
  ["crumbs", "courses/rpa-hands-on/index.html", ".crumbs"],
  ["sitting", "exams/stat-1/index.html", ".sitting >> nth=0"],
  ["month", "calendar/2025/index.html", ".cal >> nth=0"],
  ["kpi-figure", "kpi/level1-fill/index.html", "main figure >> nth=0"],
  ["rule", "assessment/level-1/index.html", ".assessment .rule >> nth=0"],
  ["lost", "404.html", "main"],
  ["footer", "index.html", ".site-footer"],
];

export async function run({ browser, root, http, bless, fail }) {
  const page = await open(browser);
  for (const [name, address, selector] of PARTS) {
    await page.goto(http + address);
    const part = page.locator(selector).first();
    if (!(await part.count())) {
      fail(name, `${selector} is not on ${address}`);
      continue;
    }
    const tree = `${await part.ariaSnapshot()}\n`.replace(/生成日：[^\s"]*/g, "生成日：…");
    const path = join(root, "tests/web/golden", `${name}.yml`);
    if (bless) writeFileSync(path, tree);
    else if (!existsSync(path)) fail(name, "there is no golden file: run with --bless");
    else if (readFileSync(path, "utf8") !== tree) {
      const old = readFileSync(path, "utf8").split("\n");
      const now = tree.split("\n");
      const place = now.findIndex((line, i) => line !== old[i]);
      fail(name, `${address}: from line ${place + 1} on „${(old[place] ?? "").trim()}“ has become „${(now[place] ?? "").trim()}“`);
    }
  }
  await page.context().close();
}
