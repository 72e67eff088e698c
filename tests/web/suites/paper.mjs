// Print to PDF: every text that a page shows on paper is in the PDF, read back with pdftotext.

import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { MODES, open } from "../lib/page.mjs";

export const about = "the PDF of every page kind holds all of its text";

const bare = (text) => text.normalize("NFKC").replace(/[\s\u00ad\u200b]+/g, "");

/** Runs in the page: the texts that are shown on paper. */
function texts() {
  const found = [];
  const walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement;
    if (!node.data.trim() || !parent.checkVisibility({ visibilityProperty: true }) || parent.closest("script, style, template, svg title, svg desc, .sr")) continue;
    found.push(node.data);
  }
  return found;
}

/** Whether `text` is in `paper`, in one piece or in the few that the ends of lines and pages make of it. */
function holds(paper, text) {
  let rest = text;
  for (let pieces = 0; pieces <= 2 + text.length / 12; pieces += 1) {
    let length = rest.length;
    while (length && !paper.includes(rest.slice(0, length))) length -= 1;
    if (length === rest.length) return true;
    if (!length) return false;
    rest = rest.slice(length);
  }
  return false;
}

export async function run({ browser, kinds, http, pool, fail }) {
  const folder = mkdtempSync(join(tmpdir(), "portal-paper-"));
  await pool(
    kinds,
    // As wide as a sheet of A4, so that the window shows what the sheet shows.
    () => open(browser, { viewport: { width: 794, height: 1000 } }),
    async (page, { kind, page: address }) => {
      await page.goto(http + address);
      const path = join(folder, `${kind}.pdf`);
      await page.pdf({ path, preferCSSPageSize: true, printBackground: true });
      // As on the way to the printer: folds are open.
      await page.evaluate(() => window.dispatchEvent(new Event("beforeprint")));
      await page.emulateMedia({ ...MODES.print, reducedMotion: "reduce" });
      const paper = bare(execFileSync("pdftotext", ["-raw", "-enc", "UTF-8", path, "-"], { encoding: "utf8", maxBuffer: 1 << 26 }));
      const shown = await page.evaluate(texts);
      const missing = shown.filter((text) => !holds(paper, bare(text)));
      if (!shown.length) fail(`${kind} ${address}`, "nothing is printed");
      for (const text of missing.slice(0, 5)) fail(`${kind} ${address}`, `not on paper: „${text.trim().slice(0, 60)}“`);
      // An emulated medium would also be the one of the next PDF.
      await page.emulateMedia({ media: null });
    },
  );
  rmSync(folder, { recursive: true });
}
