/* Comfort only: every page is complete without scripts. Classic scripts, no modules, no requests: they also work from file://.
   The generator puts one line before this file: `var shirube = {lang, words}`, the only global. */
(() => {
  "use strict";
  document.documentElement.classList.add("has-js");

  /**
   * What the theme's i18n says: `[script.dates] present = "…"` is `say("dates.present")`. Places such as {n} are filled from `values`.
   * @param {string} name
   * @param {Record<string, string | number>} [values]
   * @returns {string}
   */
  function say(name, values) {
    const words = shirube.words;
    const form = values?.n === 1 && words[name + ".one"] || words[name] || words[name + ".other"] || name;
    return form.replace(/\{(\w+)\}/g, (place, key) => /** @type {string} */ (values?.[key] ?? place));
  }

  /** What `say` says, with the number in bold. @param {string} name @param {Record<string, string | number>} values @returns {(Node | string)[]} */
  function bold(name, values) {
    const text = say(name, values), n = String(values.n), at = text.indexOf(n);
    return [text.slice(0, at), make("b", null, n), text.slice(at + n.length)];
  }

  /** @param {string} selector @param {ParentNode} [within] @returns {any} */
  const find = (selector, within = document) => within.querySelector(selector);
  /** @param {string} selector @param {ParentNode} [within] @returns {any[]} */
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  /** @param {string} selector @param {(element: any) => void} visit @param {ParentNode} [within] */
  const each = (selector, visit, within) => all(selector, within).forEach(visit);
  /** @param {EventTarget} target @param {string} type @param {(event: any) => void} act */
  const on = (target, type, act) => target.addEventListener(type, act);

  /**
   * An element with attributes and children; text is never read as HTML.
   * @param {string} name
   * @param {Record<string, string> | null} [attributes]
   * @param {...(Node | string)} children
   * @returns {any}
   */
  function make(name, attributes, ...children) {
    const element = document.createElement(name);
    Object.entries(attributes || {}).forEach(([key, value]) => element.setAttribute(key, value));
    element.append(...children);
    return element;
  }

  /** @param {string} text @param {() => void} act @param {Record<string, string>} [attributes] @returns {HTMLButtonElement} */
  function button(text, act, attributes) {
    const made = make("button", { type: "button", ...attributes }, text);
    on(made, "click", act);
    return made;
  }

  /** The reader's day, as in 2026-11-22. */
  function today() {
    const now = new Date();
    return new Date(+now - now.getTimezoneOffset() * 6e4).toISOString().slice(0, 10);
  }

  /** Whether a key is meant for the browser or for an input method. @param {KeyboardEvent} event */
  const held = (event) => event.isComposing || event.ctrlKey || event.metaKey || event.altKey;

  Object.assign(shirube, { say, bold, find, all, each, on, make, button, today, held });

  /* 1. Escape closes the menu and gives the focus back. */
  each(".menu", (menu) => on(menu, "keydown", (event) => {
    if (event.key === "Escape" && menu.open) {
      menu.open = false;
      find("summary", menu).focus();
    }
  }));

  /* 2. A slash leads to the search field. */
  on(document, "keydown", (event) => {
    const field = find("#search-q") || find("#q");
    if (event.key !== "/" || held(event) || !field || event.target.closest("input, textarea, select")) { return; }
    event.preventDefault();
    field.focus();
  });

  /* 3. Paper folds nothing away: open before printing, close afterwards. */
  /** @type {HTMLDetailsElement[]} */
  let folds = [];
  on(window, "beforeprint", () => {
    folds = all("details:not(.menu, .filter-box, [open])");
    folds.forEach((fold) => { fold.open = true; });
  });
  on(window, "afterprint", () => folds.forEach((fold) => { fold.open = false; }));

  /* 4. A button that prints; without script it is absent (.js-only). */
  each("[data-print]", (press) => on(press, "click", () => window.print()));
})();
