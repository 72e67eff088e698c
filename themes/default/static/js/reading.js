/* Helps for reading: terms explained in place, copying, the section in view, the address that led nowhere.
   Without this file a term is a link to the glossary, and code, headings and texts are there to be selected. */
(() => {
  "use strict";
  const { say, find, each, on, make, button } = shirube, { body, documentElement: root } = document;

  /** Told to those who listen; what is seen stands beside what was done. */
  const told = make("p", { class: "sr", role: "status" });
  body.append(told);

  /* 1. A term and its note: opens on hover, focus and the first tap; Escape, leaving or a tap elsewhere closes it. The second tap follows. */
  const note = make("div", { class: "term-note", id: "term-note", role: "tooltip", hidden: "" });
  /** @type {HTMLElement | null} */
  let open = null;
  let timer = 0;

  /** @param {HTMLElement | null} term */
  function show(term) {
    clearTimeout(timer);
    if (term === open) { return; }
    open?.removeAttribute("aria-describedby");
    open = term;
    note.hidden = !term;
    if (!term) { return; }
    note.replaceChildren(make("b", null, term.textContent || ""), make("p", null, term.dataset.note || ""), make("p", { class: "term-note-way" }, say("reading.more")));
    term.setAttribute("aria-describedby", note.id);
    /* Under the word, over it where there is no room; never on it. Set through the object model, which the policy allows. */
    const { style } = note;
    style.left = style.top = "0";
    const all = term.getBoundingClientRect(), first = term.getClientRects()[0], size = note.getBoundingClientRect();
    const under = all.bottom + 6, over = all.top - 6 - size.height;
    style.left = Math.max(8, Math.min(first.left, root.clientWidth - size.width - 8)) - size.left + "px";
    style.top = (over > 0 && under + size.height > root.clientHeight ? over : under) - size.top + "px";
  }

  /** @param {HTMLElement | null} term @param {number} wait */
  function soon(term, wait) {
    clearTimeout(timer);
    timer = setTimeout(show, wait, term);
  }

  /* What the keyboard stands on stays open. */
  const leave = () => soon(open === document.activeElement ? open : null, 250);

  each("a.term-link[title]", (term) => {
    let tapped = false;
    term.dataset.note = term.title;
    term.removeAttribute("title");
    on(term, "pointerenter", ({ pointerType }) => { if (pointerType === "mouse") { soon(term, 300); } });
    on(term, "pointerleave", ({ pointerType }) => { if (pointerType === "mouse") { leave(); } });
    on(term, "pointerdown", ({ pointerType }) => { tapped = pointerType !== "mouse" && open !== term; });
    on(term, "focus", () => show(term));
    on(term, "blur", () => soon(null, 0));
    on(term, "click", (event) => {
      if (tapped) { event.preventDefault(); show(term); }
      tapped = false;
    });
    body.append(note);
  });
  on(note, "pointerenter", () => clearTimeout(timer));
  on(note, "pointerleave", leave);
  on(document, "keydown", ({ key }) => { if (key === "Escape") { show(null); } });
  on(document, "pointerdown", ({ target }) => { if (!open?.contains(target) && !note.contains(target)) { show(null); } });

  /**
   * 2. Copying. Pages over http have no clipboard object; there the old command is told what to copy, and if that fails too, the text is selected.
   * @param {string} text
   * @param {HTMLElement} shown
   */
  async function copy(text, shown) {
    let done = false;
    try {
      await navigator.clipboard.writeText(text);
      done = true;
    } catch {
      const selection = /** @type {Selection} */ (getSelection());
      document.oncopy = (event) => {
        event.clipboardData?.setData("text/plain", text);
        event.preventDefault();
        done = true;
      };
      selection.selectAllChildren(shown);
      document.execCommand("copy");
      document.oncopy = null;
      if (done) { selection.removeAllRanges(); }
    }
    return done;
  }

  /** Says what was done, to those who listen and to the caller. @param {boolean} done */
  function tell(done) {
    const word = say(done ? "reading.copied" : "reading.selected");
    told.textContent = "";
    setTimeout(() => { told.textContent = word; }, 50);
    return word;
  }

  /** @param {HTMLElement} shown @param {string} word @param {Record<string, string>} [name] */
  function copier(shown, word, name) {
    const press = button(word, async () => {
      press.textContent = tell(await copy(shown.matches("pre") ? shown.textContent || "" : shown.innerText, shown));
      setTimeout(() => { press.textContent = word; }, 4e3);
    }, { class: "button button--quiet copy", ...name });
    return press;
  }

  each(".prose pre", (code) => {
    const box = make("div", { class: "code-box" });
    code.replaceWith(box);
    box.append(code, copier(code, say("reading.copy"), { "aria-label": say("reading.copy_code") }));
  });
  each("[data-copy]", (text) => text.after(make("p", { class: "row" }, copier(text, say("reading.copy_text")))));

  /* 3. The address of a section: a quiet sign at its heading. For the pointer alone, because it would be read as a part of every heading and be a
     stop before every section; the contents of the page give the same addresses. */
  each(".prose :is(h2, h3)[id], .section-head > h2[id]", (heading) => {
    const sign = make("a", { class: "anchor", href: "#" + heading.id, title: say("reading.address"), tabindex: "-1", "aria-hidden": "true" });
    on(sign, "click", async () => {
      if (!await copy(sign.href, heading)) { return; }
      sign.dataset.said = tell(true);
      setTimeout(() => { delete sign.dataset.said; }, 2500);
    });
    heading.append(sign);
  });

  /* 4. The contents of the page mark the section in view. */
  /** @type {[HTMLElement, HTMLElement][]} */
  const parts = [];
  const watch = new IntersectionObserver(() => {
    const now = parts.filter(([, part]) => part.getBoundingClientRect().top < innerHeight * 0.35).pop();
    parts.forEach((pair) => {
      if (pair === now) { pair[0].setAttribute("aria-current", "location"); } else { pair[0].removeAttribute("aria-current"); }
    });
  }, { rootMargin: "0px 0px -65% 0px", threshold: [0, 1] });
  each(".toc-list a", (link) => {
    const part = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (part) {
      parts.push([link, part]);
      watch.observe(part);
    }
  });

  /* 5. The page of lost addresses says which one was asked for, and which pages are called nearly so. */
  /** @param {string} text */
  const pairs = (text) => Array.from(text.slice(1), (_, i) => text.slice(i, i + 2));
  each("[data-lost]", (lost) => {
    let asked = location.pathname;
    if (/\/404(\.html)?$/.test(asked)) { return; }
    try { asked = decodeURIComponent(asked); } catch { /* as it stands */ }
    find("code", lost).textContent = asked;
    lost.hidden = false;
    const words = asked.toLowerCase().split(/[/.]/).filter((word) => word.length > 2 && !/^(index|html?)$/.test(word)).map(pairs);
    /** @type {[number, HTMLElement][]} */
    const near = [];
    each(".menu-list a", (link) => {
      const own = pairs(link.getAttribute("href").replace(/\/?(index\.html)?(#.*)?$/, "").split("/").pop());
      const score = Math.max(0, ...words.map((word) => 2 * word.filter((pair) => own.includes(pair)).length / (word.length + own.length || 1)));
      if (score >= 0.5) { near.push([score, make("li", null, make("a", { href: link.getAttribute("href") }, link.textContent))]); }
    });
    const box = find("[data-near]");
    if (!near.length) { return; }
    find("ul", box).append(...near.sort((a, b) => b[0] - a[0]).slice(0, 3).map(([, item]) => item));
    box.hidden = false;
  });
})();
