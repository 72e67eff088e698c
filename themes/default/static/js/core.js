/* Comfort only: every page is complete without scripts. Classic scripts, no modules, no requests: they also work from file://.
   The generator puts one line before this file: `var shirube = {lang, words}`, the only global. */
(function () {
  "use strict";
  var root = document.documentElement;
  root.classList.add("has-js");

  /**
   * What the theme's i18n says: `[script.dates] over = "…"` is `say("dates.over")`. Places such as {n} are filled from `values`.
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
   * @param {string} selector
   * @param {(element: HTMLElement) => void} visit
   * @param {ParentNode} [within]
   */
  function each(selector, visit, within) {
    Array.prototype.forEach.call((within || document).querySelectorAll(selector), visit);
  }

  /**
   * An element with attributes and children; text is never read as HTML.
   * @param {string} name
   * @param {Record<string, string> | null} [attributes]
   * @param {...(Node | string)} children
   * @returns {HTMLElement}
   */
  function make(name, attributes) {
    var element = document.createElement(name);
    Object.keys(attributes || {}).forEach(function (key) { element.setAttribute(key, attributes[key]); });
    element.append.apply(element, Array.prototype.slice.call(arguments, 2));
    return element;
  }

  shirube.say = say;
  shirube.each = each;
  shirube.make = make;

  /* 1. Escape closes the menu and gives the focus back. */
  var menu = document.querySelector(".menu");
  if (menu) {
    menu.addEventListener("keydown", function (event) {
      if (event.key === "Escape" && menu.open) {
        menu.open = false;
        menu.querySelector("summary").focus();
      }
    });
  }

  /* A slash leads to the search field. */
  document.addEventListener("keydown", function (event) {
    var field = document.getElementById("search-q") || document.getElementById("q");
    if (event.key !== "/" || event.isComposing || event.ctrlKey || event.metaKey || event.altKey || !field) { return; }
    if (event.target instanceof Element && event.target.closest("input, textarea, select, [contenteditable]")) { return; }
    event.preventDefault();
    field.focus();
  });

  /* 2. Paper folds nothing away: open before printing, close afterwards. */
  var unfolded = [];
  window.addEventListener("beforeprint", function () {
    unfolded = [];
    each("details:not(.menu):not(.filter-box):not([open])", function (fold) {
      fold.open = true;
      unfolded.push(fold);
    });
  });
  window.addEventListener("afterprint", function () {
    unfolded.forEach(function (fold) { fold.open = false; });
    unfolded = [];
  });

  /* 3. A button that prints; without script it is absent (.js-only). */
  each("[data-print]", function (button) {
    button.addEventListener("click", function () { window.print(); });
  });
}());
