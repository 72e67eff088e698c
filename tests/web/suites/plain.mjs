// Without JavaScript: the same text, the same links, a menu that opens. What scripts add is comfort; what they add as links must be reachable anyway.

import { open } from "../lib/page.mjs";

export const about = "text, links and menu are complete without JavaScript";

/** Runs in the page: texts and links of its main part. `made` leaves out what scripts have put in, `.radar-own` is the legend of a line that a script draws. */
function content() {
  const main = document.querySelector("main");
  const made = (node) => (window.testMade ?? []).some((added) => added === node || added.contains?.(node));
  const texts = [];
  const walker = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement;
    const text = node.data.replace(/\s+/g, "");
    if (!text || parent.closest("script, style, template, noscript, .js-only, .no-js, .countdown, .radar-own") || made(node)) continue;
    const folded = parent.closest("details:not([open])");
    const shown = folded ? true : parent.checkVisibility();
    texts.push({ text, shown: Boolean(shown), parent: `<${parent.localName} class="${parent.getAttribute("class") ?? ""}">` });
  }
  const extra = (link) => link.closest(".js-only") || link.getAttribute("aria-hidden") === "true";
  const links = [...main.querySelectorAll("a[href]")].filter((link) => !extra(link) && (link.checkVisibility() || link.closest("details"))).map((link) => link.href.split("#")[0]);
  return { texts, links: [...new Set(links)] };
}

export async function run({ browser, kinds, http, pool, fail }) {
  await pool(
    kinds,
    async () => {
      const page = await open(browser);
      await page.addInitScript(() => {
        window.testMade = [];
        const observer = new MutationObserver((records) => {
          for (const record of records) window.testMade.push(...record.addedNodes);
        });
        // From the end of the parser's work on, which is before the first deferred script.
        document.addEventListener("readystatechange", () => {
          if (document.readyState === "interactive") observer.observe(document, { childList: true, subtree: true });
        });
      });
      page.testBare = await open(browser, { javaScriptEnabled: false });
      return page;
    },
    async (page, { kind, page: address }) => {
      const bare = page.testBare;
      await Promise.all([page.goto(http + address), bare.goto(http + address)]);
      const [full, plain] = [await page.evaluate(content), await bare.evaluate(content)];
      const label = `${kind} ${address}`;
      // A text may stand twice, for wide and narrow windows: once shown is enough.
      const visible = (texts) => new Set(texts.filter(({ shown }) => shown).map(({ text }) => text));
      const [withScript, without] = [visible(full.texts), visible(plain.texts)];
      for (const { text, parent } of plain.texts) if (withScript.has(text) && !without.has(text)) fail(label, `hidden without JavaScript: ${parent} „${text.slice(0, 40)}“`);
      const said = plain.texts.map(({ text }) => text).join("\n");
      for (const { text, parent } of full.texts) if (!said.includes(text)) fail(label, `only with JavaScript: ${parent} „${text.slice(0, 40)}“`);
      for (const link of full.links) if (!link.startsWith("blob:") && !plain.links.includes(link)) fail(label, `this link is only there with JavaScript: ${link}`);
      if (!plain.texts.length) fail(label, "there is no text");
      await bare.locator(".menu > summary").click();
      if (!(await bare.locator(".menu-list a").first().isVisible())) fail(label, "the menu does not open without JavaScript");
      if (await bare.locator(".js-only:visible").count()) fail(label, "a part that needs JavaScript is shown without it");
    },
  );
}
