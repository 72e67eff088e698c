/* What somebody has done and wants to find again: marks of courses, bookmarks, ticks of the sheets. Kept in this browser alone, under one
   key; nothing is sent. `shirube.progress` is the store; this script also fills the controls and badges of every page. */
(function () {
  "use strict";
  /**
   * @typedef {{state: string, on: string}} Mark  "doing", "done" or "skip", and its day (2026-11-22, or empty)
   * @typedef {{on?: boolean, note?: string}} Tick  what somebody ticked or unticked, and the evidence
   * @typedef {{marks: Record<string, Mark>, saved: Record<string, {on: string}>, ticks: Record<string, Tick>}} Data
   */
  var each = shirube.each;
  var SITE = document.documentElement.getAttribute("data-site");
  /* Other portals may stand on the same origin; on file:// all files share one. */
  var KEY = "shirube/1/" + SITE, KIND = "shirube-progress", MOST = 5000;
  var GROUPS = /** @type {("marks" | "saved" | "ticks")[]} */ (["marks", "saved", "ticks"]);
  /** @type {Storage | null} */
  var storage = null;
  /** @type {(() => void)[]} */
  var watchers = [];

  /* Storage may be denied, full, or absent: only trying tells. */
  try {
    storage = window.localStorage;
    storage.setItem(KEY + "?", "");
    storage.removeItem(KEY + "?");
  } catch (denied) { storage = null; }

  /** @param {unknown} text */
  function day(text) {
    return typeof text === "string" && /^\d{4}-\d\d-\d\d$/.test(text) && !isNaN(Date.parse(text)) ? text : "";
  }

  /** What may be kept of one entry from outside, or null. @type {Record<string, (value: any) => any>} */
  var entry = {
    marks: function (value) { return ["doing", "done", "skip"].includes(value.state) ? {state: value.state, on: day(value.on)} : null; },
    saved: function (value) { return {on: day(value.on)}; },
    ticks: function (value) {
      /** @type {Tick} */
      var tick = {};
      if (typeof value.on === "boolean") { tick.on = value.on; }
      if (value.note && typeof value.note === "string") { tick.note = value.note.slice(0, 200); }
      return Object.keys(tick).length ? tick : null;
    }
  };

  /** @returns {Data} */
  function empty() { return {marks: Object.create(null), saved: Object.create(null), ticks: Object.create(null)}; }

  /**
   * The good entries of a text from outside (storage, a file) and the number of bad ones; null when it is something else.
   * @param {string | null} text
   * @returns {{data: Data, bad: number} | null}
   */
  function read(text) {
    try {
      var raw = JSON.parse(text || ""), found = {data: empty(), bad: 0};
      if (raw.kind !== KIND || raw.version !== 1) { return null; }
      GROUPS.forEach(function (group) {
        var from = raw[group] && typeof raw[group] === "object" ? raw[group] : {};
        Object.keys(from).forEach(function (record, at) {
          var value = at < MOST && /^[a-z]+:[^\u0000-\u001f]{1,200}$/.test(record) && from[record] && entry[group](from[record]);
          if (value) { found.data[group][record] = value; } else { found.bad += 1; }
        });
      });
      return found;
    } catch (broken) { return null; }
  }

  function written() { return JSON.stringify(Object.assign({kind: KIND, version: 1, site: SITE}, data)); }

  /** @returns {Data} */
  function load() {
    try {
      var found = storage && read(storage.getItem(KEY));
      return found ? found.data : empty();
    } catch (denied) { return empty(); }
  }
  var data = load();

  function tell() { watchers.forEach(function (watcher) { watcher(); }); }

  /* What other tabs, or a page before this one, have kept meanwhile. */
  function again() {
    if (storage) { data = load(); }
    tell();
  }

  /** @param {(data: Data) => void} edit */
  function change(edit) {
    if (storage) { data = load(); }
    edit(data);
    try {
      if (storage) { storage.setItem(KEY, written()); }
    } catch (full) { storage = null; }
    tell();
  }

  function today() {
    var now = new Date();
    return new Date(now.getTime() - now.getTimezoneOffset() * 6e4).toISOString().slice(0, 10);
  }

  /** @param {string} record @param {string} state  "" takes the mark away @param {string} [on] */
  function mark(record, state, on) {
    change(function (data) {
      var tick = data.ticks[record] || {};
      delete data.marks[record];
      if (state) { data.marks[record] = {state: state, on: day(on) || today()}; }
      // A course that is completed anew counts again, even if its tick was once taken away.
      if (state === "done" && tick.on === false) { delete data.ticks[record]; }
    });
  }

  /** @param {string} record @param {Tick} change_ */
  function tick(record, change_) {
    change(function (data) {
      var kept = entry.ticks(Object.assign({}, data.ticks[record], change_));
      if (kept) { data.ticks[record] = kept; } else { delete data.ticks[record]; }
    });
  }

  /** Whether a condition is met: as ticked, else as the course is marked. @param {string} record */
  function met(record) {
    var tick = data.ticks[record], mark = data.marks[record];
    return tick && tick.on !== undefined ? tick.on : !!mark && mark.state === "done";
  }

  /** What was kept under a former id moves to the present one. @param {ParentNode} within */
  function adopt(within) {
    each("[data-former]", function (place) {
      var record = recordOf(place), formers = String(place.getAttribute("data-former")).split(" ").filter(function (former) {
        return GROUPS.some(function (group) { return former in data[group]; });
      });
      if (!formers.length) { return; }
      change(function (data) {
        formers.forEach(function (former) {
          GROUPS.forEach(function (group) {
            /** @type {Record<string, any>} */
            var kept = data[group];
            if (former in kept && !(record in kept)) { kept[record] = kept[former]; }
            delete kept[former];
          });
        });
      });
    }, within);
  }

  /** @param {Element} place */
  function recordOf(place) { return String(place.getAttribute("data-record")); }

  shirube.progress = {
    data: function () { return data; },
    /** Calls `watcher` now and after each change. @param {() => void} watcher */
    watch: function (watcher) { watchers.push(watcher); watcher(); },
    change: change, mark: mark, tick: tick, met: met, adopt: adopt, read: read, written: written, today: today, recordOf: recordOf
  };

  each(".keep", function (place) {
    /** @type {(selector: string) => any} */
    var find = place.querySelector.bind(place);
    var record = recordOf(place), select = find(".keep-select"), date = find(".keep-date"), button = find(".keep-button");
    if (select) {
      select.addEventListener("change", function () { mark(record, select.value); });
      date.addEventListener("change", function () { if (day(date.value)) { mark(record, "done", date.value); } });
    }
    button.addEventListener("click", function () {
      change(function (data) {
        if (data.saved[record]) { delete data.saved[record]; } else { data.saved[record] = {on: today()}; }
      });
    });
    watchers.push(function () {
      var mark = data.marks[record];
      button.setAttribute("aria-pressed", String(record in data.saved));
      if (!select) { return; }
      select.value = mark ? mark.state : "";
      date.parentElement.hidden = select.value !== "done";
      if (document.activeElement !== date) { date.value = mark ? mark.on : ""; }
    });
  });

  watchers.push(function () {
    each(".mine", function (place) {
      var mark = data.marks[recordOf(place)];
      place.textContent = "";
      place.setAttribute("data-state", mark ? mark.state : "");
      if (mark) { place.append(shirube.make("span", {"class": "sr"}, shirube.say("progress.mine")), shirube.say("progress." + mark.state)); }
    });
    each(".keep-denied", function (note) { note.hidden = !!storage; });
  });

  window.addEventListener("storage", function (event) { if (event.key === KEY || event.key === null) { again(); } });
  window.addEventListener("pageshow", function (event) { if (event.persisted) { again(); } });
  adopt(document);
  tell();
}());
