/* What somebody has done and wants to find again: marks of courses, bookmarks, ticks of the sheets. Kept in this browser alone, under one
   key; nothing is sent. `shirube.progress` is the store; this script also fills the controls and badges of every page. */
(() => {
  "use strict";
  /**
   * @typedef {{state: string, on: string}} Mark  "doing", "done" or "skip", and its day (2026-11-22, or empty)
   * @typedef {{on?: boolean, note?: string}} Tick  what somebody ticked or unticked, and the evidence
   * @typedef {{marks: Record<string, Mark>, saved: Record<string, {on: string}>, ticks: Record<string, Tick>}} Data
   */
  const { say, find, each, on, make, today } = shirube;
  /* Other portals may stand on the same origin; on file:// all files share one. Only a portal without an id goes by its title. */
  const { site, portal } = document.documentElement.dataset, FORMER = "shirube/1/" + site;
  const KEY = portal ? "shirube/portal/" + portal : FORMER, kind = "shirube-progress", version = 1;
  const GROUPS = /** @type {("marks" | "saved" | "ticks")[]} */ (["marks", "saved", "ticks"]);
  /** @type {Storage | null} */
  let storage = null;
  /** @type {(() => void)[]} */
  const watchers = [];

  try {
    storage = localStorage;
    // What was kept before the portal had an id moves to it, once.
    const former = storage.getItem(KEY) ? null : storage.getItem(FORMER);
    if (former) {
      storage.setItem(KEY, former);
      storage.removeItem(FORMER);
    }
  } catch { /* denied, or full */ }

  /** @param {any} text */
  const day = (text) => /^\d{4}-\d\d-\d\d$/.test(text) && Date.parse(text) ? String(text) : "";

  /** What may be kept of one entry from outside, or null. @type {Record<string, (value: any) => any>} */
  const entry = {
    marks: ({ state, on }) => ["doing", "done", "skip"].includes(state) ? { state, on: day(on) } : null,
    saved: ({ on }) => ({ on: day(on) }),
    ticks({ on, note }) {
      /** @type {Tick} */
      const tick = {};
      if (typeof on === "boolean") { tick.on = on; }
      if (note && typeof note === "string") { tick.note = note.slice(0, 200); }
      return tick.note || "on" in tick ? tick : null;
    },
  };

  /** @returns {Data} */
  const empty = () => ({ marks: {}, saved: {}, ticks: {} });
  let data = empty();

  /**
   * The good entries of a text from outside (storage, a file) and the number of bad ones; null when it is something else.
   * @param {string | null} text
   * @returns {{data: Data, bad: number} | null}
   */
  function read(text) {
    try {
      const raw = JSON.parse(text || ""), found = { data: empty(), bad: 0 };
      if (raw.kind !== kind || raw.version !== version) { return null; }
      GROUPS.forEach((group) => Object.entries(raw[group] || {}).forEach(([record, value], at) => {
        // No name without a colon: none is that of a property that every object has.
        const kept = at < 5000 && /^[a-z]+:[^\0-\x1f]{1,200}$/.test(record) && value && entry[group](value);
        if (kept) { found.data[group][record] = kept; } else { found.bad++; }
      }));
      return found;
    } catch { return null; /* no JSON */ }
  }

  const written = () => JSON.stringify({ kind, version, site, ...data });
  const tell = () => watchers.forEach((watcher) => watcher());

  /* What other tabs, or a page before this one, have kept meanwhile. */
  function load() {
    if (storage) { data = read(storage.getItem(KEY))?.data || empty(); }
  }
  function again() {
    load();
    tell();
  }

  /** @param {(data: Data) => void} edit */
  function change(edit) {
    load();
    edit(data);
    try {
      storage?.setItem(KEY, written());
    } catch { storage = null; /* full */ }
    tell();
  }

  /** @param {string} record @param {string} state  "" takes the mark away @param {string} [on] */
  const mark = (record, state, on = today()) => change(({ marks, ticks }) => {
    delete marks[record];
    if (state) { marks[record] = { state, on }; }
    // A course that is completed anew counts again, even if its tick was once taken away.
    if (state === "done" && ticks[record]?.on === false) { delete ticks[record]; }
  });

  /** @param {string} record @param {Tick} edit */
  const tick = (record, edit) => change(({ ticks }) => {
    const kept = entry.ticks({ ...ticks[record], ...edit });
    if (kept) { ticks[record] = kept; } else { delete ticks[record]; }
  });

  /** Whether a condition is met: as ticked, else as the course is marked. @param {string} record */
  const met = (record) => data.ticks[record]?.on ?? data.marks[record]?.state === "done";

  /** What was kept under a former id moves to the present one. @param {ParentNode} [within] */
  const adopt = (within) => each("[data-former]", ({ dataset: { record, former } }) => {
    const formers = former.split(" ").filter((/** @type {string} */ id) => GROUPS.some((group) => id in data[group]));
    if (formers[0]) {
      change((/** @type {any} */ data) => GROUPS.forEach((group) => formers.forEach((/** @type {string} */ id) => {
        const kept = data[group];
        if (id in kept && !(record in kept)) { kept[record] = kept[id]; }
        delete kept[id];
      })));
    }
  }, within);

  /** Calls `watcher` now and after each change. @param {() => void} watcher */
  function watch(watcher) {
    watchers.push(watcher);
    watcher();
  }

  load();
  adopt();
  shirube.progress = { GROUPS, data: () => data, watch, change, mark, tick, met, adopt, read, written };

  each(".keep", (place) => {
    const record = place.dataset.record, select = find(".keep-select", place), date = find(".keep-date", place), save = find(".keep-button", place);
    if (select) {
      on(select, "change", () => mark(record, select.value));
      on(date, "change", () => { if (day(date.value)) { mark(record, "done", date.value); } });
    }
    on(save, "click", () => change(({ saved }) => {
      if (saved[record]) { delete saved[record]; } else { saved[record] = { on: today() }; }
    }));
    watch(() => {
      const mark = data.marks[record];
      save.setAttribute("aria-pressed", record in data.saved);
      if (!select) { return; }
      select.value = mark?.state || "";
      date.parentElement.hidden = select.value !== "done";
      if (document.activeElement !== date) { date.value = mark?.on || ""; }
    });
  });

  watch(() => {
    each(".mine", (place) => {
      const state = data.marks[place.dataset.record]?.state || "";
      place.dataset.state = state;
      place.replaceChildren(...state ? [make("span", { class: "sr" }, say("progress.mine")), say("progress." + state)] : []);
    });
    each(".keep-denied", (note) => { note.hidden = !!storage; });
  });

  on(window, "storage", ({ key }) => { if (key === KEY || key === null) { again(); } });
  on(window, "pageshow", ({ persisted }) => { if (persisted) { again(); } });
})();
