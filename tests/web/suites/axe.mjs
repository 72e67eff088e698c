// axe-core over one page of every kind, in every mode and at three widths, folds closed as they come and once everything unfolded.
// What axe cannot decide by itself ("incomplete") must be explained below.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { MODES, open, unfold } from "../lib/page.mjs";

export const about = "0 violations on every page kind × light, dark, forced colours, print × 320, 768, 1280";

const source = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

// Colours alone tell dark and forced colours from light: there the rules that look at colours and boxes count. Nobody presses paper.
const COLOURS = { runOnly: { type: "rule", values: ["color-contrast", "link-in-text-block", "target-size"] } };
const RULES = { dark: COLOURS, forced: COLOURS, "forced-dark": COLOURS, print: { runOnly: TAGS, rules: { "target-size": { enabled: false } } } };

/** What paper hides it hides at every width: all rules once, at the others those that look. */
const NARROW_PAPER = { runOnly: { type: "rule", values: ["color-contrast", "link-in-text-block"] } };

/** Page kinds with the most drawing in them. */
const DRAWN = new Set(["home", "level", "skill_map", "calendar_year", "kpis", "kpi", "roadmap", "assessment", "chosen"]);
const WIDTHS = [1280, 768, 320];

/** rule, what the message or the element must contain, why a person has decided it. */
const EXPLAINED = [
  ["color-contrast", /pseudo element/, "text on the drawn plates of arms and chips: their pairs stand in the contrast suite"],
  ["color-contrast", /partially obscured|overlapped by another element|partially obscures|partially overlaps/, "text beside the stretched link of a card, or at the edge of a region: same ground, pairs in the contrast suite"],
  ["color-contrast", /contains an image node/, "words in a chart: the pairs of charts stand in the contrast suite"],
  ["color-contrast", /has no value/, "an empty field: text on surface, in the contrast suite"],
  ["link-in-text-block", /element overlap/, "the way back from a footnote is a sign of its own (↩), not told by its colour"],
  ["color-contrast", /background gradient/, "the hatched ground of gaps and of the sample bar: both of its colours are in the contrast suite"],
  ["color-contrast", /background image/, "the home picture: deep, deep-2 and deep-3 are in the contrast suite"],
  ["color-contrast", /too short to determine|only non-text characters/, "one character, such as ― or a figure"],
  ["color-contrast", /outside of the viewport|out of the viewport/, "parts of a region that scrolls sideways; the same roles as inside"],
  ["th-has-data-cells", /matrix/, "group rows of the skill matrix head the rows below them, not cells of their own"],
  ["hidden-content", /./, "folds are also checked open"],
];

async function check(page, label, fail, options = { runOnly: TAGS }) {
  const found = await page.evaluate(async (rules) => {
    const result = await axe.run(document, { ...rules, resultTypes: ["violations", "incomplete"], preload: false });
    const short = (findings) =>
      findings.flatMap((rule) => rule.nodes.map((node) => ({
        id: rule.id,
        html: node.html.slice(0, 160),
        target: node.target.join(" "),
        why: [...node.any, ...node.all, ...node.none].map((one) => one.message).join("; ").slice(0, 300),
      })));
    return { violations: short(result.violations), incomplete: short(result.incomplete) };
  }, options);
  for (const { id, html, why } of found.violations) fail(label, `${id}: ${html}\n      ${why}`);
  for (const { id, html, target, why } of found.incomplete) {
    if (!EXPLAINED.some(([rule, words]) => rule === id && words.test(`${why} ${html} ${target}`))) fail(label, `undecided and unexplained: ${id}: ${html}\n      ${why}`);
  }
}

export async function run({ browser, kinds, http, pool, fail }) {
  await pool(
    kinds,
    () => open(browser, { bypassCSP: true }),
    async (page, { kind, page: address }) => {
      for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: 900 });
        await page.emulateMedia({ ...MODES.light, reducedMotion: "reduce" });
        await page.goto(http + address);
        await page.evaluate(source);
        await check(page, `${kind} ${address} light ${width}`, fail);
        // The other modes are looked at with every fold open: that shows all that the closed page shows, and more.
        await unfold(page);
        for (const [mode, media] of Object.entries(MODES)) {
          if (mode === "light" && width !== 1280) continue;
          // Forced colours do not change the layout: their dark palette is looked at once, on the page kinds with the most drawing in them.
          if (mode === "forced-dark" && (width !== 1280 || !DRAWN.has(kind))) continue;
          await page.emulateMedia({ ...media, reducedMotion: "reduce" });
          await check(page, `${kind} ${address} ${mode} ${width}`, fail, mode === "print" && width !== 1280 ? NARROW_PAPER : RULES[mode]);
        }
      }
      if (kind !== "home" && kind !== "chosen") return;
      await page.emulateMedia({ ...MODES.light, reducedMotion: "reduce" });
      await page.evaluate(() => document.querySelector(".menu")?.setAttribute("open", ""));
      await check(page, `${kind} ${address} menu open 320`, fail);
    },
  );
}
