/* What a date means today. The absolute date always stands in the HTML; this fills the empty slot beside it, and marks what is over.
   "Now" is the clock of the reader's computer in its own time zone: dates are those of the office, and so is the computer. */
(function () {
  "use strict";
  const { say, each, make } = shirube;

  /**
   * Local "2026-02-27", "2026-02-27T17:00": read field by field, because browsers disagree on a date without a time zone.
   * A day alone begins at midnight, or ends with its last second.
   * @param {string | null} text
   * @param {"begin" | "end"} side
   * @returns {Date | null}
   */
  function moment(text, side) {
    const m = /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d))?/.exec(text || "");
    if (!m) { return null; }
    const [hour, minute, second] = m[4] ? [+m[4], +m[5], 0] : side === "end" ? [23, 59, 59] : [0, 0, 0];
    return new Date(+m[1], +m[2] - 1, +m[3], hour, minute, second);
  }

  /** Number of a local calendar day; through UTC, so that a summer-time hour never shifts it. @param {Date} date */
  const dayNumber = (date) => Math.round(Date.UTC(date.getFullYear(), date.getMonth(), date.getDate()) / 864e5);

  /**
   * Where something stands: before it begins, open, on its last day, over; and how many days are left until its next turn.
   * An application ("apply", "finish") turns at its end, an event at its beginning.
   * @param {Date | null} from
   * @param {Date} until
   * @param {boolean} event
   * @param {Date} now
   * @returns {{state: "before" | "open" | "today" | "over", days: number}}
   */
  function standing(from, until, event, now) {
    const turn = event && from ? from : until;
    const days = dayNumber(turn) - dayNumber(now);
    if (now > until) { return { state: "over", days }; }
    if (from && now < from && !(event && days === 0)) { return { state: "before", days }; }
    if (days === 0) { return { state: "today", days }; }
    return { state: "open", days };
  }

  /** @param {HTMLElement} slot @param {Date} now */
  function fill(slot, now) {
    const until = moment(slot.getAttribute("data-until"), "end");
    if (!until) { return; }
    const from = moment(slot.getAttribute("data-from"), "begin");
    const says = slot.getAttribute("data-says") || "apply";
    const event = says === "event";
    const { state, days } = standing(from, until, event, now);
    const counts = event ? state === "before" : state === "open";
    const quiet = counts && slot.hasAttribute("data-quiet");
    const soon = days >= 0 && days <= 7 && (counts || state === "today");
    const text = say("dates.left", { n: days });
    const at = text.indexOf(String(days));
    const left = [text.slice(0, at), make("b", null, String(days)), text.slice(at + String(days).length)];
    // An application that has a beginning says that it is open; without one nobody knows since when, and beside its opening it is plain.
    const plain = event || !from || slot.closest(".sitting-stop");
    const word = counts && plain ? [] : [make("span", { class: "countdown-word" }, say("dates." + says + "." + state))];
    slot.replaceChildren(...(quiet ? [] : word.concat(counts ? /** @type {any[]} */ (left) : [])));
    slot.classList.toggle("is-soon", soon && !quiet);
    const row = slot.closest(".deadline, .sitting-stop, .apply, .session, .course-next");
    if (!row) { return; }
    row.classList.toggle("is-past", state === "over");
    row.classList.toggle("is-soon", soon && !quiet);
    each(".plate", (plate) => {
      plate.classList.toggle("plate--past", state === "over");
      plate.classList.toggle("plate--soon", soon && !quiet);
    }, row);
  }

  /** What is over goes to the end of its list, and a list in which all is over says so, at the end of the lists. @param {HTMLElement} list */
  function settle(list) {
    const rows = Array.from(list.children);
    const past = rows.filter((row) => row.classList.contains("is-past"));
    const first = rows.findIndex((row) => row.classList.contains("is-past"));
    if (first >= 0 && first < rows.length - past.length && !list.contains(document.activeElement)) { list.append(...past); }
    const note = list.nextElementSibling;
    if (!note || !note.hasAttribute("data-all-past")) { return; }
    /** @type {HTMLElement} */ (note).hidden = past.length < rows.length;
    const part = list.closest("[data-rows]");
    if (part && part.parentElement && past.length === rows.length) { part.parentElement.append(part); }
  }

  /** The present day in a calendar month: a frame and a word. @param {HTMLElement} cell @param {Date} now */
  function mark(cell, now) {
    const date = moment(cell.getAttribute("data-date"), "begin");
    const today = !!date && dayNumber(date) === dayNumber(now);
    if (cell.classList.contains("is-today") === today) { return; }
    cell.classList.toggle("is-today", today);
    each(".cal-today", (word) => word.remove(), cell);
    each(".cal-day", (head) => { if (today) { head.append(make("span", { class: "cal-today" }, say("dates.present"))); } }, cell);
  }

  function refresh() {
    const now = new Date();
    each(".countdown[data-until]", (slot) => fill(slot, now));
    each(".deadlines", settle);
    each(".cal td[data-date]", (cell) => mark(cell, now));
  }

  refresh();
  // A page stays open for days: what was open in the morning may be over at 17:00.
  document.addEventListener("visibilitychange", () => { if (!document.hidden) { refresh(); } });
  window.setInterval(refresh, 60000);
}());
