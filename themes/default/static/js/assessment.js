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

  sheet.addEventListener("change", function (/** @type {any} */ event) {
    var field = event.target;
    progress.tick(progress.recordOf(field.closest(".rule-leaf")), field.type === "checkbox" ? {on: field.checked} : {note: field.value});
  });
}());
