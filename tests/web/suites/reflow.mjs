// Reflow (1.4.10), text spacing (1.4.12), text at 200 % (1.4.4), target size (2.5.8): every page kind, at the widths where it matters.

import { MODES, open, style, unfold } from "../lib/page.mjs";

export const about = "no sideways scrolling at 320 px and 400 %, nothing clipped with wide or double-sized text, targets of 24 px";

const SPACING = "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-block-end: 2em !important }";

/** Runs in the page: what overflows, what is cut off, which texts lie on one another. */
function layout() {
  const found = [];
  const name = (element) => `<${element.localName}${element.className && typeof element.className === "string" ? ` class="${element.className}"` : ""}>`;
  const root = document.documentElement;
  if (root.scrollWidth > root.clientWidth) {
    const wide = [...document.querySelectorAll("body *")].find((element) => {
      const box = element.getBoundingClientRect();
      return box.width && box.right > root.clientWidth + 1 && !element.closest(".scroll, .sr") && getComputedStyle(element).position !== "fixed";
    });
    found.push(`the page scrolls sideways by ${root.scrollWidth - root.clientWidth} px${wide ? `, because of ${name(wide)}` : ""}`);
  }
  const forTheEar = (element) => element.closest(".sr") || (element.offsetWidth <= 1 && getComputedStyle(element).clipPath.startsWith("inset(50"));
  const shown = (element) => element.checkVisibility({ visibilityProperty: true }) && !element.closest(".sr, .sprite");
  for (const element of document.querySelectorAll("body *")) {
    if (!(element instanceof HTMLElement) || !shown(element)) continue;
    const { overflowX, overflowY, clipPath, display } = getComputedStyle(element);
    if (display === "inline" || (clipPath.startsWith("inset(50") && element.offsetWidth <= 1)) continue;
    const across = element.scrollWidth > element.clientWidth + 1;
    const down = element.scrollHeight > element.clientHeight + 1;
    if (across && /auto|scroll/.test(overflowX)) {
      const label = element.getAttribute("aria-label") || document.getElementById(element.getAttribute("aria-labelledby") ?? "")?.textContent?.trim();
      if (element.tabIndex !== 0 || !(element.getAttribute("role") === "region" || element.matches("input, textarea, select, pre")) || !label) {
        found.push(`${name(element)} scrolls sideways, but is no named region that the keyboard reaches`);
      }
    }
    const cut = (across && /hidden|clip/.test(overflowX)) || (down && /hidden|clip/.test(overflowY));
    if (cut && element.innerText.trim() && !element.matches("input, .hero")) found.push(`${name(element)} cuts off „${element.innerText.trim().slice(0, 30)}“`);
  }
  // Lines of text that lie on one another.
  const lines = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement;
    if (!node.data.trim() || !parent || parent.closest("svg, .scroll, script, style, template, .menu-panel") || !shown(parent) || forTheEar(parent)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const box of range.getClientRects()) if (box.width > 4 && box.height > 4) lines.push({ box, parent, text: node.data.trim().slice(0, 20) });
  }
  lines.sort((a, b) => a.box.top - b.box.top);
  for (let i = 0; i < lines.length; i += 1) {
    for (let j = i + 1; j < lines.length && lines[j].box.top < lines[i].box.bottom - 4; j += 1) {
      const [a, b] = [lines[i], lines[j]];
      if (a.parent.contains(b.parent) || b.parent.contains(a.parent)) continue;
      const over = Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left);
      // A line box is taller than its letters: only half of it is ink.
      const deep = Math.min(a.box.bottom, b.box.bottom) - b.box.top;
      if (over > 4 && deep > Math.min(a.box.height, b.box.height) * 0.45) found.push(`„${a.text}“ ${name(a.parent)} lies on „${b.text}“ ${name(b.parent)}`);
    }
  }
  return [...new Set(found)];
}

/** Runs in the page: targets below 24 px that are not excused by a sentence around them or by the room around them. */
function targets() {
  const all = [];
  for (const element of document.querySelectorAll("a[href], button, summary, select, textarea, input:not([type=hidden]), [role=button], [tabindex='0']:not(.scroll)")) {
    if (!element.checkVisibility({ visibilityProperty: true }) || element.disabled || element.closest(".sr, svg")) continue;
    // A check box is pressed together with its label.
    const pressed = (element.matches("input") && element.closest("label")) || element;
    const box = pressed.getBoundingClientRect();
    if (!box.width || !box.height || box.bottom < 0 && element.matches(".skip")) continue;
    const inline = getComputedStyle(element).display === "inline";
    const around = element.closest("p, li, dd, dt, td, th, figcaption, caption, h1, h2, h3, h4, blockquote, summary, div");
    const sentence = inline && around && around !== element && around.innerText.trim().length > element.innerText.trim().length + 2;
    all.push({ element, box, sentence });
  }
  const small = all.filter(({ box }) => box.width < 23.5 || box.height < 23.5);
  const found = [];
  for (const one of small) {
    if (one.sentence) continue;
    const x = one.box.left + one.box.width / 2;
    const y = one.box.top + one.box.height / 2;
    const crowded = all.find(({ element, box }) => {
      if (element === one.element || element.contains(one.element) || one.element.contains(element)) return false;
      const dx = Math.max(box.left - x, 0, x - box.right);
      const dy = Math.max(box.top - y, 0, y - box.bottom);
      const other = Math.hypot(box.left + box.width / 2 - x, box.top + box.height / 2 - y);
      return Math.hypot(dx, dy) < 12 || ((box.width < 23.5 || box.height < 23.5) && other < 24);
    });
    const text = `„${(one.element.innerText || one.element.getAttribute("aria-label") || one.element.localName).trim().slice(0, 30)}“`;
    const size = `${Math.round(one.box.width)} × ${Math.round(one.box.height)} px`;
    if (crowded) found.push(`target of ${size} without room around it: ${text} <${one.element.localName} class="${one.element.className}">`);
    else if (getComputedStyle(one.element).display !== "inline") found.push(`block control of ${size}: ${text} <${one.element.localName} class="${one.element.className}">`);
  }
  return [...new Set(found)];
}

export async function run({ browser, launch, kinds, http, pool, fail }) {
  await pool(
    kinds,
    () => open(browser),
    async (page, { kind, page: address }) => {
      const look = async (label, probe = layout) => {
        for (const what of await page.evaluate(probe)) fail(`${kind} ${address} ${label}`, what);
      };
      for (const [width, height] of [[320, 256], [768, 900], [1280, 900]]) {
        await page.setViewportSize({ width, height });
        await page.emulateMedia({ ...MODES.light, reducedMotion: "reduce" });
        await page.goto(http + address);
        await look(`at ${width}`);
        await unfold(page);
        await look(`unfolded at ${width}`);
        await look(`targets at ${width}`, targets);
        await style(page, SPACING);
        await look(`text spacing at ${width}`);
        await style(page, "");
      }
      // A sheet of A4 (794 px) with the text between its margins (688 px): what is wider is cut or shrunk by the printer.
      await page.setViewportSize({ width: 794, height: 1000 });
      await page.emulateMedia({ ...MODES.print, reducedMotion: "reduce" });
      await style(page, "html { inline-size: 688px !important }");
      const over = await page.evaluate(() => {
        if (document.querySelector(".assessment")) return null;
        const wide = [...document.querySelectorAll("body *")].find((element) => element.getBoundingClientRect().right > 689 && element.checkVisibility() && !element.closest(".sr, svg"));
        return wide && `${wide.outerHTML.slice(0, 60)} (${Math.round(wide.getBoundingClientRect().right)} of 688 px)`;
      });
      if (over) fail(`${kind} ${address} print`, `wider than a sheet of A4: ${over}`);
    },
  );
  // A reader whose browser writes twice as large: 32 px for 16.
  const large = await launch("--blink-settings=defaultFontSize=32");
  await pool(
    kinds,
    () => open(large),
    async (page, { kind, page: address }) => {
      await page.goto(http + address);
      await unfold(page);
      for (const what of await page.evaluate(layout)) fail(`${kind} ${address} 200 % text at 1280`, what);
    },
  );
  await large.close();
}
