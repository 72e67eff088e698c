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

/** Whether `text` is in `paper`: in one piece, or, where lines or pages break it, in pieces. */
const holds = (paper, text) => paper.includes(text) || (text.length > 3 && holds(paper, text.slice(0, text.length >> 1)) && holds(paper, text.slice(text.length >> 1)));

export async function run({ browser, kinds, http, pool, fail }) {
  const folder = mkdtempSync(join(tmpdir(), "portal-paper-"));
  await pool(
    kinds,
    () => open(browser),
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
