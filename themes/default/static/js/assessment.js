/* The self-check: counts the rule tree of the sheet as it stands in the page, from the ticks, and lists what is missing. */
(() => {
  "use strict";
  const { progress, find, all, each, on, make, say, bold } = shirube, sheet = find("#assessment"), root = find("#assessment > [data-rule]");
  if (!root) { return; }

  /** @param {any} part */
  const isLeaf = (part) => part.matches(".rule-leaf");
  /** The parts of a rule; none of a leaf. @param {any} rule @returns {any[]} */
  const parts = (rule) => all(":scope > [data-rule], :scope > .rule-leaf", rule);
  /** @param {any} rule */
  const isAll = (rule) => rule.dataset.rule === "all";

  /** How many parts a rule lacks; a leaf 0 or 1. @param {any} rule @returns {number} */
  function lack(rule) {
    const all = parts(rule);
    return isLeaf(rule) ? +!progress.met(rule.dataset.record) : Math.max(0, (isAll(rule) ? all.length : rule.dataset.n) - all.filter(isMet).length);
  }
  /** @param {any} rule */
  const isMet = (rule) => !lack(rule);

  /** What a rule lacks, as list items. @param {any} rule @returns {HTMLElement[]} */
  function missing(rule) {
    const n = lack(rule), inner = parts(rule).flatMap(missing);
    if (!n) { return []; }
    if (isLeaf(rule)) { return [make("li", null, find(".rule-text", rule).textContent, find(".rule-link a", rule)?.cloneNode(true) || "")]; }
    if (isAll(rule) && rule === root) { return inner; }
    return [make("li", null, isAll(rule) ? say("progress.missing_all") : say("progress.missing_any", { n }), make("ul", null, ...inner))];
  }

  progress.watch(() => {
    const { marks, ticks } = progress.data();
    each(".rule-leaf", (leaf) => {
      const { record } = leaf.dataset, { on, note } = ticks[record] || {}, met = progress.met(record), auto = met && on === undefined;
      const field = find(".rule-input", leaf);
      find("input", leaf).checked = met;
      find(".rule-auto", leaf).hidden = !auto;
      if (document.activeElement !== field) { field.value = note || (auto && field.type === "date" ? marks[record].on : ""); }
      field.toggleAttribute("data-filled", field.value);
    }, sheet);
    each("[data-rule]", (rule) => {
      const n = lack(rule), open = find("[data-open]", rule);
      find("[data-met]", rule).hidden = n > 0;
      open.hidden = !n;
      open.lastElementChild.textContent = say("progress.left", { n });
    }, sheet);
    const of = isAll(root) ? parts(root) : [root], values = { n: of.filter(isMet).length, of: of.length };
    const status = find(".assessment-count");
    // Only a new count is announced.
    if (status.textContent !== say("progress.count", values)) { status.replaceChildren(...bold("progress.count", values)); }
    find(".missing").replaceChildren(...missing(root));
    find(".assessment-complete").hidden = !isMet(root);

    /* Skills: the greatest step that a completed course teaches, in the table and as the polygon of the radar. */
    /** @type {Record<string, number>} */
    const steps = {};
    each("[data-taught]", (row) => {
      const { taught, skill, step } = row.dataset;
      const courses = taught.split(" ").filter(Boolean).map((/** @type {string} */ course) => course.split("="));
      const n = steps[skill] = Math.max(0, ...courses.map((/** @type {string[]} */ [course, step]) => progress.met(course) ? +step : 0));
      find(".skill-mine", row).textContent = say("progress." + (!courses.length ? "no_course" : !n ? "no_step" : n < step ? "below" : "reached"), { n });
    });
    each(".chart-radar", (radar) => {
      const { cx, cy, r, most } = radar.dataset, spokes = all("line[data-skill]", radar);
      find("[data-radar]", radar)?.setAttribute("points", spokes.map((spoke, i) => {
        const angle = 2 * Math.PI * i / spokes.length, reach = r * Math.min(steps[spoke.dataset.skill] || 0, most) / most;
        return (+cx + reach * Math.sin(angle)).toFixed(1) + "," + (cy - reach * Math.cos(angle)).toFixed(1);
      }).join(" "));
    });
  });

  on(sheet, "change", ({ target }) =>
    progress.tick(target.closest(".rule-leaf").dataset.record, target.type === "checkbox" ? { on: target.checked } : { note: target.value }));
})();
