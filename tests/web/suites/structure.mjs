// What every page must have: one h1, headings in order, landmarks, language, a title of its own, the mark of the present place; charts with words and a
// table; images with their size; external links that say so; nothing that moves for those who asked for stillness.

import { open } from "../lib/page.mjs";

export const about = "headings, landmarks, titles, present place, charts with words, image sizes, external links, stillness";

/** Runs in the page. */
function inspect() {
  const found = [];
  const count = (selector) => document.querySelectorAll(selector).length;
  const only = (selector, what) => {
    if (count(selector) !== 1) found.push(`${what}: ${count(selector)} instead of 1`);
  };
  only("h1", "h1");
  only("main", "main");
  only("body > header, body header.site-header", "banner");
  only("footer.site-footer", "footer");
  only("a.skip[href='#main']", "skip link");
  if (!/^[a-z]{2}(-[A-Z]{2})?$/.test(document.documentElement.lang)) found.push(`lang is „${document.documentElement.lang}“`);
  let before = 0;
  for (const heading of document.querySelectorAll("h1, h2, h3, h4, h5, h6")) {
    const level = Number(heading.localName[1]);
    if (level > before + 1 && before) found.push(`h${before} is followed by h${level} „${heading.innerText.trim().slice(0, 20)}“`);
    if (!heading.textContent.trim()) found.push(`an empty ${heading.localName}`);
    before = level;
  }
  const navs = [...document.querySelectorAll("nav")].map((nav) => nav.getAttribute("aria-label") ?? document.getElementById(nav.getAttribute("aria-labelledby") ?? "")?.textContent);
  if (navs.some((label) => !label?.trim())) found.push("a nav has no name");
  const csp = document.querySelector("meta[http-equiv='Content-Security-Policy']")?.content ?? "";
  for (const part of ["default-src 'self'", "base-uri 'none'", "form-action 'self'", "object-src 'none'"]) if (!csp.includes(part)) found.push(`the policy of the page lacks ${part}`);
  if (count("[style], style, script:not([src]), [onclick], [onload], [onerror], base")) found.push(`inline style or script: ${document.querySelector("[style], style, script:not([src]), [onclick], [onload], [onerror], base").outerHTML.slice(0, 100)}`);

  for (const chart of document.querySelectorAll("svg.chart")) {
    if (!chart.closest("figure, main")) continue;
    const title = chart.querySelector("title")?.textContent.trim();
    const desc = chart.querySelector("desc")?.textContent.trim();
    if (chart.getAttribute("role") !== "img" || !title || !desc) found.push(`a chart without role, title or description: ${chart.outerHTML.slice(0, 80)}`);
    // The same in words or numbers: a table or list in the figure, or a table in the section or the page.
    const near = chart.closest("figure")?.querySelector("table, ul, ol, dl") ?? chart.closest("section")?.querySelector("table, dl, .more ol, .more ul") ?? chart.closest("main").querySelector("table");
    if (!near) found.push(`a chart without a table: „${title}“`);
  }
  for (const image of document.querySelectorAll("img")) {
    if (!image.hasAttribute("alt")) found.push(`an image without alt: ${image.src}`);
    if (!image.getAttribute("width") || !image.getAttribute("height")) found.push(`an image without width and height: ${image.src}`);
  }
  for (const link of document.querySelectorAll("a[href]")) {
    const outside = /^https?:/.test(link.getAttribute("href")) && new URL(link.href).origin !== location.origin;
    if (outside) {
      if (!/noopener/.test(link.rel) || !/noreferrer/.test(link.rel)) found.push(`an external link without rel: ${link.href}`);
      if (!link.hasAttribute("data-external") || !/外部サイト/.test(link.textContent)) found.push(`an external link that does not say so: ${link.href}`);
    }
    // The sign beside a heading is for pointers alone.
    if (!(link.textContent.trim() || link.getAttribute("aria-label") || link.matches('[aria-hidden="true"][tabindex="-1"]'))) found.push(`a link without words: ${link.outerHTML.slice(0, 100)}`);
    if (/^(こちら|ここ|もっと見る|詳細|詳しく|click here|more)$/i.test(link.textContent.trim())) found.push(`a link that does not say where it leads: ${link.textContent.trim()}`);
    if (/^(javascript|data):/i.test(link.getAttribute("href"))) found.push(`a link that runs or holds something: ${link.href}`);
  }
  for (const svg of document.querySelectorAll("svg:not([role=img])")) {
    if (svg.getAttribute("aria-hidden") !== "true" && !svg.closest("[aria-hidden=true]")) found.push(`a drawing that is neither named nor hidden: ${svg.outerHTML.slice(0, 80)}`);
  }
  if (document.getAnimations().length) found.push(`${document.getAnimations().length} animations although stillness was asked for`);
  const path = location.pathname;
  const current = [...document.querySelectorAll("[aria-current='page']")];
  const listed = [...document.querySelectorAll(".menu-list a")].some((link) => link.pathname === path);
  if (listed && !document.querySelector(".menu-list a[aria-current]")) found.push("the menu does not mark this page");
  if (!/(^\/|404\.html|\/index\.html)$/.test(path) || (!/^\/(index|404)\.html$/.test(path) && !document.querySelector(".crumbs [aria-current='page']"))) found.push("the way to this page does not end in it");
  for (const link of current) if (link.closest("header, .subnav, .crumbs") && link.pathname && link.pathname !== path) found.push(`another page is marked as this one: ${link.href}`);
  return { title: document.title, found };
}

export async function run({ browser, pages, http, pool, fail }) {
  const titles = new Map();
  await pool(
    pages,
    () => open(browser),
    async (page, address) => {
      await page.goto(http + address, { waitUntil: "domcontentloaded" });
      const { title, found } = await page.evaluate(inspect);
      for (const what of new Set(found)) fail(address, what);
      if (titles.has(title)) fail(address, `has the same title as ${titles.get(title)}: „${title}“`);
      titles.set(title, address);
    },
  );
}
