/* Where somebody stands: the page of one's own record, the block of the home page, the tools that write, read and clear the record.
   Titles and links come from the list that the generator writes into the page. */
(function () {
  "use strict";
  var progress = shirube.progress, each = shirube.each, make = shirube.make, say = shirube.say;
  /** @type {(selector: string) => any} */
  var find = document.querySelector.bind(document);
  /** The list entries of the records by key. @type {Record<string, any>} */
  var known = Object.create(null);
  var list = find(".known");
  if (list) {
    progress.adopt(list.content);
    each("li", function (item) { known[progress.recordOf(item)] = item; }, list.content);
  }

  /** Title, link and sample mark of a record. @param {string} record */
  function wordsOf(record) {
    return known[record] ? make("span", null, ...known[record].cloneNode(true).childNodes) : say("progress.gone", {id: record});
  }

  /** @param {any} stage @param {string} name @returns {string[]} */
  function records(stage, name) { return stage.getAttribute("data-" + name).split(" ").filter(Boolean); }

  /** How many mandatory courses are done, of how many that this person has not put aside. @param {any} stage */
  function stand(stage) {
    var states = records(stage, "must").map(function (record) { return (progress.data().marks[record] || {}).state; });
    /** @param {string} state */
    function count(state) { return states.filter(function (of) { return of === state; }).length; }
    return {n: count("done"), of: states.length - count("skip")};
  }

  each(".stage", function (/** @type {any} */ stage) {
    progress.watch(function () {
      var at = stand(stage), bar = stage.querySelector("progress");
      if (!bar || !at.of) { return; }
      stage.querySelector(".stage-count").textContent = say("progress.must", at);
      bar.max = at.of;
      bar.value = at.n;
    });
  });

  /* The home page: the level somebody works on, and at most three courses to go on with. */
  var standing = find(".standing");
  if (standing) {
    progress.watch(function () {
      var marks = progress.data().marks, stages = Array.from(standing.querySelectorAll(".stage"));
      /** @param {any} stage */
      function begun(stage) {
        return records(stage, "must").concat(records(stage, "pick")).some(function (record) { return marks[record] && marks[record].state !== "skip"; });
      }
      /** @param {any} stage */
      function open(stage) { return stand(stage).n < stand(stage).of; }
      var mine = stages.filter(begun), last = mine[mine.length - 1];
      var here = mine.find(open) || stages.slice(stages.indexOf(last) + 1).find(open) || last;
      standing.hidden = false;
      find(".standing-none").hidden = !!last;
      stages.forEach(function (stage) { stage.hidden = !last || stage !== here; });
      var doing = Object.keys(marks).filter(function (record) { return marks[record].state === "doing" && known[record]; });
      var next = last ? doing.concat(["must", "pick"].flatMap(function (name) {
        return records(here, name).filter(function (record) { return !marks[record]; });
      })) : [];
      find(".standing-next").replaceChildren(...next.slice(0, 3).map(function (record) {
        var state = marks[record] ? "doing" : records(here, "must").includes(record) ? "next_must" : "next_pick";
        return make("li", null, make("span", {"class": "mine", "data-state": state}, say("progress." + state)), wordsOf(record));
      }));
    });
  }

  /** A row of the record's page. @param {string} list @param {string} record @param {string} note @param {() => void} remove */
  function row(list, record, note, remove) {
    var title = known[record] ? (known[record].querySelector("a") || known[record]).textContent : record;
    var button = make("button", {"class": "record-remove", type: "button", "aria-label": say("progress.remove_of", {title: title})}, say("progress.remove"));
    button.addEventListener("click", function () {
      var selector = '[data-list="' + list + '"] button', at = Array.from(document.querySelectorAll(selector)).indexOf(button);
      remove();
      find(".record-said").textContent = say("progress.removed", {title: title});
      // The button is gone: go on with the one that took its place, or from the top.
      var left = document.querySelectorAll(selector);
      /** @type {any} */ (left[Math.min(at, left.length - 1)] || find("#main")).focus();
    });
    return make("li", null, make("span", {"class": "record-title"}, wordsOf(record)), note && make("span", {"class": "record-note"}, note), button);
  }

  if (find(".record")) {
    progress.watch(function () {
      var data = progress.data(), ticks = Object.keys(data.ticks).length;
      /** @type {Record<string, HTMLElement[]>} */
      var lists = {doing: [], done: [], skip: [], saved: [], other: ticks ? [make("li", null, say("progress.ticks", {n: ticks}))] : []};
      var words = new Intl.DateTimeFormat(shirube.lang === "ja" ? "ja-JP-u-ca-japanese" : shirube.lang, {dateStyle: "long"});
      Object.keys(data.marks).forEach(function (record) {
        var mark = data.marks[record], day = mark.state === "done" && mark.on && words.format(new Date(mark.on + "T00:00"));
        lists[mark.state].push(row(mark.state, record, day ? say("progress.done_on", {day: day}) : "", function () { progress.mark(record, ""); }));
      });
      Object.keys(data.saved).forEach(function (record) {
        var kind = known[record] ? known[record].parentElement.getAttribute("data-kind") : "";
        lists.saved.push(row("saved", record, kind, function () { progress.change(function (/** @type {any} */ data) { delete data.saved[record]; }); }));
      });
      Object.keys(lists).forEach(function (name) {
        var section = find('[data-list="' + name + '"]');
        section.querySelector(".records").replaceChildren(...lists[name]);
        section.hidden = !lists[name].length;
      });
      find(".record-none").hidden = !!Object.values(lists).flat().length;
    });
  }

  /* The tools. */
  var tools = find(".keep-tools"), dialog = find(".dialog");
  if (!tools) { return; }
  /** @param {string} name @param {Record<string, number>} [values] */
  function tell(name, values) { find(".keep-said").textContent = say("progress." + name, values); }
  /** @param {any} data */
  function size(data) { return ["marks", "saved", "ticks"].reduce(function (sum, group) { return sum + Object.keys(data[group]).length; }, 0); }
  /** @param {string} name @param {string} type @param {(event: any) => void} act */
  function on(name, type, act) { find("[data-keep-" + name + "]").addEventListener(type, act); }

  on("export", "click", function () {
    var address = URL.createObjectURL(new Blob([progress.written()], {type: "application/json"}));
    make("a", {href: address, download: "shirube-progress-" + progress.today() + ".json"}).click();
    setTimeout(function () { URL.revokeObjectURL(address); }, 1e4);
    tell("exported", {n: size(progress.data())});
  });
  on("import", "change", function (event) {
    var input = event.target, reader = new FileReader();
    if (!input.files[0]) { return; }
    reader.onloadend = function () {
      var found = progress.read(reader.result);
      input.value = "";
      if (!found) { tell("refused"); return; }
      progress.change(function (/** @type {any} */ data) {
        ["marks", "saved", "ticks"].forEach(function (group) { Object.assign(data[group], found.data[group]); });
      });
      progress.adopt(list ? list.content : document);
      tell(found.bad ? "imported_part" : "imported", {n: size(found.data), bad: found.bad});
    };
    // Nobody's record is larger; what is left of a larger file is no JSON and is refused.
    reader.readAsText(input.files[0].slice(0, 4e6));
  });
  on("clear", "click", function () { dialog.showModal(); });
  on("cancel", "click", function () { dialog.close(); });
  on("sure", "click", function () {
    progress.change(function (/** @type {any} */ data) {
      ["marks", "saved", "ticks"].forEach(function (group) { data[group] = Object.create(null); });
    });
    dialog.close();
    tell("cleared");
  });
}());
