/* Comfort only: every page is complete without scripts. Classic scripts, no modules, no requests: they also work from file://.
   The generator puts one line before this file: `var shirube = {lang, words}`, the only global. */
(function () {
  "use strict";
  var root = document.documentElement;
  root.classList.add("has-js");

  /**
   * What the theme's i18n says: `[script.dates] present = "…"` is `say("dates.present")`. Places such as {n} are filled from `values`.
   * @param {string} name
   * @param {Record<string, string | number>} [values]
   * @returns {string}
   */
  function say(name, values) {
    var words = shirube.words;
    var form = values && values.n === 1 && words[name + ".one"] || words[name] || words[name + ".other"] || name;
    return form.replace(/\{(\w+)\}/g, function (place, key) { return values && key in values ? String(values[key]) : place; });
  }

  /**
   * @template {Element} [E=HTMLElement]
   * @param {string} selector
   * @param {(element: E) => void} visit
   * @param {ParentNode | null} [within]
   */
  function each(selector, visit, within) {
    /** @type {NodeListOf<E>} */ ((within || document).querySelectorAll(selector)).forEach(function (element) { visit(element); });
  }

  /**
   * An element with attributes and children; text is never read as HTML.
   * @param {string} name
   * @param {Record<string, string> | null} [attributes]
   * @param {...(Node | string)} children
   * @returns {HTMLElement}
   */
  function make(name, attributes, ...children) {
    var element = document.createElement(name);
    Object.entries(attributes || {}).forEach(function ([key, value]) { element.setAttribute(key, value); });
    element.append(...children);
    return element;
  }

  shirube.say = say;
  shirube.each = each;
  shirube.make = make;

  /* 1. Escape closes the menu and gives the focus back. */
  each(".menu", function (/** @type {HTMLDetailsElement} */ menu) {
    menu.addEventListener("keydown", function (event) {
      if (event.key === "Escape" && menu.open) {
        menu.open = false;
        each("summary", function (button) { button.focus(); }, menu);
      }
    });
  });

  /* 2. A slash leads to the search field. */
  document.addEventListener("keydown", function (event) {
    var field = document.getElementById("search-q") || document.getElementById("q");
    if (event.key !== "/" || event.isComposing || event.ctrlKey || event.metaKey || event.altKey || !field) { return; }
    if (event.target instanceof Element && event.target.closest("input, textarea, select, [contenteditable]")) { return; }
    event.preventDefault();
    field.focus();
  });

  /* 3. Paper folds nothing away: open before printing, close afterwards. */
  /** @type {HTMLDetailsElement[]} */
  var unfolded = [];
  window.addEventListener("beforeprint", function () {
    unfolded = [];
    each("details:not(.menu):not(.filter-box):not([open])", function (/** @type {HTMLDetailsElement} */ fold) {
      fold.open = true;
      unfolded.push(fold);
    });
  });
  window.addEventListener("afterprint", function () {
    unfolded.forEach(function (fold) { fold.open = false; });
    unfolded = [];
  });

  /* 4. A button that prints; without script it is absent (.js-only). */
  each("[data-print]", function (button) {
    button.addEventListener("click", function () { window.print(); });
  });
}());
