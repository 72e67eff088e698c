/* The line between this page and `shirube serve`: loads the page again, swaps the stylesheet, shows what was found. */
(function () {
  "use strict";
  /**
   * What was found, as `check --format json` says it.
   * @typedef {{severity: string, message: string, hint?: string | null, path?: string | null, line?: number | null, places: unknown[]}} Finding
   * @typedef {{findings: Finding[], summary: {errors: number, warnings: number}}} Report
   */
  var script = document.currentScript;
  if (!(script instanceof HTMLScriptElement) || !window.EventSource) return;
  var state = script.dataset.state;
  var japanese = script.dataset.lang !== "en";
  var own = new URL("./", script.src).pathname;
  var page = location.pathname;
  // The desk shows all findings itself.
  var desk = page === own;
  /** @type {Element | null} */
  var place = null;
  var closed = "";

  function say(/** @type {string} */ ja, /** @type {string} */ en) {
    return japanese ? ja : en;
  }

  function make(/** @type {string} */ tag, /** @type {string} */ name, /** @type {(string | Node)[]} */ children) {
    var element = document.createElement(tag);
    if (name) element.className = name;
    element.append.apply(element, children);
    return element;
  }

  function button(/** @type {string} */ name, /** @type {string} */ words, /** @type {(button: HTMLElement) => void} */ act) {
    var element = make("button", name, [words]);
    element.setAttribute("type", "button");
    element.addEventListener("click", function () { act(element); });
    return element;
  }

  function copy(/** @type {string} */ text, /** @type {HTMLElement} */ from) {
    function done() {
      from.textContent = say("コピーしました", "copied");
      setTimeout(function () { from.textContent = text; }, 1200);
    }
    function byHand() {
      var field = document.createElement("textarea");
      field.value = text;
      from.after(field);
      field.select();
      if (document.execCommand("copy")) done();
      field.remove();
      from.focus();
    }
    if (navigator.clipboard) navigator.clipboard.writeText(text).then(done, byHand);
    else byHand();
  }

  function places(/** @type {Finding} */ found) {
    var count = found.places.length;
    return count > 1 ? say("（" + count + "か所）", " (" + count + " places)") : "";
  }

  function finding(/** @type {Finding} */ found) {
    var where = found.path ? found.path + (found.line ? ":" + found.line : "") : "";
    var children = [make("p", "message", [make("span", "mark " + found.severity, [
      found.severity === "error" ? say("エラー", "error") : say("警告", "warning")]), " " + found.message + places(found)])];
    if (found.hint) children.push(make("p", "hint", [found.hint]));
    if (where) {
      var copies = button("where", where, function (from) { copy(where, from); });
      copies.setAttribute("title", say("クリックでコピー", "click to copy"));
      children.push(copies);
    }
    return make("li", "", children);
  }

  function groups(/** @type {Finding[]} */ findings) {
    /** @type {Map<string, Finding[]>} */
    var files = new Map();
    findings.forEach(function (found) {
      var path = found.path || say("全体", "the portal");
      var group = files.get(path);
      if (group) group.push(found);
      else files.set(path, [found]);
    });
    return Array.from(files, function (entry) {
      return make("section", "", [make("h3", "", [entry[0]]), make("ul", "", entry[1].map(finding))]);
    });
  }

  function shadow() {
    if (!place || !place.isConnected) {
      place = document.createElement("div");
      place.setAttribute("lang", japanese ? "ja" : "en");
      document.body.append(place);
    }
    var root = place.shadowRoot || place.attachShadow({ mode: "open" });
    root.textContent = "";
    var style = document.createElement("link");
    style.rel = "stylesheet";
    style.href = own + "live.css";
    root.append(style);
    return root;
  }

  function show(/** @type {Report} */ report) {
    var errors = report.findings.filter(function (found) { return found.severity === "error"; });
    var warnings = report.summary.warnings;
    var key = JSON.stringify(errors);
    if (!errors.length && !warnings) {
      if (place) place.remove();
      return;
    }
    var root = shadow();
    var count = errors.length
      ? say("エラー " + errors.length + " 件", errors.length + " error" + (errors.length === 1 ? "" : "s"))
      : say("警告 " + warnings + " 件", warnings + " warning" + (warnings === 1 ? "" : "s"));
    if (!errors.length || closed === key) {
      var pill = /** @type {HTMLAnchorElement} */ (make("a", "pill " + (errors.length ? "error" : "warning"), [count]));
      pill.href = own;
      root.append(pill);
      return;
    }
    var all = /** @type {HTMLAnchorElement} */ (make("a", "", [say("すべて見る", "see all")]));
    all.href = own;
    var panel = make("section", "panel", [
      make("header", "", [make("h2", "", [count]), all, button("close", say("とじる", "close"), function () {
        closed = key;
        show(report);
      })]),
      make("p", "lead", [say("直して保存すると、この表示は消えます。場所はクリックでコピーできます。",
        "This goes away when the mistakes are mended and saved. Click a place to copy it.")]),
    ].concat(groups(errors)));
    panel.setAttribute("role", "status");
    root.append(panel);
  }

  function ask() {
    fetch(own + "findings.json?page=" + page, { cache: "no-store" })
      .then(function (answer) { return answer.json(); })
      .then(show, function () { /* The server is away: the line comes back by itself. */ });
  }

  function restyle(/** @type {string} */ style) {
    var links = document.querySelectorAll("link[rel=stylesheet]");
    var name = /\/assets\/shirube-[0-9a-f]+\.css$/;
    var done = false;
    links.forEach(function (link) {
      if (!(link instanceof HTMLLinkElement) || !name.test(new URL(link.href).pathname)) return;
      done = true;
      var next = /** @type {HTMLLinkElement} */ (link.cloneNode());
      next.href = style;
      // The old one stays until the new one is there: no flash of a page without style.
      next.addEventListener("load", function () { link.remove(); });
      link.after(next);
    });
    if (!done) location.reload();
  }

  var line = new EventSource(own + "events");
  line.addEventListener("message", function (event) {
    /** @type {{state: string, act: string, style: string}} */
    var news = JSON.parse(event.data);
    if (news.state === state) return desk ? undefined : ask();
    if (desk || news.act === "hello" || news.act === "reload") return location.reload();
    state = news.state;
    if (news.act === "style") restyle(news.style);
    ask();
  });
  addEventListener("pagehide", function () { line.close(); });
})();
