/* Narrows a list down to the chosen values. It knows nothing of what the rows are: a row says what it has in data-<facet>="id id", the panel
   names its list. Within a facet one value is enough, between facets all must hold. The choice stands in the address:
   #level=level-1,level-2&length=m120&sort=date. Without this script the page shows every row, and no panel. */
(() => {
  "use strict";
  const { say, bold, find, all, each, on, button } = shirube;
  const panel = find("[data-filter]"), list = panel && find("#" + panel.dataset.filter);
  if (!list) { return; }

  /** @typedef {{element: HTMLElement, counted: boolean, failed: string[]}} Row */
  /** @param {string} name */
  const part = (name) => find("#filter-" + name);
  /** @type {HTMLInputElement[]} */
  const boxes = all("input[type=checkbox]", panel);
  const sort = part("sort"), summary = find("summary", panel);
  /** @type {Row[]} Rows that repeat others ("also") are hidden with them, but not counted. */
  const rows = all("[data-row]", list).map((element) => ({ element, counted: element.dataset.row !== "also", failed: [] }));
  const counted = rows.filter((row) => row.counted);

  /** @param {Row} row @param {string} facet @param {string} value */
  const has = (row, facet, value) => (row.element.getAttribute("data-" + facet) || "").split(" ").includes(value);
  /** Rows that are seen, or would be if nothing of `facet` were chosen. @param {string} [facet] */
  const without = (facet) => counted.filter((row) => row.failed.every((failed) => failed === facet));
  /** @param {HTMLInputElement} box */
  const nameOf = (box) => /** @type {Element} */ (box.nextElementSibling).textContent || "";
  /** @param {HTMLInputElement[]} values */
  const names = (values) => values.map(nameOf).join(say("filter.or"));

  /** The chosen values by facet, in the order of the panel. @returns {[string, HTMLInputElement[]][]} */
  function chosen() {
    const choice = new Map();
    boxes.filter((box) => box.checked).forEach((box) => choice.set(box.name, [...choice.get(box.name) || [], box]));
    return [...choice];
  }

  /** Says what is chosen and what is left, to eyes, ears and paper. */
  function show() {
    const choice = chosen(), picked = choice.flatMap(([, values]) => values);
    rows.forEach((row) => {
      row.failed = choice.filter(([facet, values]) => !values.some((box) => has(row, facet, box.value))).map(([facet]) => facet);
      row.element.hidden = row.failed.length > 0;
    });
    boxes.forEach((box) => {
      const n = without(box.name).filter((row) => has(row, box.name, box.value)).length, label = /** @type {Element} */ (box.parentElement);
      label.classList.toggle("is-none", !n && !box.checked);
      find("[data-count]", label).textContent = n;
    });
    each("[data-rows]", (group) => {
      const n = all("[data-row]:not([hidden])", group).length;
      group.hidden = !n;
      each(".section-note", (note) => { note.textContent = say("filter.group", { n }); }, group);
    }, list);
    each(".index-chip[href]", (chip) => {
      chip.parentElement.hidden = !!document.getElementById(chip.getAttribute("href").slice(1))?.closest("[data-rows][hidden]");
    });

    const n = without().length, values = { n, all: counted.length };
    part("count").replaceChildren(...bold(picked.length ? "filter.some" : "filter.all", values));
    part("none").hidden = n > 0;
    part("active").textContent = picked.length ? say("filter.chosen", { n: picked.length }) : "";
    part("said").textContent = picked.length ? say("filter.said", { ...values, choice: choice.map(([, values]) =>
      say("filter.pair", { name: find("legend", /** @type {Element} */ (values[0].closest("fieldset"))).textContent, values: names(values) })).join(say("filter.and")) }) : "";
    part("picked").replaceChildren(...picked.map((box, at) => {
      const name = nameOf(box);
      return button(name + " ×", () => drop([box], at), { "aria-label": say("filter.remove", { name }) });
    }), ...picked.length ? [button(say("filter.clear"), clear)] : []);
    part("ways").replaceChildren(...n ? [] : choice.filter(([facet]) => without(facet).length).map(([facet, values]) =>
      button(say("filter.without", { name: names(values), n: without(facet).length }), () => drop(values))));
  }

  /** @param {HTMLInputElement[]} values @param {number} [at] which of the chosen values it was */
  function drop(values, at = -1) {
    values.forEach((box) => { box.checked = false; });
    commit();
    // The button is gone; the next one, before the one that clears, takes the focus, so that the keyboard keeps its place.
    const left = all("button", part("picked"));
    (left[Math.min(at, left.length - 2)] || summary).focus();
  }
  const clear = () => drop(boxes);

  /* Rows without a place come last; the given order has no key, and every row its first place. */
  function order() {
    /** @param {Row} row */
    const place = (row) => row.element.getAttribute("data-order-" + sort.value) || "~";
    [...rows].sort((a, b) => place(a) < place(b) ? -1 : +(place(a) > place(b))).forEach(({ element }) => element.parentElement?.append(element));
  }

  /** Shows the choice and writes it into the address, as a step that the back button takes back. */
  function commit() {
    show();
    const parts = chosen().map(([facet, values]) => facet + "=" + values.map((box) => encodeURIComponent(box.value)));
    if (sort?.value) { parts.push("sort=" + sort.value); }
    history.pushState(null, "", parts.length ? "#" + parts.join("&") : location.pathname + location.search);
  }

  /** Takes the choice out of the address. An anchor is none: it keeps the choice, unless it leads to a row that is hidden. */
  function read() {
    const text = location.hash.slice(1), isChoice = text.includes("="), target = text && !isChoice && find(":target");
    if (target && !target.closest("[data-row][hidden], [data-rows][hidden]")) { return; }
    const wanted = new URLSearchParams(isChoice ? text : "");
    boxes.forEach((box) => { box.checked = (wanted.get(box.name) || "").split(",").includes(box.value); });
    each("details", (group) => { group.open = group.open || find("input:checked", group); }, panel);
    if (sort) {
      const before = sort.value;
      sort.value = wanted.get("sort") || "";
      // What is no key chooses nothing at all.
      sort.value = sort.value || "";
      if (sort.value !== before) { order(); }
    }
    show();
    if (target) { target.scrollIntoView(); }
  }

  if (matchMedia("(max-width: 63.99rem)").matches) { panel.open = false; }
  each("[data-filter-else]", (other) => { other.open = false; });
  on(panel, "change", commit);
  if (sort) { on(sort, "change", () => { order(); commit(); }); }
  each("[data-filter-clear]", (press) => on(press, "click", clear));
  on(window, "hashchange", read);
  // A browser that comes back to the page ticks boxes as they were left, after this script has run.
  on(window, "pageshow", read);
  read();
})();
