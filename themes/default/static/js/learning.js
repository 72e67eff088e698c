/* Where somebody stands: the page of one's own record, the block of the home page, the tools that write, read and clear the record.
   Titles and links come from the list that the generator writes into the page. */
(() => {
  "use strict";
  const { progress, find, all, each, on, make, button, say, today, lang } = shirube, list = find(".known")?.content;
  /** The list entries of the records by key. @type {Record<string, any>} */
  const known = {};
  if (list) {
    progress.adopt(list);
    each("li", (item) => { known[item.dataset.record] = item; }, list);
  }

  /** Title, link and sample mark of a record. @param {string} record */
  const wordsOf = (record) => known[record] ? make("span", null, ...known[record].cloneNode(true).childNodes) : say("progress.gone", { id: record });
  /** @param {string} record @returns {string | undefined} */
  const stateOf = (record) => progress.data().marks[record]?.state;

  /** The records that a level asks for ("must"), or lets choose from ("pick"). @param {HTMLElement} stage @param {string} name */
  const records = (stage, name) => (stage.dataset[name] || "").split(" ").filter(Boolean);

  /** How many mandatory courses are done, of how many that this person has not put aside. @param {HTMLElement} stage */
  function stand(stage) {
    const states = records(stage, "must").map(stateOf).filter((state) => state !== "skip");
    return { n: states.filter((state) => state === "done").length, of: states.length };
  }

  each(".stage", (stage) => progress.watch(() => {
    const at = stand(stage), bar = find("progress", stage);
    if (!bar || !at.of) { return; }
    find(".stage-words", stage).textContent = say("progress.must", at);
    bar.max = at.of;
    bar.value = at.n;
  }));

  /* The home page: the level somebody works on, and at most three courses to go on with. */
  each(".standing", (standing) => progress.watch(() => {
    const { marks } = progress.data(), stages = all(".stage", standing);
    /** @param {HTMLElement} stage */
    const isOpen = (stage) => stand(stage).n < stand(stage).of;
    const mine = stages.filter((stage) => [...records(stage, "must"), ...records(stage, "pick")].some((record) => (stateOf(record) || "skip") !== "skip"));
    const last = mine[mine.length - 1], here = mine.find(isOpen) || stages.slice(stages.indexOf(last) + 1).find(isOpen) || last;
    standing.hidden = false;
    find(".standing-none").hidden = !!last;
    stages.forEach((stage) => { stage.hidden = !last || stage !== here; });
    const next = last ? Object.keys(marks).filter((record) => stateOf(record) === "doing" && known[record])
      .concat(["must", "pick"].flatMap((name) => records(here, name).filter((record) => !marks[record]))) : [];
    find(".standing-next").replaceChildren(...next.slice(0, 3).map((record) => {
      const state = marks[record] ? "doing" : records(here, "must").includes(record) ? "next_must" : "next_pick";
      return make("li", null, make("span", { class: "mine", "data-state": state }, say("progress." + state)), wordsOf(record));
    }));
  }));

  /** A row of the record's page. @param {string} list @param {string} record @param {string} note @param {() => void} remove */
  function row(list, record, note, remove) {
    const title = known[record] ? find("a", known[record]).textContent : record, left = () => all(`[data-list=${list}] button`);
    const press = button(say("progress.remove"), () => {
      const at = left().indexOf(press);
      remove();
      find(".record-said").textContent = say("progress.removed", { title });
      // The button is gone: go on with the one that took its place, or from the top.
      (left()[at] || left()[at - 1] || find("#main")).focus();
    }, { class: "record-remove", "aria-label": say("progress.remove_of", { title }) });
    return make("li", null, make("span", { class: "record-title" }, wordsOf(record)), note && make("span", { class: "record-note" }, note), press);
  }

  if (find(".record")) {
    const words = new Intl.DateTimeFormat(lang === "ja" ? "ja-u-ca-japanese" : lang, { dateStyle: "long" });
    progress.watch(() => {
      const { marks, saved, ticks } = progress.data(), n = Object.keys(ticks).length;
      /** @type {Record<string, HTMLElement[]>} */
      const lists = { doing: [], done: [], skip: [], saved: [], other: n ? [make("li", null, say("progress.ticks", { n }))] : [] };
      Object.keys(marks).forEach((record) => {
        const { state, on } = marks[record], day = state === "done" && on && words.format(new Date(on + "T00:00"));
        lists[state].push(row(state, record, day && say("progress.done_on", { day }), () => progress.mark(record, "")));
      });
      Object.keys(saved).forEach((record) => {
        lists.saved.push(row("saved", record, known[record]?.parentElement.dataset.kind || "",
          () => progress.change((/** @type {any} */ data) => { delete data.saved[record]; })));
      });
      Object.entries(lists).forEach(([name, rows]) => {
        const section = find(`[data-list=${name}]`);
        find(".records", section).replaceChildren(...rows);
        section.hidden = !rows.length;
      });
      find(".record-none").hidden = Object.values(lists).flat().length > 0;
    });
  }

  /* The tools. */
  const dialog = find(".dialog"), said = find(".keep-said");
  if (!said) { return; }
  /** @param {string} name @param {Record<string, number>} [values] */
  const tell = (name, values) => { said.textContent = say("progress." + name, values); };
  /** @param {(group: string) => void} visit */
  const groups = (visit) => progress.GROUPS.forEach(visit);
  /** @param {any} data */
  const size = (data) => progress.GROUPS.flatMap((/** @type {string} */ group) => Object.keys(data[group])).length;
  /** @param {string} name @param {(event: any) => void} act @param {string} [type] */
  const tool = (name, act, type = "click") => on(find(`[data-keep-${name}]`), type, act);

  tool("export", () => {
    const href = URL.createObjectURL(new Blob([progress.written()], { type: "application/json" }));
    make("a", { href, download: `shirube-progress-${today()}.json` }).click();
    setTimeout(() => URL.revokeObjectURL(href), 1e4);
    tell("exported", { n: size(progress.data()) });
  });
  tool("import", async ({ target }) => {
    if (!target.files[0]) { return; }
    // Nobody's record is larger; what is left of a larger file is no JSON and is refused.
    const found = progress.read(await target.files[0].slice(0, 4e6).text().catch(() => ""));
    target.value = "";
    if (!found) { tell("refused"); return; }
    progress.change((/** @type {any} */ data) => groups((group) => Object.assign(data[group], found.data[group])));
    progress.adopt(list);
    tell(found.bad ? "imported_part" : "imported", { n: size(found.data), bad: found.bad });
  }, "change");
  tool("clear", () => dialog.showModal());
  tool("cancel", () => dialog.close());
  tool("sure", () => {
    progress.change((/** @type {any} */ data) => groups((group) => { data[group] = {}; }));
    dialog.close();
    tell("cleared");
  });
})();
