/* The search page. The index is made of scripts that call `shirube.search`, so it works from a server and from a folder alike.
   How texts are folded and cut into tokens is also in src/search/fold.rs: a change there is a change here. */
(() => {
  "use strict";

  /** @typedef {{text: string, kana: string, at: number[], raw: string}} Folded `at`: where each character stands in `raw` */
  /** @typedef {{n: number, per: number, shards: number, chunks: number, kinds: [string, number][], sets: number[][], of: string}} Meta */
  /** @typedef {[string, string, string, [string, string, string][]]} Row url, title, other names, sections (id, heading, text) */
  /** @typedef {{forms: Folded[], used: Set<Folded>, single: boolean, tiers: Uint8Array}} Term a word and its synonyms; 3 title, 2 heading, 1 text */
  /** @typedef {{doc: number, row: Row, score: number, part: number, titled: boolean}} Hit */

  const { say, make, find, all, on, button, held } = shirube;
  const panel = find("[data-search]"), status = find(".results-count"), index = find(".search-index"), results = find(".search-results"),
    none = find(".search-none"), narrow = find(".search-narrow"), field = find("#search-q");
  if (!panel) { return; }
  const data = panel.dataset, idle = status.textContent, paths = JSON.parse(data.paths);
  const levels = all("input[name=level]", panel), kinds = all("input[name=kind]", panel), boxes = [...levels, ...kinds];
  const own = (/** @type {Record<string, any>} */ of, /** @type {string} */ key) => Object.prototype.hasOwnProperty.call(of, key) ? of[key] : undefined;

  /* ---- files */

  /** @type {Map<string, Promise<any>>} */
  let files = new Map();
  /** @type {Record<string, (value: any) => void>} */
  const awaited = {};
  let version = "";

  /** @param {string} name @returns {Promise<any>} */
  function load(name) {
    const file = files.get(name) || new Promise((done, fail) => {
      const script = make("script", { src: data.search + name + ".js?v=" + (name === "meta" ? Date.now().toString(36) : version) });
      awaited[name] = done;
      script.onload = script.onerror = () => { script.remove(); fail(new Error(name)); };
      document.head.append(script);
    });
    files.set(name, file);
    return file;
  }
  /** A file has come; one of another version than the first counts as missing. @param {string} name @param {string} of @param {any} value */
  function arrive(name, of, value) {
    if (name === "meta") { version = of; }
    if (of === version) { awaited[name]?.(value); }
  }
  shirube.search = /** @type {Record<string, (of: string, ...rest: any[]) => void>} */ ({
    m: (of, meta) => arrive("meta", of, meta),
    s: (of, n, lists, synonyms) => arrive("s" + n, of, [lists, synonyms || {}]),
    t: (of, n, rows) => arrive("t" + n, of, rows),
  });

  /* ---- texts */

  /** Kanji or kana. @param {string} c */
  const isJapanese = (c) => /^[\u3005-\u3007\u3041-\u30fa\u30fc-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u{20000}-\u{10ffff}]/u.test(c);
  const isWord = (/** @type {string} */ c) => /^[\p{Alphabetic}\p{N}]/u.test(c) && !isJapanese(c);

  /** Width, case, katakana, long vowels, dashes and blanks beside kanji do not count. @param {string} raw @returns {Folded} */
  function fold(raw) {
    const at = /** @type {number[]} */ ([]);
    let kana = "", blank = false, last = "\n";
    const put = (/** @type {string} */ c, /** @type {number} */ from) => {
      kana += last = c;
      for (let unit = 0; unit < c.length; unit++) { at.push(from); }
    };
    for (let from = 0, to; from < raw.length; from = to) {
      const code = raw.codePointAt(from) || 0;
      to = from + (code > 0xffff ? 2 : 1);
      for (let n; n = raw.charCodeAt(to), n > 0x2ff && (n < 0x370 || n === 0x3099 || n === 0x309a || n === 0xff9e || n === 0xff9f); to++);
      if (to === from + 1 && code > 0x3040 && code < 0xa000 && (code < 0x3097 || code > 0x30a0 && code < 0x30fb || code > 0x4dff)) {
        kana += last = raw[from];
        at.push(from);
        blank = false;
        continue;
      }
      const plain = to === from + 1 && (code < 0x7f || code > 0x3040 && code < 0x3100 || code > 0x33ff && code < 0xa000);
      for (const c of (plain ? raw[from] : raw.slice(from, to).normalize("NFKC")).toLowerCase()) {
        if (c === "\n") {
          put(c, from);
          blank = false;
        } else if (/\s/.test(c)) {
          blank = true;
        } else if (!/[-ー\u2010-\u2015\u2212]/.test(c)) {
          if (blank && last !== "\n" && !isJapanese(last) && !isJapanese(c)) { put(" ", from); }
          put(c, from);
          blank = false;
        }
      }
    }
    return { text: kana.replace(/[ァ-ヶヽヾ]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0x60)), kana, at, raw };
  }

  /** At most about so many pairs of neighbours, then whole words. @param {string} text folded @param {number} [most] */
  function tokens(text, most = 5) {
    const pairs = [], words = [];
    let word = "", before = "";
    for (const c of text + "\n") {
      const letter = isWord(c), sign = isJapanese(c);
      if (letter) {
        word += c;
      } else {
        if ([...word].length > 1) { words.push([...word].slice(0, 32).join("")); }
        word = "";
      }
      if (before && (sign || letter && isJapanese(before))) { pairs.push(before + c); }
      before = letter || sign ? c : "";
    }
    // Every other pair is enough, and few of a long text: the texts are looked through anyway.
    const step = Math.max(2, Math.ceil(pairs.length / most));
    return pairs.filter((_, at) => at % step === 0 || at === pairs.length - 1).concat(words);
  }

  /** Where `what` stands: from, to, whether spelled otherwise. @param {Folded} where @param {Folded} what */
  function places(where, what) {
    const found = /** @type {[number, number, boolean][]} */ ([]);
    const { text, kana, at, raw } = where, length = what.text.length;
    let i = text.indexOf(what.text);
    if (i < 0) { return found; }
    const letter = isWord(what.text), katakana = /[ァ-ヺ]/.test(what.kana);
    for (; i >= 0; i = text.indexOf(what.text, i + 1)) {
      const other = kana.slice(i, i + length) !== what.kana;
      // A word begins where words begin; 「データ」 is not in 「までたどる」.
      if (!(letter && i && isWord(text[i - 1]) && at[i] <= at[i - 1] + 1) && !(other && katakana && /[ぁ-ん]/.test(kana[i - 1]))) {
        const shown = raw.slice(at[i], i + length < at.length ? at[i + length] : raw.length).trimEnd();
        found.push([at[i], at[i] + shown.length, shown !== what.raw]);
      }
    }
    return found;
  }

  /* ---- index */

  /** @type {Record<string, number>} */
  const SIX = Object.fromEntries([..."ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"].map((c, value) => [c, value]));

  /** Distances, or after "~" a bit map. @param {string | undefined} list @param {(doc: number) => void} visit */
  function decode(list, visit) {
    for (let i = 0, next = 0, step = 0, shift = 0; list && i < list.length; i++) {
      const bits = SIX[list[i]];
      if (list[0] === "~") {
        for (let bit = 0; i && bit < 6; bit++) { if (bits >> bit & 1) { visit(i * 6 - 6 + bit); } }
      } else {
        step |= (bits & 31) << shift;
        shift += 5;
        if (bits < 32) {
          visit(next + step);
          next += step + 1;
          step = shift = 0;
        }
      }
    }
  }

  /** Lists and synonyms. @param {Meta} meta @param {string} token @returns {Promise<[Record<string, string>, Record<string, string[]>]>} */
  function shard(meta, token) {
    const [a, b = 0] = Array.from(token, (c) => c.codePointAt(0) || 0);
    return load("s" + (Math.imul(a * 8191 + b, 0x9E3779B1) >>> 15) % meta.shards);
  }

  /** For each document, where in it all tokens may stand. @param {Meta} meta @param {string} text @param {number} [most] */
  async function tiers(meta, text, most) {
    const keys = tokens(text, most), single = !keys.length;
    const lists = await Promise.all((single ? [[...text][0]] : keys).map(async (key) => {
      const tier = new Uint8Array(meta.n), [lists] = await shard(meta, key);
      for (const name of isWord(key) && isWord(key.slice(-1)) && !single ? Object.keys(lists).filter((name) => name.startsWith(key)) : [key]) {
        const [all, heading, title] = (own(lists, name) || "").split("!");
        decode(all, (doc) => { tier[doc] = tier[doc] || 1; });
        decode(heading, (doc) => { tier[doc] = Math.max(tier[doc], 2); });
        decode(title, (doc) => { tier[doc] = 3; });
      }
      return tier;
    }));
    return lists.reduce((a, b) => a.map((tier, doc) => Math.min(tier, b[doc])));
  }

  /** @param {Meta} meta @param {string} raw @returns {Promise<Term>} */
  async function term(meta, raw) {
    const first = fold(raw), sum = await tiers(meta, first.text);
    const forms = [first, ...(own((await shard(meta, first.text))[1], first.text) || []).map(fold)];
    for (const form of forms.slice(1)) { (await tiers(meta, form.text, 2)).forEach((tier, doc) => { sum[doc] = sum[doc] || Math.min(tier, 1); }); }
    return { forms, used: new Set(), single: !tokens(first.text).length, tiers: sum };
  }

  /* ---- hits */

  /** @type {WeakMap<Row, {title: Folded, names: Folded, parts: [Folded, Folded][]}>} */
  const known = new WeakMap();
  function folded(/** @type {Row} */ row) {
    const of = known.get(row) || { title: fold(row[1]), names: fold(row[2]), parts: row[3].map((part) => [fold(part[1]), fold(part[2])]) };
    known.set(row, /** @type {any} */ (of));
    return /** @type {{title: Folded, names: Folded, parts: [Folded, Folded][]}} */ (of);
  }

  /** The hit, when the texts really hold all words. @param {number} doc @param {Row} row @param {Term[]} terms @returns {Hit | null} */
  function judge(doc, row, terms) {
    const { title, names, parts } = folded(row), worth = parts.map(() => 0);
    let score = 0, titled = true;
    for (const { forms, used, single } of terms) {
      let best = 0, inTitle = false;
      forms.forEach((form, synonym) => {
        const rate = (/** @type {Folded} */ where, /** @type {number} */ full) => {
          const found = places(where, form);
          const points = found.length && (full + Math.min(found.length, 9) + (found.some((place) => !place[2]) ? full / 8 : 0)) * (synonym ? 0.5 : 1);
          if (points) { used.add(form); }
          best = Math.max(best, points);
          return points;
        };
        inTitle = !!rate(title, title.text === form.text ? 160 : title.text.startsWith(form.text) ? 115 : 100) || inTitle;
        if (single) { return; }
        inTitle = !!rate(names, names.text.split("、").includes(form.text) ? 140 : 70) || inTitle;
        parts.forEach((part, at) => { worth[at] += rate(part[0], 40) + rate(part[1], 10); });
      });
      if (!best) { return null; }
      score += best;
      titled = titled && inTitle;
    }
    return { doc, row, score, titled, part: worth.reduce((top, value, at) => value > (worth[top] || 0) ? at : top, -1) };
  }

  /** Three titles that share most with the words. @param {Meta} meta @param {string[]} raw @returns {Promise<Row[]>} */
  async function closest(meta, raw) {
    const score = new Float32Array(meta.n);
    for (const key of raw.flatMap((word) => tokens(fold(word).text))) {
      const [lists] = await shard(meta, key);
      for (const name of Object.keys(lists)) {
        let same = 0;
        while (same < key.length && key[same] === name[same]) { same++; }
        if (same > 1) { decode(lists[name].split("!")[2], (doc) => { score[doc] += same / Math.max(key.length, name.length); }); }
      }
    }
    const best = [...score.keys()].filter((doc) => score[doc]).sort((a, b) => score[b] - score[a] || a - b).slice(0, 3);
    return Promise.all(best.map(async (doc) => (await load("t" + Math.floor(doc / meta.per)))[doc % meta.per]));
  }

  /* ---- page */

  /** `where` with marks; around the first one when `size` is given. @param {Folded} where @param {Term[]} terms @param {number} [size] */
  function marked(where, terms, size) {
    const found = terms.flatMap((of) => of.forms.flatMap((form) => places(where, form))).sort((a, b) => a[0] - b[0] || b[1] - a[1]);
    const { raw } = where, out = /** @type {(Node | string)[]} */ ([]);
    let from = size && found.length && found[0][0] > 40 ? found[0][0] - 30 : 0;
    const to = size ? Math.min(raw.length, from + size) : raw.length;
    const plain = (/** @type {number} */ end) => { out.push(raw.slice(from, end).replace(/\n+/g, "　")); };
    if (from) { out.push("…"); }
    for (const [start, end] of found.filter((place) => place[1] <= to)) {
      if (start >= from) {
        plain(start);
        out.push(make("mark", null, raw.slice(start, end)));
        from = end;
      }
    }
    plain(to);
    return to < raw.length ? out.concat("…") : out;
  }

  /** @param {Hit} hit @param {Term[]} terms @param {number[]} set */
  function item(hit, terms, set) {
    const { title, names, parts } = folded(hit.row), [id, heading] = hit.row[3][hit.part] || ["", ""];
    const deep = id && !hit.titled && !hit.row[0].includes("#") ? "#" + encodeURIComponent(id) : "";
    const [head, text] = parts[hit.part] || (places(names, terms[0].forms[0]).length ? [names, names] : parts[0]) || [title, names];
    let above = hit.row[0].replace(/\/?[^/]*$/, "");
    while (above && !paths[above]) { above = above.replace(/\/?[^/]*$/, ""); }
    const chips = set.map((level) => find(".level", levels[level].parentElement).cloneNode(true));
    return make("li", { class: "hit" },
      make("p", { class: "hit-title" }, make("a", { href: data.root + hit.row[0] + deep }, ...marked(title, terms))),
      ...chips.length ? [make("p", { class: "row" }, ...chips)] : [],
      make("p", { class: "hit-text" }, ...marked(text.raw ? text : head, terms, 110)),
      make("p", { class: "hit-path" }, [paths[above], heading].filter(Boolean).join(" › ")));
  }

  const quiet = { class: "button button--quiet" };

  /** A kind with its hits. @param {string} id @param {string} name @param {Hit[]} hits @param {number} first @param {(hit: Hit) => Node} row */
  function group(id, name, hits, first, row) {
    const list = make("ol", { class: "hits" }, ...hits.slice(0, first).map(row));
    const section = make("section", { class: "hit-group", id, "aria-labelledby": id + "-name" },
      make("h2", { class: "hit-kind", id: id + "-name" }, name, make("span", { class: "hit-count" }, say("search.items", { n: hits.length }))), list);
    if (hits.length > first) {
      const more = button(say("search.more", { n: hits.length - first }), () => {
        list.append(...hits.slice(first).map(row));
        more.remove();
        all("a", list)[first].focus();
      }, quiet);
      section.append(more);
    }
    return section;
  }

  const words = (/** @type {string} */ query) => Array.from(query.replace(/[“”＂]/g, "\"").matchAll(/"([^"]+)"?|[^\s"]+/g), (m) => m[1] || m[0])
    .filter((word) => fold(word).text);
  let run = 0, rounds = 1;

  /** @param {string} query */
  async function search(query) {
    const mine = ++run, raw = words(query);
    /** @type {Meta} */
    const meta = await load("meta");
    const terms = await Promise.all(raw.map((word) => term(meta, word)));
    const kindOf = (/** @type {number} */ doc) => meta.kinds.reduce((name, kind) => kind[1] <= doc ? kind[0] : name, "");
    const setOf = (/** @type {number} */ doc) => meta.sets[SIX[meta.of[doc * 2]] + SIX[meta.of[doc * 2 + 1]] * 64];
    const chunk = (/** @type {number} */ doc) => Math.floor(doc / meta.per);
    const kind = kinds.filter((box) => box.checked).map((box) => box.value), level = levels.map((box) => box.checked);
    const likely = /** @type {[number, number][]} */ ([]);
    for (let doc = 0; doc < meta.n; doc++) {
      const all = terms.map((of) => of.tiers[doc]);
      if (Math.min(...all) && (!kind.length || kind.includes(kindOf(doc))) && (!level.includes(true) || setOf(doc).some((of) => level[of]))) {
        likely.push([doc, all.reduce((a, b) => a + b)]);
      }
    }
    likely.sort((a, b) => b[1] - a[1] || a[0] - b[0]);
    // A small site is looked through at once, a large one from the best on.
    const chunks = [...new Set(likely.map(([doc]) => chunk(doc)))].slice(0, meta.chunks > 64 ? 12 * rounds : 64);
    const texts = new Map(await Promise.all(chunks.map(async (n) => /** @type {[number, Row[]]} */ ([n, await load("t" + n)]))));
    const left = likely.filter(([doc]) => !texts.has(chunk(doc))).length;
    let hits = /** @type {Hit[]} */ ([]);
    for (const [doc] of likely) {
      const rows = texts.get(chunk(doc)), hit = rows && judge(doc, rows[doc % meta.per], terms);
      if (hit) { hits.push(hit); }
    }
    // A page of which a place was found is not found once more.
    const places = new Set(hits.map(({ row }) => row[0].split("#")).filter((url) => url[1]).map((url) => url[0]));
    hits = hits.filter(({ row }) => !places.has(row[0])).sort((a, b) => b.score - a.score || a.doc - b.doc);
    const near = hits.length || left ? [] : await closest(meta, raw);
    if (mine !== run) { return; }

    const groups = /** @type {Map<string, Hit[]>} */ (new Map());
    hits.forEach((hit) => groups.set(kindOf(hit.doc), [...groups.get(kindOf(hit.doc)) || [], hit]));
    const name = (/** @type {string} */ kind) => (kinds.find((box) => box.value === kind)?.parentElement?.textContent || kind).trim();
    const head = make("div", { class: "stack stack--s" });
    for (const { forms: [word, ...forms], used } of terms) {
      const others = forms.filter((form) => used.has(form)).map((form) => form.raw);
      if (others.length) { head.append(make("p", { class: "small" }, say("search.synonyms", { word: word.raw, others: others.join(say("search.comma")) }))); }
    }
    if (groups.size > 1) {
      head.append(make("p", { class: "hit-groups" }, ...Array.from(groups, ([kind, of]) => make("a", { href: "#hits-" + kind }, `${name(kind)} ${of.length}`))));
    }
    if (near.length) {
      head.append(make("p", null, say("search.near")),
        make("ul", { class: "search-near" }, ...near.map((row) => make("li", null, make("a", { href: data.root + row[0] }, row[1])))));
    }
    results.replaceChildren(head,
      ...Array.from(groups, ([kind, of]) => group("hits-" + kind, name(kind), of, groups.size > 1 ? 8 : 30, (hit) => item(hit, terms, setOf(hit.doc)))),
      ...left ? [button(say("search.further", { n: left }), () => { rounds += 2; update(); }, quiet)] : []);
    none.hidden = hits.length + left > 0;
    status.textContent = say("search." + (left ? "about" : hits.length ? "count" : "none"), { n: hits.length, q: query });
  }

  /** What the field and the boxes say, into the address and onto the page. */
  function update() {
    const query = field.value.trim(), any = words(query).length > 0, asked = new URLSearchParams();
    if (query) { asked.append("q", query); }
    boxes.forEach((box) => { if (box.checked) { asked.append(box.name, box.value); } });
    try { history.replaceState(null, "", "?" + asked); } catch { /* some browsers refuse it on file:// */ }
    narrow.hidden = !any;
    if (any) {
      index.remove();
      search(query).catch(() => {
        // A file of another version, or none: everything anew, once.
        files = new Map();
        return search(query);
      }).catch(() => { status.textContent = say("search.failed"); });
    } else {
      run++;
      panel.parentElement.after(index);
      results.replaceChildren();
      none.hidden = true;
      status.textContent = idle;
    }
  }

  let timer = 0, composing = false;
  function soon() {
    clearTimeout(timer);
    rounds = 1;
    if (!composing) { timer = setTimeout(update, 120); }
  }
  on(field, "compositionstart", () => { composing = true; });
  on(field, "compositionend", () => { composing = false; soon(); });
  on(field, "input", soon);
  on(panel, "change", soon);
  on(field.form, "submit", (event) => {
    event.preventDefault();
    clearTimeout(timer);
    if (!composing) { update(); }
  });

  /* Arrows go from hit to hit, Escape back to the field; in the field it clears. */
  on(document, "keydown", (event) => {
    const links = all(".hit-title a", results), at = document.activeElement, place = links.indexOf(at);
    const step = /** @type {Record<string, number | undefined>} */ ({ ArrowDown: 1, ArrowUp: -1, Escape: 0 })[event.key];
    if (held(event) || composing || step === undefined || at !== field && place < 0 || at === field && step < 0 || step > 0 && !links[place + 1]) { return; }
    if (!step && at === field) {
      field.value = "";
      soon();
    }
    (step && links[place + step] || field).focus();
    event.preventDefault();
  });

  const asked = new URLSearchParams(location.search);
  field.value = asked.get("q") || field.value;
  boxes.forEach((box) => { box.checked = asked.getAll(box.name).includes(box.value); });
  narrow.open = boxes.some((box) => box.checked);
  if (field.value) { update(); }
})();
