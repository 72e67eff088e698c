// Words that the suites share about pages in a browser.

export const NOW = new Date("2026-11-22T09:00:00+09:00");

/** The states in which people meet a page. */
export const MODES = {
  light: { media: "screen", colorScheme: "light", forcedColors: "none" },
  dark: { media: "screen", colorScheme: "dark", forcedColors: "none" },
  forced: { media: "screen", colorScheme: "light", forcedColors: "active" },
  "forced-dark": { media: "screen", colorScheme: "dark", forcedColors: "active" },
  print: { media: "print", colorScheme: "light", forcedColors: "none" },
};

/** A page in a context of its own, on the day of the checks. Every suite opens its pages through this. */
export async function open(browser, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: "ja-JP", timezoneId: "Asia/Tokyo", reducedMotion: "reduce", ...options });
  const page = await context.newPage();
  if (options.javaScriptEnabled !== false) await page.clock.setFixedTime(NOW);
  return page;
}

/** Adds rules to a page without touching what its policy forbids. */
export const style = (page, css) =>
  page.evaluate((rules) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(rules);
    document.adoptedStyleSheets = [sheet];
  }, css);

/** Opens every fold but the menu. */
export const unfold = (page) =>
  page.evaluate(() => {
    for (const fold of document.querySelectorAll("details:not(.menu)")) fold.open = true;
  });
