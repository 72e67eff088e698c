// The colours of the theme, pair by pair, computed from its stylesheet in light and dark: a pair below its limit fails.
// Colours that are only drawn (hatching, hill lines, decoration lines) carry nothing and have no pair.

import { MODES, open } from "../lib/page.mjs";

export const about = "every pair of colour roles keeps 4.5 : 1 for text and 3 : 1 for what carries meaning";

const TEXT = `
  text/bg text/surface text/sunken muted/bg muted/surface muted/sunken link/bg link/surface link/sunken link-hover/surface link-hover/bg link-visited/surface link-visited/bg
  on-brand/brand on-brand/brand-strong on-deep/deep on-deep/deep-2 on-deep/deep-3 on-deep/sign on-deep-muted/deep on-deep-muted/sign on-arm/arm on-arm-quiet/arm-quiet on-arm-tag/arm-tag
  here-text/bg here-text/surface here-text/here-soft on-here/here good/good-soft warn/warn-soft bad/bad-soft bad/sunken calm/calm-soft muted/here-soft text/here-soft
  on-level-0/level-0 on-level-1/level-1 on-level-2/level-2 on-level-3/level-3 on-level-4/level-4 surface/text text/level-1
  code-keyword/sunken code-string/sunken code-number/sunken code-function/sunken code-type/sunken code-attribute/sunken`;
const SIGN = `
  line-strong/bg line-strong/surface line-strong/sunken brand/bg brand/surface brand/sunken here/bg here/surface here/sunken
  good-line/surface warn-line/surface bad-line/surface calm-line/surface chart-actual/bg chart-actual/surface chart-target/bg chart-target/surface chart-guide/bg chart-guide/surface
  chart-actual/chart-track focus-line/bg focus-line/surface focus-line/sunken focus-on-deep/deep focus-on-deep/sign focus-on-deep/arm-quiet post/deep arm/deep beacon/deep`;
const pairs = (words, limit) => words.trim().split(/\s+/).map((pair) => [...pair.split("/"), limit]);

/** Runs in the page: red, green, blue of each role, as the browser computes it. */
function colours(roles) {
  const probe = document.createElement("span");
  document.body.append(probe);
  return Object.fromEntries(
    roles.map((role) => {
      probe.style.color = "";
      probe.style.color = `var(--${role})`;
      const declared = getComputedStyle(document.documentElement).getPropertyValue(`--${role}`).trim();
      return [role, declared ? getComputedStyle(probe).color.match(/[\d.]+/g).map(Number) : null];
    }),
  );
}

const luminance = (rgb) => {
  const [r, g, b] = rgb.map((part) => (part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};

export async function run({ browser, http, pages, fail }) {
  const all = [...pairs(TEXT, 4.5), ...pairs(SIGN, 3)];
  const page = await open(browser);
  await page.goto(http + pages[0]);
  for (const mode of ["light", "dark"]) {
    await page.emulateMedia({ ...MODES[mode], reducedMotion: "reduce" });
    const found = await page.evaluate(colours, [...new Set(all.flatMap(([front, back]) => [front, back]))]);
    for (const [front, back, limit] of all) {
      const [a, b] = [found[front], found[back]];
      if (!a || !b) {
        fail(mode, `the role --${a ? back : front} does not exist`);
        continue;
      }
      if (a.length > 3 || b.length > 3) fail(mode, `--${front} or --${back} is not opaque`);
      const [dark, bright] = [luminance(a), luminance(b)].sort((x, y) => x - y);
      const ratio = (bright + 0.05) / (dark + 0.05);
      if (ratio < limit) fail(mode, `--${front} on --${back}: ${ratio.toFixed(2)} : 1, needed ${limit} : 1`);
    }
  }
  await page.context().close();
}
