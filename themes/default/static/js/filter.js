/* Narrows a list down to the chosen values. It knows nothing of what the rows are: a row says what it has in data-<facet>="id id", the panel
   names its list. Within a facet one value is enough, between facets all must hold. The choice stands in the address:
   #level=level-1,level-2&length=m120&sort=date. Without this script the page shows every row, and no panel. */
(function () {
  "use strict";
  const { say, each, make } = shirube;
  const panel = /** @type {HTMLDetailsElement | null} */ (document.querySelector("[data-filter]"));
  const list = panel && document.getElementById(panel.getAttribute("data-filter") || "");
  if (!panel || !list) { return; }

  /** @typedef {{element: HTMLElement, counted: boolean, failed: string[]}} Row */
  /** @param {string} name */
  const part = (name) => /** @type {HTMLElement} */ (document.getElementById("filter-" + name));
  /** @template {HTMLElement} T @param {string} selector @param {ParentNode} within @returns {T[]} */
  const all = (selector, within) => Array.from(within.querySelectorAll(selector));
  const boxes = /** @type {HTMLInputElement[]} */ (all("input[type=checkbox]", panel));
  const sort = /** @type {HTMLSelectElement | null} */ (part("sort"));
  const summary = /** @type {HTMLElement} */ (panel.querySelector("summary"));
  /** @type {Row[]} Rows that repeat others ("also") are hidden with them, but not counted. */
  const rows = all("[data-row]", list).map((element) => ({ element, counted: element.getAttribute("data-row") !== "also", failed: [] }));
  const counted = rows.filter((row) => row.counted);

  /** @param {Row} row @param {string} facet @param {string} value */
  const has = (row, facet, value) => (row.element.getAttribute("data-" + facet) || "").split(" ").includes(value);
  /** Rows that are seen, or would be if nothing of `facet` were chosen. @param {string} facet */
  const without = (facet) => counted.filter((row) => row.failed.every((failed) => failed === facet));
  /** @param {Element} box */
  const nameOf = (box) => (box.nextElementSibling || box).textContent || "";

  /** The chosen values by facet, in the order of the panel. @returns {Map<string, HTMLInputElement[]>} */
  function chosen() {
    const choice = new Map();
    boxes.filter((box) => box.checked).forEach((box) => choice.set(box.name, (choice.get(box.name) || []).concat(box)));
    return choice;
  }

  function show() {
    const choice = chosen();
    rows.forEach((row) => {
      row.failed = Array.from(choice.keys()).filter((facet) => !(choice.get(facet) || []).some((box) => has(row, facet, box.value)));
      row.element.hidden = row.failed.length > 0;
    });
    const seen = without("").length;
    boxes.forEach((box) => {
      const n = without(box.name).filter((row) => has(row, box.name, box.value)).length;
      const label = /** @type {HTMLElement} */ (box.parentElement);
      label.classList.toggle("is-none", n === 0 && !box.checked);
      /** @type {HTMLElement} */ (label.querySelector("[data-count]")).textContent = String(n);
    });
    each("[data-rows]", (group) => {
      const n = all("[data-row]", group).filter((row) => !row.hidden).length;
      group.hidden = n === 0;
      each(".section-note", (note) => { note.textContent = say("filter.group", { n }); }, group);
    }, list);
    each(".index-chip[href]", (chip) => {
      const target = document.getElementById((chip.getAttribute("href") || "").slice(1));
      /** @type {HTMLElement} */ (chip.parentElement).hidden = !!target && !!target.closest("[data-rows][hidden]");
    });
    tell(choice, seen);
  }

  /** Says what is chosen and what is left, to eyes, ears and paper. @param {Map<string, HTMLInputElement[]>} choice @param {number} seen */
  function tell(choice, seen) {
    const picked = Array.from(choice.values()).flat();
    const values = { n: seen, all: counted.length };
    const text = say(picked.length ? "filter.some" : "filter.all", values);
    const at = text.indexOf(String(seen));
    part("count").replaceChildren(text.slice(0, at), make("b", null, String(seen)), text.slice(at + String(seen).length));
    part("none").hidden = seen > 0;
    part("active").textContent = picked.length ? say("filter.chosen", { n: picked.length }) : "";
    part("said").textContent = picked.length ? say("filter.said", { ...values, choice: words(choice) }) : "";
    part("picked").replaceChildren(...picked.map((box) => {
      const name = nameOf(box);
      return button(name + " ×", say("filter.remove", { name }), () => {
        const at = picked.indexOf(box);
        drop([box]);
        const left = all("button", part("picked"));
        // The button is gone; the next one takes the focus, so that the keyboard keeps its place.
        (left.length > 1 ? left[Math.min(at, left.length - 2)] : summary).focus();
      });
    }), ...(picked.length ? [button(say("filter.clear"), "", clear)] : []));
    part("ways").replaceChildren(...Array.from(choice).filter(([facet]) => seen === 0 && without(facet).length > 0)
      .map(([facet, values]) => button(say("filter.without", { name: values.map(nameOf).join(say("filter.or")), n: without(facet).length }), "", () => {
        drop(values);
        summary.focus();
      })));
  }

  /** @param {Map<string, HTMLInputElement[]>} choice */
  function words(choice) {
    return Array.from(choice.values()).map((values) => {
      const legend = /** @type {HTMLElement} */ (/** @type {HTMLElement} */ (values[0].closest("fieldset")).querySelector("legend"));
      return say("filter.pair", { name: legend.textContent || "", values: values.map(nameOf).join(say("filter.or")) });
    }).join(say("filter.and"));
  }

  /** @param {string} text @param {string} label @param {() => void} act */
  function button(text, label, act) {
    const element = make("button", label ? { type: "button", "aria-label": label } : { type: "button" }, text);
    element.addEventListener("click", act);
    return element;
  }

  /** @param {HTMLInputElement[]} values */
  function drop(values) {
    values.forEach((box) => { box.checked = false; });
    commit();
  }

  function clear() {
    drop(boxes);
    summary.focus();
  }

  /* Rows without a place come last; the given order has no key, and every row its first place. */
  const given = rows.slice();
  function order() {
    const key = sort ? sort.value : "";
    /** @param {Row} row */
    const place = (row) => row.element.getAttribute("data-order-" + key) || "~";
    const sorted = key ? given.slice().sort((a, b) => (place(a) < place(b) ? -1 : place(a) > place(b) ? 1 : given.indexOf(a) - given.indexOf(b))) : given;
    sorted.forEach((row) => { /** @type {HTMLElement} */ (row.element.parentElement).append(row.element); });
  }

  /** Shows the choice and writes it into the address, as a step that the back button takes back. */
  function commit() {
    show();
    const parts = Array.from(chosen()).map(([facet, values]) => facet + "=" + values.map((box) => encodeURIComponent(box.value)).join(","));
    if (sort && sort.value) { parts.push("sort=" + sort.value); }
    try {
      history.pushState(null, "", parts.length ? "#" + parts.join("&") : location.pathname + location.search);
    } catch (refused) {
      // Where a page may not name its own address, the list is narrowed all the same.
    }
  }

  /** Takes the choice out of the address. An anchor is none: it keeps the choice, unless it leads to a row that is hidden. */
  function read() {
    let text = "";
    try { text = decodeURIComponent(location.hash.slice(1)); } catch (broken) { /* no choice */ }
    const target = text && !text.includes("=") ? document.getElementById(text) : null;
    if (target && !target.closest("[data-row][hidden], [data-rows][hidden]")) { return; }
    const wanted = new URLSearchParams(text.includes("=") ? text : "");
    boxes.forEach((box) => { box.checked = (wanted.get(box.name) || "").split(",").includes(box.value); });
    all("details", /** @type {HTMLElement} */ (panel)).forEach((group) => {
      if (group.querySelector("input:checked")) { /** @type {HTMLDetailsElement} */ (group).open = true; }
    });
    const key = sort && Array.from(sort.options).find((option) => option.value === wanted.get("sort"));
    if (sort && sort.value !== (key ? key.value : "")) {
      sort.value = key ? key.value : "";
      order();
    }
    show();
    if (target) { target.scrollIntoView(); }
  }

  if (window.matchMedia("(max-width: 63.99rem)").matches) { panel.open = false; }
  each("[data-filter-else]", (other) => { /** @type {HTMLDetailsElement} */ (other).open = false; });
  panel.addEventListener("change", commit);
  if (sort) { sort.addEventListener("change", () => { order(); commit(); }); }
  each("[data-filter-clear]", (element) => element.addEventListener("click", clear));
  window.addEventListener("hashchange", read);
  // A browser that comes back to the page ticks boxes as they were left, after this script has run.
  window.addEventListener("pageshow", read);
  read();
}());
