/* The self-check: counts the rule tree of the sheet as it stands in the page, from the ticks, and lists what is missing. */
(function () {
  "use strict";
  var progress = shirube.progress, make = shirube.make, say = shirube.say;
  /** @type {(selector: string) => any} */
  var find = document.querySelector.bind(document);
  var sheet = find("#assessment"), root = find("#assessment > [data-rule]");
  if (!root) { return; }

  /** The parts of a rule; none of a leaf. @param {any} rule @returns {any[]} */
  function parts(rule) {
    return Array.from(rule.children).filter(function (/** @type {any} */ part) { return part.matches("[data-rule], .rule-leaf"); });
  }
  /** @param {any} part */
  function isLeaf(part) { return part.matches(".rule-leaf"); }
  /** @param {any} rule */
  function isAll(rule) { return rule.getAttribute("data-rule") === "all"; }

  /** How many parts a rule lacks; a leaf 0 or 1. @param {any} rule @returns {number} */
  function lack(rule) {
    if (isLeaf(rule)) { return progress.met(progress.recordOf(rule)) ? 0 : 1; }
    var all = parts(rule), needed = isAll(rule) ? all.length : Number(rule.getAttribute("data-n"));
    return Math.max(0, needed - all.filter(isMet).length);
  }
  /** @param {any} rule */
  function isMet(rule) { return !lack(rule); }

  /** What a rule lacks, as list items. @param {any} rule @returns {HTMLElement[]} */
  function missing(rule) {
    if (isMet(rule)) { return []; }
    if (isLeaf(rule)) {
      var link = rule.querySelector(".rule-link a");
      return [make("li", null, rule.querySelector(".rule-text").textContent, link ? link.cloneNode(true) : "")];
    }
    var inner = parts(rule).flatMap(missing);
    var head = isAll(rule) ? say("progress.missing_all") : say("progress.missing_any", {n: lack(rule)});
    return isAll(rule) && rule === root ? inner : [make("li", null, head, make("ul", null, ...inner))];
  }

  progress.watch(function () {
    var data = progress.data();
    shirube.each(".rule-leaf", function (/** @type {any} */ leaf) {
      var record = progress.recordOf(leaf), tick = data.ticks[record] || {}, field = leaf.querySelector(".rule-input");
      var fromMark = tick.on === undefined && progress.met(record);
      leaf.querySelector("input").checked = progress.met(record);
      leaf.querySelector(".rule-auto").hidden = !fromMark;
      if (document.activeElement !== field) { field.value = tick.note || (fromMark && field.type === "date" ? data.marks[record].on : ""); }
      field.toggleAttribute("data-filled", !!field.value);
    }, sheet);
    shirube.each("[data-rule]", function (/** @type {any} */ rule) {
      var open = rule.querySelector("[data-open]");
      rule.querySelector("[data-met]").hidden = !(open.hidden = isMet(rule));
      open.lastElementChild.textContent = say("progress.left", {n: lack(rule)});
    }, sheet);
    var all = isAll(root) ? parts(root) : [root], met = String(all.filter(isMet).length);
    var words = say("progress.count", {of: all.length}).split("{n}"), status = find(".assessment-count");
    // Only a new count is announced.
    if (status.textContent !== words.join(met)) { status.replaceChildren(words[0], make("b", null, met), words[1] || ""); }
    find(".missing").replaceChildren(...missing(root));
    find(".assessment-complete").hidden = !isMet(root);
  });

  /* Skills: the greatest step that a completed course teaches, in the table and as the polygon of the radar. */
  progress.watch(function () {
    /** @type {Record<string, number>} */
    var steps = Object.create(null);
    shirube.each("[data-taught]", function (/** @type {any} */ row) {
      var taught = row.getAttribute("data-taught").split(" ").filter(Boolean);
      var step = Math.max(0, ...taught.map(function (/** @type {string} */ course) {
        return progress.met(course.split("=")[0]) ? Number(course.split("=")[1]) : 0;
      }));
      steps[row.getAttribute("data-skill")] = step;
      row.querySelector(".skill-mine").textContent = !taught.length ? say("progress.no_course")
        : say("progress." + (!step ? "no_step" : step < row.getAttribute("data-step") ? "below" : "reached"), {n: step});
    });
    shirube.each(".chart-radar", function (/** @type {any} */ radar) {
      var at = ["cx", "cy", "r", "most"].map(function (name) { return Number(radar.getAttribute("data-" + name)); });
      var spokes = Array.from(radar.querySelectorAll("line[data-skill]")), polygon = radar.querySelector("[data-radar]");
      if (!polygon) { return; }
      polygon.setAttribute("points", spokes.map(function (spoke, i) {
        var angle = 2 * Math.PI * i / spokes.length;
        var reach = at[2] * Math.min(steps[spoke.getAttribute("data-skill")] || 0, at[3]) / at[3];
        return (at[0] + reach * Math.sin(angle)).toFixed(1) + "," + (at[1] - reach * Math.cos(angle)).toFixed(1);
      }).join(" "));
    });
  });

  sheet.addEventListener("change", function (/** @type {any} */ event) {
    var field = event.target;
    progress.tick(progress.recordOf(field.closest(".rule-leaf")), field.type === "checkbox" ? {on: field.checked} : {note: field.value});
  });
}());
