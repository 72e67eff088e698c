// Measures the search of a built site by its real script in a real browser: recall and precision against the visible text of the pages,
// bytes of a cold query, time in the page; and how it behaves: http and file://, composition, keys, filters, hostile text.
// node tests/web/search.test.mjs SITE_DIR [--measure]   (--measure: a large site; only bytes, time, precision)
import { createRequire } from "node:module";
import { createServer } from "node:http";
import { readFileSync, readdirSync, existsSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";

const here = new URL("../..", import.meta.url).pathname;
const places = [join(here, "target/web/"), ...(process.env.NODE_PATH || "").split(":").filter(Boolean).map((path) => resolve(path, "..") + "/")];
const modules = places.find((place) => existsSync(join(place, "node_modules/playwright-core")));
if (!modules) { throw new Error("playwright-core is neither in target/web/node_modules nor in NODE_PATH"); }
const { chromium } = createRequire(join(modules, "package.json"))("playwright-core");

const root = resolve(process.argv[2] || "public");
const large = process.argv.includes("--measure");
let failures = 0;
function check(what, held, detail = "") {
  if (!held) { failures++; }
  console.log(`${held ? "ok  " : "FAIL"} ${what}${detail === "" ? "" : `: ${detail}`}`);
}

/* ---------------------------------------------------------------- the pages, as a reader sees them */

const JAPANESE = /[\u3005-\u3007\u3041-\u30fa\u30fc-\u30ff\u3400-\u4dbf\u4e00-\u9fff]/;
const hiragana = (text) => text.replace(/[ァ-ヶ]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0x60));
const fold = (text) => hiragana(text.normalize("NFKC").toLowerCase().replace(/[\s]+/g, " ").replace(/[-ー‐-―−]/g, ""))
  .replace(/ ?([\u3005-\u3007\u3041-\u30fa\u3400-\u9fff]) ?/g, "$1");
const letter = (c) => c !== undefined && /[\p{Alphabetic}\p{N}]/u.test(c) && !JAPANESE.test(c);

/** As a reader sees the parts of a word with a dash. */
const spaced = (text) => fold(text.normalize("NFKC").replace(/[-‐-―−](?=[A-Za-zＡ-Ｚａ-ｚ])/g, " "));

/** Whether a folded text holds a folded query; a word of letters counts where a word begins. */
function holds(text, query) {
  for (let at = text.indexOf(query); at >= 0; at = text.indexOf(query, at + 1)) {
    if (!letter(query[0]) || !letter(text[at - 1])) { return true; }
  }
  return false;
}

function files(folder, found = []) {
  for (const name of readdirSync(join(root, folder))) {
    const path = folder ? `${folder}/${name}` : name;
    if (statSync(join(root, path)).isDirectory()) { files(path, found); } else if (name.endsWith(".html")) { found.push(path); }
  }
  return found;
}

const ENTITIES = { amp: "&", lt: "<", gt: ">", quot: "\"", "#39": "'", "#x27": "'", nbsp: " ", "#x2F": "/" };
function lines(html) {
  const main = (html.match(/<main[\s\S]*<\/main>/) || [""])[0];
  const text = main
    .replace(/<(script|style|svg|nav|rt|rp)\b[\s\S]*?<\/\1>/g, "")
    .replace(/<\/(span|a)>(?=<(span|a)\b)/g, "\n")
    .replace(/<\/?(a|span|b|strong|em|i|ruby|mark|code|wbr|small|sub|sup|abbr|del|s|kbd|dfn|cite|q|time)\b[^>]*>/g, "")
    .replace(/<[^>]+>/g, "\n")
    .replace(/&([#\w]+);/g, (all, name) => ENTITIES[name] ?? (name[0] === "#" ? String.fromCodePoint(Number(name.replace("#x", "0x").replace("#", ""))) : all));
  return text.split("\n").map((line) => line.trim()).filter(Boolean);
}

/** Pages of records and plain pages; lists repeat what these say. */
const RECORD = /^(courses|skills|levels|exams|cases|kpi|news|trends)\/(?!by\/|report\/)[^/]+\/index\.html$|^about\/[^/]+\/index\.html$/;
const pages = new Map(files("").map((path) => [path, lines(readFileSync(join(root, path), "utf8"))]));
const records = [...pages.keys()].filter((path) => large || RECORD.test(path));

/** Lines that pages of one kind share are the template's, not the record's. */
function own(path) {
  const kind = path.split("/")[0];
  return pages.get(path).filter((line) => (shared.get(kind)?.get(line) || 0) < 4);
}
const shared = new Map();
for (const path of records) {
  const kind = path.split("/")[0];
  if (!shared.has(kind)) { shared.set(kind, new Map()); }
  for (const line of new Set(pages.get(path))) { shared.get(kind).set(line, (shared.get(kind).get(line) || 0) + 1); }
}
const ownText = new Map(records.map((path) => [path, fold("\n" + own(path).join("\n").replaceAll("\n", "\u0002"))]));
const allText = new Map([...pages].map(([path, all]) => [path, fold("\n" + all.join("\u0002")) + "\u0002" + spaced(all.join("\u0002"))]));
// Readings and other names are found too; only the index has them.
const names = new Map();
const folder = join(root, "assets/search");
const synonyms = new Map();
globalThis.shirube = { search: {
  t: (_, __, rows) => rows.forEach((row) => names.set(row[0].split("#")[0], (names.get(row[0].split("#")[0]) || "") + "\u0002" + fold(row[2]) + "\u0002" + fold(row[1]))),
  s: (_, __, ___, words) => Object.entries(words || {}).forEach(([word, others]) => synonyms.set(word, others.map(fold))), m: () => {},
} };
for (const name of readdirSync(folder)) { new Function(readFileSync(join(folder, name), "utf8"))(); }

/* ---------------------------------------------------------------- queries */

let seed = 20261122;
const random = (below) => { seed = (seed * 1103515245 + 12345) % 2147483648; return Math.floor(seed / 2147483648 * below); };
function sample(pattern, count, change = (text) => text) {
  const found = new Set();
  for (let tries = 0; found.size < count && tries < count * 200; tries++) {
    const path = records[random(records.length)];
    const all = own(path);
    const line = all.length ? all[random(all.length)] : "";
    const matches = [...line.matchAll(pattern)];
    if (matches.length) { found.add(change(matches[random(matches.length)][0].trim())); }
  }
  return [...found];
}
const half = (text) => text.replace(/[ァ-ヶー]/g, (c) => HALF[c] ?? c);
const HALF = {};
for (let code = 0xff66; code <= 0xff9d; code++) {
  const kana = String.fromCharCode(code);
  HALF[kana.normalize("NFKC")] = kana;
  for (const mark of ["\uff9e", "\uff9f"]) {
    const voiced = (kana + mark).normalize("NFKC");
    if (voiced.length === 1) { HALF[voiced] = kana + mark; }
  }
}
HALF["ー"] = "\uff70";
const wide = (text) => text.replace(/[!-~]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0));
const each = large ? 6 : 25;
const QUERIES = {
  kanji: sample(/[一-鿿]{2,4}/g, each),
  katakana: sample(/[ァ-ヶー]{3,8}/g, each),
  mixed: sample(/(?:[一-鿿]+[ぁ-ん]+[一-鿿]*){1}|[ァ-ヶー]+[一-鿿]{1,3}/g, each),
  ascii: sample(/[A-Za-z][A-Za-z0-9]+/g, each),
  "full width": sample(/[A-Za-z][A-Za-z0-9]+/g, Math.ceil(each / 3), wide),
  "half-width kana": sample(/[ァ-ヶー]{3,8}/g, Math.ceil(each / 3), half),
  case: sample(/[A-Za-z]{3,}/g, Math.ceil(each / 3), (text) => text.toUpperCase() === text ? text.toLowerCase() : text.toUpperCase()),
  "long vowel": sample(/[ァ-ヶ]+ー/g, Math.ceil(each / 3), (text) => text.replaceAll("ー", "")).filter((text) => text.length > 1),
  "hand-picked": ["RPA", "rpa", "ＲＰＡ", "EBPM", "AI", "生成AI", "基本情報", "データ活用", "情報セキュリティ", "サーバ", "統計検定", "Excel", "e-learning", "DX", "電子申請"],
  "two words": ["研修 データ", "情報 安全", "業務　改善"],
};

/* ---------------------------------------------------------------- the server and the page */

const TYPES = { html: "text/html; charset=utf-8", js: "text/javascript; charset=utf-8", css: "text/css" };
const server = createServer((request, response) => {
  const path = decodeURIComponent(new URL(request.url, "http://x").pathname);
  const file = join(root, path.endsWith("/") ? path + "index.html" : path);
  if (path === "/favicon.ico") { response.writeHead(204).end(); return; }
  if (!existsSync(file)) { response.writeHead(404).end(); return; }
  response.writeHead(200, { "content-type": TYPES[file.split(".").pop()] || "application/octet-stream", "content-encoding": "gzip", "cache-control": "no-store" });
  response.end(gzipSync(readFileSync(file)));
});
await new Promise((done) => server.listen(0, "127.0.0.1", done));
const http = `http://127.0.0.1:${server.address().port}/`;
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || "/usr/bin/chromium", args: ["--no-sandbox"] });
const context = await browser.newContext();
const noise = [];
async function open(address) {
  const page = await context.newPage();
  page.on("console", (message) => { if (["error", "warning"].includes(message.type())) { noise.push(message.text()); } });
  page.on("pageerror", (error) => noise.push(String(error)));
  page.on("request", (request) => { if (!request.url().startsWith(http) && !request.url().startsWith("file:")) { noise.push(request.url()); } });
  await page.goto(address);
  return page;
}

/** Searches by the form; all hits, every “more” pressed. */
async function find(page, query) {
  return page.evaluate(async (query) => {
    const status = document.querySelector(".results-count");
    const field = document.getElementById("search-q");
    const settled = () => new Promise((done, fail) => {
      const watch = new MutationObserver(() => { watch.disconnect(); done(); });
      watch.observe(status, { childList: true, characterData: true, subtree: true });
      setTimeout(() => fail(new Error(`no answer for ${query}`)), 15000);
    });
    status.textContent = "";
    await new Promise((done) => setTimeout(done));
    field.value = query;
    const from = performance.now();
    const answer = settled();
    field.form.requestSubmit();
    await answer;
    const time = performance.now() - from;
    for (let button; button = document.querySelector(".search-results .hit-group > button");) { button.click(); }
    const hits = Array.from(document.querySelectorAll(".hit-title a"), (link) => link.href);
    return { hits, time, said: status.textContent, marks: document.querySelectorAll(".hit mark").length };
  }, query);
}

/* ---------------------------------------------------------------- recall and precision */

const page = await open(http + "search/index.html");
const wrong = [];
const missing = [];
let [sumFound, sumRelevant, sumHits, sumRight] = [0, 0, 0, 0];
const times = [];
for (const [kind, queries] of Object.entries(QUERIES)) {
  let [found, relevant, count, right] = [0, 0, 0, 0];
  for (const query of queries) {
    const { hits, time } = await find(page, query);
    times.push(time);
    const parts = query.split(/[\s　]+/).map(fold);
    const forms = parts.map((part) => [part, ...(synonyms.get(part) || [])]);
    const got = new Set(hits.map((href) => decodeURIComponent(href).replace(http, "").replace(/#.*/, "")));
    for (const path of records) {
      if (!large && parts.every((part) => holds(ownText.get(path), part))) {
        relevant++;
        if (got.has(path)) { found++; } else { missing.push(`${query} → ${path}`); }
      }
    }
    for (const path of got) {
      count++;
      const text = (allText.get(path) || "") + "\u0002" + (names.get(path) || "");
      if (forms.every((form) => form.some((one) => holds(text, one)))) { right++; } else { wrong.push(`${query} → ${path}`); }
    }
  }
  console.log(`     ${kind}: ${queries.length} queries, recall ${(found / Math.max(relevant, 1)).toFixed(3)} of ${relevant}, precision ${(right / Math.max(count, 1)).toFixed(3)} of ${count}`);
  sumFound += found; sumRelevant += relevant; sumHits += count; sumRight += right;
}
if (!large) { check("recall is at least 0.99", sumFound / sumRelevant >= 0.99, `${(sumFound / sumRelevant).toFixed(4)} of ${sumRelevant}`); }
check("precision is 1", sumRight === sumHits, `${sumRight} of ${sumHits}`);
if (process.env.SHOW) { console.log(missing.slice(0, 60).join("\n")); console.log("-- wrong\n" + wrong.slice(0, 40).join("\n")); }
times.sort((a, b) => a - b);
console.log(`     time with files: median ${times[times.length >> 1].toFixed(1)} ms, p95 ${times[Math.floor(times.length * 0.95)].toFixed(1)} ms`);

/* ---------------------------------------------------------------- bytes and time of a cold query */

const cold = [];
for (const query of Object.values(QUERIES).flatMap((queries) => queries.slice(0, 3))) {
  const fresh = await open(http + "search/index.html");
  const session = await context.newCDPSession(fresh);
  await session.send("Network.enable");
  await session.send("Performance.enable", { timeDomain: "threadTicks" });
  let index = 0, texts = 0, requests = 0;
  const named = new Map();
  session.on("Network.requestWillBeSent", (event) => named.set(event.requestId, event.request.url));
  session.on("Network.loadingFinished", (event) => {
    const url = named.get(event.requestId) || "";
    requests++;
    if (/\/t\d+\.js/.test(url)) { texts += event.encodedDataLength; } else { index += event.encodedDataLength; }
  });
  const used = async () => Object.fromEntries((await session.send("Performance.getMetrics")).metrics.map((metric) => [metric.name, metric.value]));
  const before = await used();
  await find(fresh, query);
  const after = await used();
  cold.push({ query, index, texts, requests, script: (after.ScriptDuration - before.ScriptDuration) * 1000, task: (after.TaskDuration - before.TaskDuration) * 1000 });
  await fresh.close();
}
const middle = (of) => cold.map(of).sort((a, b) => a - b)[cold.length >> 1];
const most = (of) => Math.max(...cold.map(of));
if (process.env.SHOW) { console.log(cold.sort((a, b) => b.index - a.index).slice(0, 5)); }
console.log(`     cold query: index ${(middle((c) => c.index) / 1024).toFixed(1)} KiB gzip (most ${(most((c) => c.index) / 1024).toFixed(1)}), texts ${(middle((c) => c.texts) / 1024).toFixed(1)} KiB (most ${(most((c) => c.texts) / 1024).toFixed(1)}), ${middle((c) => c.requests)} requests, script ${middle((c) => c.script).toFixed(1)} ms (most ${most((c) => c.script).toFixed(1)}), all work ${middle((c) => c.task).toFixed(1)} ms`);
check("a cold query takes at most 20 KiB without the texts", most((c) => c.index) <= 20 * 1024, `${(most((c) => c.index) / 1024).toFixed(1)} KiB`);
check("a cold query takes less than 50 ms in the page (median of script time)", middle((c) => c.script) < 50, `${middle((c) => c.script).toFixed(1)} ms`);

/* ---------------------------------------------------------------- behaviour */

if (!large) {
  const some = QUERIES["hand-picked"].find((query) => holds([...ownText.values()].join(""), fold(query)));
  for (const base of [http, pathToFileURL(root).href + "/"]) {
    const from = await open(base + "index.html");
    const kind = base.slice(0, 4);
    await from.keyboard.press("/");
    check(`${kind}: a slash leads to the field`, await from.evaluate(() => document.activeElement.id) === "q");
    await from.keyboard.type(some);
    await from.keyboard.press("Enter");
    await from.waitForSelector(".hit mark");
    check(`${kind}: the form of the header leads to hits`, (await from.locator(".hit").count()) > 0 && new URL(from.url()).searchParams.get("q") === some);
    check(`${kind}: the count is said`, /\d/.test(await from.textContent("[role=status]")));
    check(`${kind}: the plain index is gone`, (await from.locator(".search-index").count()) === 0);
    await from.focus("#search-q");
    await from.keyboard.press("ArrowDown");
    check(`${kind}: the arrow leads to the first hit`, await from.evaluate(() => document.activeElement === document.querySelector(".hit-title a")));
    await from.keyboard.press("ArrowDown");
    await from.keyboard.press("ArrowUp");
    await from.keyboard.press("ArrowUp");
    check(`${kind}: the arrow leads back to the field`, await from.evaluate(() => document.activeElement.id) === "search-q");
    const href = await from.locator(".hit-title a").first().getAttribute("href");
    check(`${kind}: a hit leads to a page`, existsSync(join(root, decodeURIComponent(new URL(href, from.url()).href).replace(base, "").replace(/#.*/, ""))), href);
    const before = await from.locator(".hit").count();
    await from.click(".search-narrow summary");
    const level = from.locator(".search-narrow input[name=level]").nth(1);
    await level.check();
    await from.waitForFunction((before) => document.querySelectorAll(".hit").length !== before || location.search.includes("level="), before);
    await from.waitForTimeout(400);
    check(`${kind}: a level narrows`, (await from.locator(".hit").count()) <= before);
    if (base === http) { check("http: the level stands in the address", from.url().includes("level=")); }
    await from.focus("#search-q");
    await from.keyboard.press("Escape");
    await from.waitForSelector(".search-index");
    check(`${kind}: Escape clears, the index is back`, (await from.locator(".hit").count()) === 0);
    await from.close();
  }
  const typed = await open(http + "search/index.html");
  const session = await context.newCDPSession(typed);
  await typed.focus("#search-q");
  await session.send("Input.imeSetComposition", { text: "けん", selectionStart: 2, selectionEnd: 2 });
  await typed.waitForTimeout(400);
  check("nothing is searched while composing", (await typed.locator(".hit").count()) === 0);
  await session.send("Input.insertText", { text: "研修" });
  await typed.waitForSelector(".hit");
  check("the composed word is searched", (await typed.inputValue("#search-q")) === "研修");
  const hostile = ["<img src=x onerror=alert(1)>", "\"><script>alert(1)</script>", "javascript:alert(1)", "__proto__", "constructor", "\\", "%00", "\"", "「", "🎉", "a".repeat(3000)];
  let dialogs = 0;
  typed.on("dialog", (dialog) => { dialogs++; dialog.dismiss(); });
  for (const query of hostile) {
    await typed.goto(http + "search/index.html?q=" + encodeURIComponent(query));
    await typed.waitForTimeout(250);
    if (await typed.locator("main img[src=x], main script").count()) { dialogs++; }
  }
  check("hostile queries stay text", dialogs === 0);
  const empty = await find(page, "ぬるぽがっ");
  check("no hit is said, and there is a way on", empty.hits.length === 0 && await page.locator(".search-none a").first().isVisible());
  await find(page, "情報セキユリテイ研習");
  check("no hit: the closest titles are offered", (await page.locator(".search-results .search-near a").count()) > 0);
  await find(page, "DX");
  check("synonyms that were used are shown", /DX/.test(await page.textContent(".search-results p.small").catch(() => "")));
  const phrase = await find(page, "\"" + some + "\"");
  check("a quoted phrase finds", phrase.hits.length > 0);
  const single = await find(page, "税");
  check("a single character looks into titles", single.hits.length < 20);
  const dead = await browser.newContext({ javaScriptEnabled: false });
  const without = await dead.newPage();
  await without.goto(http + "search/index.html?q=" + some);
  check("without script the index and a notice stand there", await without.locator(".search-index a").first().isVisible() && await without.locator(".no-js").first().isVisible());
  for (const query of ["RPA", "デジタル"]) {
    await page.setViewportSize({ width: 320, height: 800 });
    await find(page, query);
    check(`${query}: no sideways overflow at 320`, await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
  }
}
check("no error, no policy violation, no request to another host", noise.length === 0, noise.slice(0, 3).join(" | "));
await browser.close();
server.close();
console.log(failures ? `${failures} failed` : "all held");
process.exit(failures ? 1 : 0);
