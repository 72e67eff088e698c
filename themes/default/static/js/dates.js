/* What a date means today. The absolute date always stands in the HTML; this fills the empty slot beside it, and marks what is over.
   "Now" is the clock of the reader's computer in its own time zone: dates are those of the office, and so is the computer. */
(() => {
  "use strict";
  const { say, bold, find, each, on, make, today } = shirube;

  /** Local "2026-02-27" or "2026-02-27T17:00"; a day alone is taken at `time`. @param {string} text @param {string} time */
  const moment = (text, time) => new Date(text.includes("T") ? text : text + time);
  /** @param {Date} date */
  const midnight = (date) => new Date(date).setHours(0, 0, 0, 0);

  /**
   * Where something stands: before it begins, open, on its last day, over; and how many days are left until its next turn.
   * An application ("apply", "finish") turns at its end, an event at its beginning.
   * @param {HTMLElement} slot
   * @param {Date} now
   */
  function fill(slot, now) {
    const { until = "", from, says = "apply", quiet } = slot.dataset;
    const begin = from && moment(from, "T00:00"), end = moment(until, "T23:59:59"), event = says === "event";
    // Rounded, because summer time shifts midnight by an hour.
    const days = Math.round((midnight(event && begin || end) - midnight(now)) / 864e5);
    const state = now > end ? "over" : begin && now < begin && !(event && !days) ? "before" : days ? "open" : "today";
    const counts = state === (event ? "before" : "open"), silent = counts && quiet !== undefined;
    const soon = !silent && days >= 0 && days <= 7 && (counts || state === "today");
    // An application that has a beginning says that it is open; without one nobody knows since when, and beside its opening it is plain.
    const plain = counts && (event || !from || slot.closest(".sitting-stop"));
    slot.replaceChildren(...silent || plain ? [] : [make("span", { class: "countdown-word" }, say("dates." + says + "." + state))],
      ...counts && !silent ? bold("dates.left", { n: days }) : []);
    const row = slot.closest(".deadline, .sitting-stop, .apply, .session, .course-next");
    /** @param {Element} element @param {string} name */
    const mark = (element, name) => {
      element.classList.toggle(name + "soon", soon);
      element.classList.toggle(name + "past", state === "over");
    };
    slot.classList.toggle("is-soon", soon);
    if (row) {
      mark(row, "is-");
      each(".plate", (plate) => mark(plate, "plate--"), row);
    }
  }

  /** What is over goes to the end of its list, and a list in which all is over says so, at the end of the lists. @param {HTMLElement} list */
  function settle(list) {
    const rows = [...list.children], past = rows.filter((row) => row.matches(".is-past")), left = rows.length - past.length;
    if (rows.indexOf(past[0]) < left && !list.contains(document.activeElement)) { list.append(...past); }
    const note = /** @type {HTMLElement | null} */ (list.nextElementSibling), part = list.closest("[data-rows]");
    if (!note?.matches("[data-all-past]")) { return; }
    note.hidden = left > 0;
    if (!left) { part?.parentElement?.append(part); }
  }

  function refresh() {
    const now = new Date();
    each(".countdown[data-until]", (slot) => fill(slot, now));
    each(".deadlines", settle);
    each(".cal-today", (word) => word.remove());
    // The present day in a calendar month: a frame and a word.
    each(".cal td[data-date]", (cell) => {
      if (cell.classList.toggle("is-today", cell.dataset.date === today())) {
        find(".cal-day", cell).append(make("span", { class: "cal-today" }, say("dates.present")));
      }
    });
  }

  refresh();
  // A page stays open for days: what was open in the morning may be over at 17:00.
  on(document, "visibilitychange", () => { if (!document.hidden) { refresh(); } });
  setInterval(refresh, 6e4);
})();
