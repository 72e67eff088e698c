/* The search page. The index is made of scripts: `shirube.search.m`, `.s`, `.t` are called by them, so it works from a server and from a
   folder alike. How texts are folded and cut into tokens is also in src/search/fold.rs; a change there is a change here. */
(function () {
  "use strict";

  /** @typedef {{text: string, kana: string, at: number[], raw: string}} Folded `at`: where each character stands in `raw`. */
  /** @typedef {{n: number, per: number, shards: number, chunks: number, kinds: [string, number][], sets: number[][], of: string}} Meta */
  /** @typedef {[Record<string, string>, Record<string, string[]>]} Shard */
  /** @typedef {[string, string, string, [string, string, string][]]} Row url, title, other names, sections: id, heading, text */
  /** @typedef {{forms: Folded[], used: Set<Folded>, tiers: Uint8Array}} Term a word, its synonyms behind it; 3 title, 2 heading, 1 text */
  /** @typedef {{doc: number, row: Row, score: number, part: number, heads: boolean}} Hit */

  const panel = /** @type {HTMLElement | null} */ (document.querySelector("[data-search]"));
  const field = /** @type {HTMLInputElement | null} */ (document.getElementById("search-q"));
  if (!panel || !field || !field.form) { return; }
  const { say, make, each } = shirube;
  const FIRST = 8, FILES = 12, SMALL = 64;
  const data = panel.dataset;
  const paths = JSON.parse(data.paths || "{}");
  const status = /** @type {HTMLElement} */ (document.querySelector(".results-count"));
  const index = /** @type {HTMLElement} */ (document.querySelector(".search-index"));
  const results = /** @type {HTMLElement} */ (panel.querySelector(".search-results"));
  const narrow = /** @type {HTMLElement} */ (panel.querySelector(".search-narrow"));
  const none = /** @type {HTMLElement} */ (panel.querySelector(".search-none"));
  /** @type {HTMLInputElement[]} */
  const levels = Array.from(panel.querySelectorAll("input[name=level]"));
  /** @type {HTMLInputElement[]} */
  const kinds = Array.from(panel.querySelectorAll("input[name=kind]"));
  const idle = status.textContent;

  /* ---------------------------------------------------------------- files */

  /** @type {Map<string, Promise<any>>} */
  let files = new Map();
  /** @type {Map<string, {done: (value: any) => void, fail: (reason: Error) => void}>} */
  const awaited = new Map();
  let version = "";

  /** @param {string} name @returns {Promise<any>} */
  function load(name) {
    const known = files.get(name);
    if (known) { return known; }
    const file = new Promise(function (done, fail) {
      awaited.set(name, { done, fail });
      const script = make("script", { src: data.search + name + ".js?v=" + (name === "meta" ? Date.now().toString(36) : version) });
      script.onload = script.onerror = function () { script.remove(); fail(new Error(name)); };
      document.head.append(script);
    });
    files.set(name, file);
    return file;
  }

  /** @param {string} name @param {string} of @param {any} value */
  function arrive(name, of, value) {
    const wait = awaited.get(name);
    if (name === "meta") { version = of; }
    if (wait && of === version) { wait.done(value); }
  }
  shirube.search = {
    m: (/** @type {string} */ of, /** @type {Meta} */ meta) => arrive("meta", of, meta),
    s: (/** @type {string} */ of, /** @type {number} */ n, /** @type {any} */ lists, /** @type {any} */ words) => arrive("s" + n, of, [lists, words || {}]),
    t: (/** @type {string} */ of, /** @type {number} */ n, /** @type {Row[]} */ rows) => arrive("t" + n, of, rows),
  };

  /* ---------------------------------------------------------------- texts */

  /** Kanji or kana. @param {string} c */
  function isJapanese(c) {
    const n = c.codePointAt(0) || 0;
    return n > 0x3004 && n < 0x3008 || n > 0x3040 && n < 0x3100 && n !== 0x30fb || n > 0x33ff && n < 0x4dc0 || n > 0x4dff && n < 0xa000
      || n > 0xf8ff && n < 0xfb00 || n > 0x1ffff;
  }
  /** @param {string} c */
  const isWord = (c) => /[\p{Alphabetic}\p{N}]/u.test(c) && !isJapanese(c);

  /** Width, case, katakana, long vowels, dashes and blanks beside kanji do not count. @param {string} raw @returns {Folded} */
  function fold(raw) {
    let text = "", kana = "", blank = false, last = "";
    /** @type {number[]} */
    const at = [];
    for (let from = 0, to; from < raw.length; from = to) {
      const code = raw.codePointAt(from) || 0;
      to = from + (code > 0xffff ? 2 : 1);
      for (let n; n = raw.charCodeAt(to), n > 0x2ff && (n < 0x370 || n === 0x3099 || n === 0x309a || n === 0xff9e || n === 0xff9f); to++);
      const piece = raw.slice(from, to);
      const easy = to === from + 1 && (code < 0x7f || code > 0x3040 && code < 0x3100 || code > 0x33ff && code < 0xa000);
      for (const c of (easy ? piece : piece.normalize("NFKC")).toLowerCase()) {
        if (c === "\n") {
          blank = false;
        } else if (/\s/.test(c)) {
          blank = true;
          continue;
        } else if (/[-ー\u2010-\u2015\u2212]/.test(c)) {
          continue;
        } else if (blank) {
          blank = false;
          if (last && last !== "\n" && !isJapanese(last) && !isJapanese(c)) {
            text += " ";
            kana += " ";
            at.push(from);
          }
        }
        kana += c;
        text += /[ァ-ヶヽヾ]/.test(c) ? String.fromCharCode(c.charCodeAt(0) - 0x60) : c;
        for (let unit = 0; unit < c.length; unit++) { at.push(from); }
        last = c;
      }
    }
    return { text, kana, at, raw };
  }

  /** Pairs of neighbours and whole words. @param {string} text folded */
  function tokens(text) {
    let word = "", before = "";
    /** @type {string[]} */
    const pairs = [];
    /** @type {string[]} */
    const words = [];
    for (const c of text + "\n") {
      const letter = isWord(c), sign = isJapanese(c);
      if (letter) {
        word += c;
      } else {
        if (word.length > 1) { words.push(Array.from(word).slice(0, 32).join("")); }
        word = "";
      }
      if (before && (letter || sign) && (sign || isJapanese(before))) { pairs.push(before + c); }
      before = letter || sign ? c : "";
    }
    // Every other pair is enough, and few of a long text: the texts are looked through anyway.
    const step = Math.max(2, Math.ceil(pairs.length / 5));
    return { pairs: pairs.filter((_, at) => at % step === 0 || at === pairs.length - 1), words };
  }

  /** @param {string} text folded */
  const isSingle = (text) => !Object.values(tokens(text)).flat().length;

  /** Where `what` stands in `where`: from, to, whether spelled otherwise. @param {Folded} where @param {Folded} what */
  function places(where, what) {
    /** @type {[number, number, boolean][]} */
    const found = [];
    const length = what.text.length, letter = isWord(what.text), katakana = /[ァ-ヺ]/.test(what.kana);
    for (let i = where.text.indexOf(what.text); i >= 0; i = where.text.indexOf(what.text, i + 1)) {
      const before = where.kana[i - 1] || "";
      if (letter && isWord(before) && where.at[i] <= where.at[i - 1] + 1) { continue; }
      const end = where.at[i + length] === undefined ? where.raw.length : where.at[i + length];
      const other = where.kana.slice(i, i + length) !== what.kana;
      // 「データ」 is not in 「までたどる」.
      if (other && katakana && /[ぁ-ん]/.test(before)) { continue; }
      found.push([where.at[i], where.at[i] + where.raw.slice(where.at[i], end).trimEnd().length, other || where.raw.slice(where.at[i], end) !== what.raw]);
    }
    return found;
  }

  /* ---------------------------------------------------------------- index */

  /** @type {Record<string, number>} */
  const SIX = {};
  Array.from("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_").forEach((c, value) => { SIX[c] = value; });

  /** Distances, or after "~" a bit map. @param {string} list @param {(doc: number) => void} visit */
  function decode(list, visit) {
    let next = 0, step = 0, shift = 0;
    for (let i = 0; i < list.length; i++) {
      const bits = SIX[list[i]];
      if (list[0] === "~") {
        for (let bit = 0; i && bit < 6; bit++) { if (bits >> bit & 1) { visit(i * 6 - 6 + bit); } }
      } else {
        step |= (bits & 31) << shift;
        shift += 5;
        if (bits < 32) {
          next += step + 1;
          visit(next - 1);
          step = shift = 0;
        }
      }
    }
  }

  /** @param {Meta} meta @param {string} token @returns {Promise<Shard>} */
  function shard(meta, token) {
    const chars = Array.from(token, (c) => c.codePointAt(0) || 0);
    return load("s" + (Math.imul(chars[0] * 8191 + (chars[1] || 0), 0x9E3779B1) >>> 15) % meta.shards);
  }

  /** For each document, where in it all tokens of `text` may stand. @param {Meta} meta @param {string} text */
  async function tiers(meta, text) {
    const { pairs, words } = tokens(text);
    const single = isSingle(text);
    const keys = single ? [Array.from(text)[0]] : pairs.concat(words);
    const lists = await Promise.all(keys.map((key) => shard(meta, key)));
    return keys.map(function (key, at) {
      const tier = new Uint8Array(meta.n);
      const postings = lists[at][0];
      const names = at < pairs.length || single ? [key] : Object.keys(postings).filter((name) => name.startsWith(key));
      for (const name of names) {
        const [all, heading, title] = (Object.prototype.hasOwnProperty.call(postings, name) && postings[name] || "").split("!");
        if (!single) {
          decode(all, (doc) => { tier[doc] = tier[doc] || 1; });
          decode(heading || "", (doc) => { tier[doc] = Math.max(tier[doc], 2); });
        }
        decode(title || "", (doc) => { tier[doc] = 3; });
      }
      return tier;
    }).reduce((a, b) => a.map((tier, doc) => Math.min(tier, b[doc])));
  }

  /** @param {Meta} meta @param {string} raw @returns {Promise<Term>} */
  async function term(meta, raw) {
    const forms = [fold(raw)];
    const own = await tiers(meta, forms[0].text);
    const synonyms = (await shard(meta, forms[0].text))[1];
    if (Object.prototype.hasOwnProperty.call(synonyms, forms[0].text)) {
      forms.push.apply(forms, synonyms[forms[0].text].map(fold));
    }
    const others = await Promise.all(forms.slice(1).map((form) => tiers(meta, form.text)));
    others.forEach((other) => other.forEach(function (tier, doc) { if (tier && !own[doc]) { own[doc] = 1; } }));
    return { forms, used: new Set(), tiers: own };
  }

  /* ---------------------------------------------------------------- hits */

  /** @type {WeakMap<Row, {title: Folded, names: Folded, parts: [Folded, Folded][]}>} */
  const foldedRows = new WeakMap();

  /** @param {Row} row */
  function folded(row) {
    let known = foldedRows.get(row);
    if (!known) {
      known = { title: fold(row[1]), names: fold(row[2]), parts: row[3].map((part) => [fold(part[1]), fold(part[2])]) };
      foldedRows.set(row, known);
    }
    return known;
  }

  /** The hit, when the texts really hold all words. @param {number} doc @param {Row} row @param {Term[]} terms @returns {Hit | null} */
  function judge(doc, row, terms) {
    const { title, names, parts } = folded(row);
    /** @type {number[]} */
    const worth = parts.map(() => 0);
    let score = 0, heads = true;
    for (const { forms, used } of terms) {
      let best = 0, titled = false;
      forms.forEach(function (form, synonym) {
        const before = best, weight = synonym ? 0.5 : 1, single = isSingle(form.text);
        /** @param {Folded} where @param {number} full */
        const rate = function (where, full) {
          const found = places(where, form);
          if (!found.length) { return 0; }
          const points = (full + Math.min(found.length, 9) + (found.some((place) => !place[2]) ? full / 8 : 0)) * weight;
          best = Math.max(best, points);
          return points;
        };
        best = 0;
        const whole = title.text === form.text ? 60 : title.text.startsWith(form.text) ? 15 : 0;
        if (rate(title, 100 + whole)) { titled = true; }
        if (single) { best = Math.max(best, before); return; }
        if (rate(names, names.text.split("、").includes(form.text) ? 140 : 70)) { titled = true; }
        parts.forEach(function (part, at) { worth[at] += rate(part[0], 40) + rate(part[1], 10); });
        if (best) { used.add(form); }
        best = Math.max(best, before);
      });
      if (!best) { return null; }
      score += best;
      heads = heads && titled;
    }
    return { doc, row, score, heads, part: worth.reduce((top, value, at) => value > (worth[top] || 0) ? at : top, -1) };
  }

  /* ---------------------------------------------------------------- page */

  /** `text` from `from` to `to` with marks. @param {Folded} where @param {Term[]} terms @param {number} from @param {number} to */
  function marked(where, terms, from, to) {
    const found = terms.flatMap((of) => of.forms.flatMap((form) => places(where, form))).sort((a, b) => a[0] - b[0] || b[1] - a[1]);
    /** @type {(Node | string)[]} */
    const out = [];
    const plain = (/** @type {number} */ end) => { if (end > from) { out.push(where.raw.slice(from, end).replace(/\n+/g, "　")); } };
    if (from) { out.push("…"); }
    for (const [start, end] of found) {
      if (start < from || end > to) { continue; }
      plain(start);
      out.push(make("mark", null, where.raw.slice(start, end)));
      from = end;
    }
    plain(to);
    if (to < where.raw.length) { out.push("…"); }
    return out;
  }

  /** A line of text around the first hit. @param {Folded} where @param {Term[]} terms */
  function snippet(where, terms) {
    const first = Math.min(...terms.flatMap((of) => of.forms.flatMap((form) => places(where, form).map((place) => place[0]))));
    const from = first < where.raw.length && first > 40 ? first - 30 : 0;
    return marked(where, terms, from, Math.min(where.raw.length, from + 110));
  }

  /** @param {Hit} hit @param {Term[]} terms @param {number[]} set */
  function item(hit, terms, set) {
    const { title, names, parts } = folded(hit.row);
    const part = parts[hit.part], section = hit.row[3][hit.part] || ["", "", ""];
    const deep = !hit.heads && section[0] && !hit.row[0].includes("#");
    const link = make("a", { href: data.root + hit.row[0] + (deep ? "#" + encodeURIComponent(section[0]) : "") });
    link.append.apply(link, marked(title, terms, 0, title.raw.length));
    const body = part ? snippet(part[1].raw ? part[1] : part[0], terms)
      : places(names, terms[0].forms[0]).length ? snippet(names, terms) : parts[0] ? snippet(parts[0][1], terms) : [];
    let above = hit.row[0].replace(/#.*/, "").replace(/\/?[^/]*$/, "");
    while (above && !(above in paths)) { above = above.replace(/\/?[^/]*$/, ""); }
    const path = [paths[above], section[1]].filter(Boolean).join(" › ");
    const chips = set.map((level) => levels[level] && levels[level].parentElement && levels[level].parentElement.querySelector(".level")).filter(Boolean);
    return make("li", { class: "hit" }, make("p", { class: "hit-title" }, link),
      ...(chips.length ? [make("p", { class: "row" }, ...chips.map((chip) => /** @type {Element} */ (chip).cloneNode(true)))] : []),
      ...(body.length ? [make("p", { class: "hit-text" }, ...body)] : []), make("p", { class: "hit-path" }, path));
  }

  /** @param {HTMLInputElement[]} boxes */
  const chosen = (boxes) => boxes.filter((box) => box.checked).map((box) => box.value);
  let run = 0;
  let rounds = 1;

  /** @param {string} query */
  function words(query) {
    return Array.from(query.replace(/[“”＂]/g, "\"").matchAll(/"([^"]+)"?|[^\s"]+/g), (m) => m[1] || m[0]).filter((word) => fold(word).text);
  }

  /** The talent categories of a document. @param {Meta} meta @param {number} doc */
  const setOf = (meta, doc) => meta.sets[SIX[meta.of[doc * 2]] + SIX[meta.of[doc * 2 + 1]] * 64];

  /** @param {string} query */
  async function search(query) {
    const mine = ++run;
    /** @type {Meta} */
    const meta = await load("meta");
    const raw = words(query);
    const terms = await Promise.all(raw.map((word) => term(meta, word)));
    const kindOf = (/** @type {number} */ doc) => meta.kinds.reduce((name, kind) => kind[1] <= doc ? kind[0] : name, "");
    const wantedLevels = chosen(levels).map((id) => levels.findIndex((box) => box.value === id)), wantedKinds = chosen(kinds);
    /** @type {[number, number][]} */
    const candidates = [];
    for (let doc = 0; doc < meta.n && terms.length; doc++) {
      const all = terms.map((of) => of.tiers[doc]);
      if (Math.min(...all) && (!wantedKinds.length || wantedKinds.includes(kindOf(doc)))
        && (!wantedLevels.length || setOf(meta, doc).some((level) => wantedLevels.includes(level)))) {
        candidates.push([doc, all.reduce((a, b) => a + b)]);
      }
    }
    candidates.sort((a, b) => b[1] - a[1] || a[0] - b[0]);
    const chunk = (/** @type {number} */ doc) => Math.floor(doc / meta.per);
    const most = meta.chunks <= SMALL ? SMALL : FILES * rounds;
    const first = new Set(Array.from(new Set(candidates.map((of) => chunk(of[0])))).slice(0, most));
    const rows = new Map(await Promise.all(Array.from(first, async (n) => /** @type {[number, Row[]]} */ ([n, await load("t" + n)]))));
    if (mine !== run) { return; }
    const left = candidates.filter((of) => !first.has(chunk(of[0]))).length;
    /** @type {Hit[]} */
    let hits = [];
    for (const [doc] of candidates) {
      const row = (rows.get(chunk(doc)) || [])[doc % meta.per];
      const hit = row && judge(doc, row, terms);
      if (hit) { hits.push(hit); }
    }
    // A page of which a place was found is not found once more.
    const better = new Set(hits.map((hit) => hit.row[0].split("#")).filter((url) => url[1]).map((url) => url[0]));
    hits = hits.filter((hit) => !better.has(hit.row[0]));
    hits.sort((a, b) => b.score - a.score || a.doc - b.doc);
    const near = hits.length || left ? [] : await closest(meta, raw);
    if (mine !== run) { return; }
    show(query, terms, hits, left, near, meta, kindOf);
  }

  /** Three titles that share most with the words. @param {Meta} meta @param {string[]} raw @returns {Promise<Row[]>} */
  async function closest(meta, raw) {
    const score = new Float32Array(meta.n);
    for (const word of raw) {
      const cut = tokens(fold(word).text);
      for (const key of cut.pairs.concat(cut.words)) {
        const lists = (await shard(meta, key))[0];
        for (const name of Object.keys(lists)) {
          let same = 0;
          while (same < key.length && key[same] === name[same]) { same++; }
          if (same > 1) { decode(lists[name].split("!")[2] || "", (doc) => { score[doc] += same / Math.max(key.length, name.length); }); }
        }
      }
    }
    const best = Array.from(score.keys()).filter((doc) => score[doc]).sort((a, b) => score[b] - score[a] || a - b).slice(0, 3);
    return Promise.all(best.map(async (doc) => (await load("t" + Math.floor(doc / meta.per)))[doc % meta.per]));
  }

  /**
   * @param {string} query @param {Term[]} terms @param {Hit[]} hits @param {number} left @param {Row[]} near @param {Meta} meta
   * @param {(doc: number) => string} kindOf
   */
  function show(query, terms, hits, left, near, meta, kindOf) {
    /** @type {Map<string, Hit[]>} */
    const groups = new Map();
    hits.forEach((hit) => groups.set(kindOf(hit.doc), (groups.get(kindOf(hit.doc)) || []).concat(hit)));
    const name = (/** @type {string} */ kind) => {
      const box = kinds.find((of) => of.value === kind);
      return box && box.parentElement ? (box.parentElement.textContent || "").trim() : kind;
    };
    const head = make("div", { class: "stack stack--s" });
    terms.forEach(function (of) {
      const used = of.forms.slice(1).filter((form) => of.used.has(form));
      if (used.length) { head.append(make("p", { class: "small" }, say("search.synonyms", { word: of.forms[0].raw, others: used.map((form) => form.raw).join(say("search.comma")) }))); }
    });
    const nodes = [head];
    if (groups.size > 1) {
      head.append(make("p", { class: "hit-groups" }, ...Array.from(groups, ([kind, of]) => make("a", { href: "#hits-" + kind }, name(kind) + " " + of.length))));
    }
    groups.forEach(function (of, kind) {
      const list = make("ol", { class: "hits" });
      const add = (/** @type {number} */ to) => of.slice(list.childElementCount, to).forEach((hit) => list.append(item(hit, terms, setOf(meta, hit.doc))));
      add(groups.size > 1 ? FIRST : FIRST * 4);
      const group = make("section", { class: "hit-group", id: "hits-" + kind, "aria-labelledby": "hits-" + kind + "-name" },
        make("h2", { id: "hits-" + kind + "-name", class: "hit-kind" }, name(kind), make("span", { class: "hit-count" }, say("search.items", { n: of.length }))), list);
      const rest = of.length - list.childElementCount;
      if (rest > 0) {
        const more = make("button", { type: "button", class: "button button--quiet" }, say("search.more", { n: rest }));
        more.addEventListener("click", function () {
          const next = list.childElementCount;
          add(of.length);
          more.remove();
          const link = list.children[next] && list.children[next].querySelector("a");
          if (link) { link.focus(); }
        });
        group.append(more);
      }
      nodes.push(group);
    });
    if (left) {
      const more = make("button", { type: "button", class: "button button--quiet" }, say("search.further", { n: left }));
      more.addEventListener("click", function () { rounds += 2; update(); });
      nodes.push(more);
    }
    if (near.length) {
      head.append(make("p", null, say("search.near")), make("ul", { class: "search-near" },
        ...near.map((row) => make("li", null, make("a", { href: data.root + row[0] }, row[1])))));
    }
    results.replaceChildren(...nodes);
    none.hidden = hits.length > 0 || left > 0;
    status.textContent = hits.length || left ? say(left ? "search.about" : "search.count", { n: hits.length, q: query }) : say("search.none", { q: query });
  }

  /** What the field and the boxes say, into the address and onto the page. */
  function update() {
    const query = field ? field.value.trim() : "";
    const asked = new URLSearchParams(query ? { q: query } : {});
    chosen(levels).forEach((id) => asked.append("level", id));
    chosen(kinds).forEach((id) => asked.append("kind", id));
    try { history.replaceState(null, "", asked.toString() ? "?" + asked : location.pathname); } catch (_) { /* some browsers refuse on file:// */ }
    const any = words(query).length > 0;
    narrow.hidden = !any;
    if (any === index.isConnected) { if (any) { index.remove(); } else { panel.after(index); } }
    if (any) {
      search(query).catch(function () {
        // A file of another version, or none: everything anew, once.
        files = new Map();
        return search(query);
      }).catch(function () { status.textContent = say("search.failed"); });
    } else {
      run++;
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
  field.addEventListener("compositionstart", function () { composing = true; });
  field.addEventListener("compositionend", function () { composing = false; soon(); });
  field.addEventListener("input", function (event) { if (!(/** @type {InputEvent} */ (event)).isComposing) { soon(); } });
  field.form.addEventListener("submit", function (event) {
    event.preventDefault();
    if (!composing) { clearTimeout(timer); update(); }
  });
  panel.addEventListener("change", soon);

  document.addEventListener("keydown", function (event) {
    const at = document.activeElement;
    if (event.isComposing || composing || event.ctrlKey || event.metaKey || event.altKey) { return; }
    const links = /** @type {HTMLElement[]} */ (Array.from(results.querySelectorAll(".hit-title a")));
    const place = links.findIndex((link) => link === at);
    if (at !== field && place < 0) { return; }
    if (event.key === "Escape") {
      if (at === field && field.value) { field.value = ""; soon(); }
      field.focus();
    } else if (event.key === "ArrowDown" && links[place + 1]) {
      links[place + 1].focus();
    } else if (event.key === "ArrowUp" && at !== field) {
      (links[place - 1] || field).focus();
    } else {
      return;
    }
    event.preventDefault();
  });

  const asked = new URLSearchParams(location.search);
  field.value = asked.get("q") || field.value;
  each("input[type=checkbox]", function (box) {
    const input = /** @type {HTMLInputElement} */ (box);
    input.checked = asked.getAll(input.name).includes(input.value);
  }, panel);
  if (field.value) { update(); }
}());
