/* Helps for reading: terms explained in place, copying, the section in view, the address that led nowhere.
   Without this file a term is a link to the glossary, and code, headings and texts are there to be selected. */
(function () {
  "use strict";
  var say = shirube.say, each = shirube.each, make = shirube.make;

  /** Told to those who listen; what is seen stands beside what was done. */
  var told = make("p", { class: "sr", role: "status" });
  document.body.append(told);

  /* 1. A term and its note: opens on hover, focus and the first tap; Escape, leaving or a tap elsewhere closes it. The second tap follows. */
  var note = make("div", { class: "term-note", id: "term-note", role: "tooltip", hidden: "" });
  /** @type {HTMLElement | null} */
  var open = null;
  var timer = 0;

  /** @param {HTMLElement | null} term */
  function show(term) {
    clearTimeout(timer);
    if (term === open) { return; }
    if (open) { open.removeAttribute("aria-describedby"); }
    open = term;
    note.hidden = !term;
    if (!term) { return; }
    note.replaceChildren(make("b", null, term.textContent || ""), make("p", null, term.getAttribute("data-note") || ""), make("p", { class: "term-note-way" }, say("reading.more")));
    term.setAttribute("aria-describedby", "term-note");
    /* Under the word, over it where there is no room; never on it. Set through the object model, which the policy allows. */
    note.style.left = note.style.top = "0";
    var root = document.documentElement, all = term.getBoundingClientRect(), first = term.getClientRects()[0] || all, size = note.getBoundingClientRect();
    var above = all.bottom + 6 + size.height > root.clientHeight && all.top - 6 - size.height > 0;
    note.style.left = Math.max(8, Math.min(first.left, root.clientWidth - size.width - 8)) - size.left + "px";
    note.style.top = (above ? all.top - 6 - size.height : all.bottom + 6) - size.top + "px";
  }

  /** @param {HTMLElement | null} term @param {number} wait */
  function soon(term, wait) {
    clearTimeout(timer);
    timer = setTimeout(function () { show(term); }, wait);
  }

  /* What the keyboard stands on stays open. */
  function leave() { soon(open === document.activeElement ? open : null, 250); }

  each("a.term-link[title]", function (term) {
    var tapped = false;
    term.setAttribute("data-note", term.title);
    term.removeAttribute("title");
    term.addEventListener("pointerenter", function (event) { if (event.pointerType === "mouse") { soon(term, 300); } });
    term.addEventListener("pointerleave", function (event) { if (event.pointerType === "mouse") { leave(); } });
    term.addEventListener("pointerdown", function (event) { tapped = event.pointerType !== "mouse" && open !== term; });
    term.addEventListener("focus", function () { show(term); });
    term.addEventListener("blur", function () { soon(null, 0); });
    term.addEventListener("click", function (event) {
      if (tapped) { event.preventDefault(); show(term); }
      tapped = false;
    });
    if (!note.parentNode) { document.body.append(note); }
  });
  note.addEventListener("pointerenter", function () { clearTimeout(timer); });
  note.addEventListener("pointerleave", leave);
  document.addEventListener("keydown", function (event) { if (event.key === "Escape") { show(null); } });
  document.addEventListener("pointerdown", function (event) {
    if (open && event.target instanceof Node && !open.contains(event.target) && !note.contains(event.target)) { show(null); }
  });

  /* 2. Copying. Pages over http have no clipboard object; there the old command is told what to copy, and if that fails too, the text is selected. */
  /** @param {string} text @param {HTMLElement} shown @param {(done: boolean) => void} then */
  function copy(text, shown, then) {
    function old() {
      var range = document.createRange(), selection = getSelection(), done = false;
      /** @param {ClipboardEvent} event */
      function give(event) {
        if (event.clipboardData) { event.clipboardData.setData("text/plain", text); event.preventDefault(); done = true; }
      }
      range.selectNodeContents(shown);
      if (selection) { selection.removeAllRanges(); selection.addRange(range); }
      document.addEventListener("copy", give);
      try { document.execCommand("copy"); } catch (_) { done = false; }
      document.removeEventListener("copy", give);
      if (done && selection) { selection.removeAllRanges(); }
      then(done);
    }
    if (navigator.clipboard && isSecureContext) {
      navigator.clipboard.writeText(text).then(function () { then(true); }, old);
    } else {
      old();
    }
  }

  /** @param {boolean} done */
  function tell(done) {
    var word = say(done ? "reading.copied" : "reading.selected");
    told.textContent = "";
    setTimeout(function () { told.textContent = word; }, 50);
    return word;
  }

  /** @param {HTMLElement} shown @param {string} word @param {string} name */
  function copier(shown, word, name) {
    var button = make("button", { class: "button button--quiet copy", type: "button" }, word);
    if (name) { button.setAttribute("aria-label", name); }
    button.addEventListener("click", function () {
      copy(shown.matches("pre") ? shown.textContent || "" : shown.innerText, shown, function (done) {
        button.textContent = tell(done);
        setTimeout(function () { button.textContent = word; }, 4000);
      });
    });
    return button;
  }

  each(".prose pre", function (code) {
    var box = make("div", { class: "code-box" });
    code.replaceWith(box);
    box.append(code, copier(code, say("reading.copy"), say("reading.copy_code")));
  });
  each("[data-copy]", function (text) { text.after(make("p", { class: "row" }, copier(text, say("reading.copy_text"), ""))); });

  /* 3. The address of a section: a quiet sign at its heading. For the pointer alone, because it would be read as a part of every heading and be a
     stop before every section; the contents of the page give the same addresses. */
  each(".prose :is(h2, h3)[id], .section-head > h2[id]", function (heading) {
    var sign = make("a", { class: "anchor", href: "#" + heading.id, title: say("reading.address"), tabindex: "-1", "aria-hidden": "true" });
    sign.addEventListener("click", function () {
      copy(new URL(sign.getAttribute("href") || "", location.href).href, heading, function (done) {
        if (!done) { return; }
        sign.setAttribute("data-said", tell(true));
        setTimeout(function () { sign.removeAttribute("data-said"); }, 2500);
      });
    });
    heading.append(sign);
  });

  /* 4. The contents of the page mark the section in view. */
  /** @type {[HTMLElement, HTMLElement][]} */
  var parts = [];
  each(".toc-list a", function (link) {
    var part = document.getElementById(decodeURIComponent((link.getAttribute("href") || "").slice(1)));
    if (part) { parts.push([link, part]); }
  });
  if (parts.length && "IntersectionObserver" in window) {
    var watch = new IntersectionObserver(function () {
      var now = parts.filter(function (pair) { return pair[1].getBoundingClientRect().top < innerHeight * 0.35; }).pop();
      parts.forEach(function (pair) {
        if (pair === now) { pair[0].setAttribute("aria-current", "location"); } else { pair[0].removeAttribute("aria-current"); }
      });
    }, { rootMargin: "0px 0px -65% 0px", threshold: [0, 1] });
    parts.forEach(function (pair) { watch.observe(pair[1]); });
  }

  /* 5. The page of lost addresses says which one was asked for, and which pages are called nearly so. */
  /** @param {string} text */
  function pairs(text) {
    return Array.from(text, function (_, i) { return text.slice(i, i + 2); }).slice(0, -1);
  }
  each("[data-lost]", function (lost) {
    var asked = location.pathname, word;
    try { word = decodeURIComponent(asked); } catch (_) { word = asked; }
    if (/\/404(\.html)?$/.test(asked)) { return; }
    var slot = lost.querySelector("code");
    if (slot) { slot.textContent = word; }
    lost.hidden = false;
    var parts = word.toLowerCase().split(/[/.]/).filter(function (part) { return part.length > 2 && !/^(index|html?)$/.test(part); });
    /** @type {[number, HTMLElement][]} */
    var near = [];
    each(".menu-list a", function (link) {
      var name = (link.getAttribute("href") || "").replace(/\/?(index\.html)?(#.*)?$/, "").split("/").pop() || "";
      var score = Math.max.apply(null, parts.map(function (part) {
        var a = pairs(part), b = pairs(name);
        return 2 * a.filter(function (pair) { return b.indexOf(pair) >= 0; }).length / (a.length + b.length || 1);
      }).concat(0));
      if (score >= 0.5) { near.push([score, link]); }
    });
    near.sort(function (a, b) { return b[0] - a[0]; });
    var list = document.querySelector("[data-near]");
    if (!(list instanceof HTMLElement) || !near.length) { return; }
    var slots = near.slice(0, 3).map(function (pair) {
      return make("li", null, make("a", { href: pair[1].getAttribute("href") || "" }, pair[1].textContent || ""));
    });
    (list.querySelector("ul") || list).append.apply(list.querySelector("ul") || list, slots);
    list.hidden = false;
  });
}());
