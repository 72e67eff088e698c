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

  /* Local "2026-02-27", "2026-02-27T17:00": read field by field, because browsers disagree on a date without a time zone. */
  function moment(text) {
    var m = /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d))?/.exec(text);
    if (!m) { return null; }
    return m[4] === undefined
      ? new Date(+m[1], m[2] - 1, +m[3], 23, 59, 59)
      : new Date(+m[1], m[2] - 1, +m[3], +m[4], +m[5]);
  }

  /* Number of a local calendar day; through UTC, so that a summer-time hour never shifts it. */
  function dayNumber(date) {
    return Math.round(Date.UTC(date.getFullYear(), date.getMonth(), date.getDate()) / 864e5);
  }

  var now = new Date();

  /* 1. Days left. The absolute date always stands in the HTML; this fills the empty slot beside it. */
  function countDown(slot) {
    var end = moment(slot.getAttribute("data-until"));
    if (!end || slot.firstChild) { return; }
    var row = slot.closest(".deadline, .sitting-stop, .apply");
    var plate = row && row.querySelector(".plate");
    if (end < now) {
      slot.textContent = say("dates.over");
      if (plate) { plate.classList.add("plate--past"); }
      if (row) { row.classList.add("is-past"); }
      return;
    }
    var days = dayNumber(end) - dayNumber(now);
    if (days === 0) {
      slot.textContent = say("dates.today");
    } else {
      var parts = say("dates.left").split("{n}");
      slot.append(parts[0], make("b", null, String(days)), parts[1] || "");
    }
    if (days <= 7) {
      slot.classList.add("is-soon");
      if (plate) { plate.classList.add("plate--soon"); }
      if (row) { row.classList.add("is-soon"); }
    }
  }
  each(".countdown[data-until]", countDown);

  /* 2. The present day in a calendar month: a frame and a word. */
  each(".cal td[data-date]", function (cell) {
    var date = moment(cell.getAttribute("data-date"));
    var head = cell.querySelector(".cal-day");
    if (!date || !head || dayNumber(date) !== dayNumber(now)) { return; }
    var word = document.createElement("span");
    word.className = "cal-today";
    word.textContent = say("dates.present");
    head.append(word);
    cell.classList.add("is-today");
  });

  /* 3. Escape closes the menu and gives the focus back. */
  each(".menu", function (/** @type {HTMLDetailsElement} */ menu) {
    menu.addEventListener("keydown", function (event) {
      if (event.key === "Escape" && menu.open) {
        menu.open = false;
        each("summary", function (button) { button.focus(); }, menu);
      }
    });
  });

  /* 4. Paper folds nothing away: open before printing, close afterwards. */
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

  /* 5. A button that prints; without script it is absent (.js-only). */
  each("[data-print]", function (button) {
    button.addEventListener("click", function () { window.print(); });
  });
}());
