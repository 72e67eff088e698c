// What a browser remembers: marks, bookmarks, ticks of the sheets, tried in a real one over http:// and file://.
// Usage: node tests/web/progress.test.mjs SITE_DIR (playwright-core from target/web/node_modules or NODE_PATH). Does not look at design.
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { extname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const site = resolve(process.argv[2] ?? "public");
const require = createRequire(import.meta.url);
const { chromium } = (() => {
  try { return createRequire(resolve("target/web/package.json"))("playwright-core"); } catch { return require("playwright-core"); }
})();

const KINDS = { ".html": "text/html; charset=utf-8", ".css": "text/css", ".js": "text/javascript", ".json": "application/json", ".svg": "image/svg+xml" };
const server = createServer((request, response) => {
  if (request.url === "/favicon.ico") { return response.writeHead(204).end(); }
  const path = decodeURIComponent(new URL(request.url, "http://x").pathname);
  try {
    const body = readFileSync(join(site, path.endsWith("/") ? `${path}index.html` : path));
    response.writeHead(200, { "content-type": KINDS[extname(path)] ?? (path.endsWith("/") ? KINDS[".html"] : "application/octet-stream") }).end(body);
  } catch { response.writeHead(404).end(); }
});
await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
const bases = { http: `http://127.0.0.1:${server.address().port}/`, file: pathToFileURL(`${site}/`).href };
const scratch = mkdtempSync(join(tmpdir(), "shirube-progress-"));
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu"] });

const COURSE = "course:csv-first-step";
const HOSTILE = "<img src=x onerror=window.struck=1>";
let base;

/** A new browser profile; complains at the end when a page has thrown, asked another host, or broken the policy. */
async function visit(play, prepare = async () => {}) {
  const context = await browser.newContext({ acceptDownloads: true });
  const faults = [];
  await prepare(context);
  const page = await context.newPage();
  const watch = (of) => {
    of.on("pageerror", (error) => faults.push(`threw ${error.message}`));
    of.on("console", (line) => line.type() === "error" && faults.push(`console: ${line.text()}`));
    of.on("request", (request) => request.url().startsWith(base) || request.url().startsWith("blob:") || faults.push(`asked ${request.url()}`));
  };
  watch(page);
  const open = (path, of = page) => of.goto(`${base}${path}index.html`);
  await play({ page, open, context, watch });
  await context.close();
  assert.deepEqual(faults, []);
}

const PORTAL = "hokkaido-shirube", TITLED = "shirube/1/しるべ";
const key = (page) => page.evaluate(() => `shirube/portal/${document.documentElement.dataset.portal}`);
const stored = async (page) => page.evaluate((name) => JSON.parse(localStorage.getItem(name) ?? "null"), await key(page));
const put = async (page, text) => page.evaluate(([name, value]) => localStorage.setItem(name, value), [await key(page), text]);
const record = (groups) => JSON.stringify({ kind: "shirube-progress", version: 1, ...groups });
const said = (page) => page.locator(".keep-said").textContent();
const importFile = async (page, name, text) => {
  writeFileSync(join(scratch, name), text);
  await page.setInputFiles("[data-keep-import]", join(scratch, name));
  await page.waitForFunction(() => document.querySelector(".keep-said").textContent !== "");
};
const count = async (page) => (await page.locator(".assessment-count").textContent()).match(/\d+/g).map(Number);

const tests = {
  async "a mark survives a reload and shows in lists, on the record's page and at home"() {
    await visit(async ({ page, open }) => {
      await open("courses/csv-first-step/");
      assert.equal(await page.locator(".keep-select").inputValue(), "");
      await page.selectOption(".keep-select", "done");
      await page.fill(".keep-date", "2026-07-02");
      await page.locator(".keep-date").dispatchEvent("change");
      await page.click(".keep-button");
      await page.reload();
      assert.equal(await page.locator(".keep-select").inputValue(), "done");
      assert.equal(await page.locator(".keep-date").inputValue(), "2026-07-02");
      assert.equal(await page.locator(".keep-button").getAttribute("aria-pressed"), "true");
      await open("courses/");
      assert.match(await page.locator(`.mine[data-record="${COURSE}"]`).first().textContent(), /完了$/);
      await open("progress/");
      assert.equal(await page.locator('[data-list="done"] li').count(), 1);
      assert.match(await page.locator('[data-list="done"] li').textContent(), /はじめてのCSV整理.*令和8年7月2日 完了/);
      assert.equal(await page.locator('[data-list="saved"] li').count(), 1);
      await open("");
      assert.ok(await page.locator(".standing").isVisible());
      assert.ok((await page.locator(".standing-next li").count()) > 0);
    });
  },

  async "a new title keeps the record; what was kept under the title alone is carried over, once"() {
    const titled = (title) => async (route) => {
      const path = decodeURIComponent(new URL(route.request().url()).pathname.replace(new URL(base).pathname, ""));
      await route.fulfill({ contentType: "text/html", body: readFileSync(join(site, path), "utf8").replace('data-site="しるべ"', `data-site="${title}"`) });
    };
    await visit(async ({ page, open }) => {
      await open("courses/csv-first-step/");
      assert.equal(await key(page), `shirube/portal/${PORTAL}`);
      const kept = record({ marks: { [COURSE]: { state: "done", on: "2026-07-02" } } });
      const keep = (name, text) => page.evaluate(([name, text]) => localStorage.setItem(name, text), [name, text]);
      await keep(TITLED, kept);
      await page.reload();
      assert.equal(await page.locator(".keep-select").inputValue(), "done");
      assert.deepEqual(await page.evaluate(() => Object.keys(localStorage)), [`shirube/portal/${PORTAL}`]);
      // A record of another portal of the same title, which has no id, stays where it is.
      await keep(TITLED, record({ marks: { [COURSE]: { state: "skip", on: "" } } }));
      await page.reload();
      assert.equal(await page.locator(".keep-select").inputValue(), "done");
      assert.match(await page.evaluate((name) => localStorage.getItem(name), TITLED), /skip/);
      await page.route("**/*.html", titled("まなびの窓口"));
      await page.reload();
      assert.equal(await page.locator("html").getAttribute("data-site"), "まなびの窓口");
      assert.equal(await page.locator(".keep-select").inputValue(), "done");
    });
  },

  async "two portals on one host keep their records apart, also of one title; without an id the title is the name"() {
    const other = (attribute) => async (route) => {
      const path = decodeURIComponent(new URL(route.request().url()).pathname.replace(new URL(base).pathname, ""));
      await route.fulfill({ contentType: "text/html", body: readFileSync(join(site, path), "utf8").replace(` data-portal="${PORTAL}"`, attribute) });
    };
    await visit(async ({ page, open }) => {
      await open("courses/csv-first-step/");
      await page.selectOption(".keep-select", "doing");
      await page.route("**/*.html", other(' data-portal="another-portal"'));
      await page.reload();
      assert.equal(await page.locator(".keep-select").inputValue(), "");
      await page.selectOption(".keep-select", "done");
      await page.unroute("**/*.html");
      await page.route("**/*.html", other(""));
      await page.reload();
      assert.equal(await page.locator(".keep-select").inputValue(), "");
      await page.selectOption(".keep-select", "skip");
      assert.deepEqual((await page.evaluate(() => Object.keys(localStorage))).sort(), [TITLED, "shirube/portal/another-portal", `shirube/portal/${PORTAL}`].sort());
      await page.unroute("**/*.html");
      await page.reload();
      assert.equal(await page.locator(".keep-select").inputValue(), "doing");
    });
  },

  async "who has marked nothing is invited, and the record's page says so"() {
    await visit(async ({ page, open }) => {
      await open("");
      assert.ok(await page.locator(".standing-none").isVisible());
      assert.equal(await page.locator(".standing .stage:visible").count(), 0);
      await open("progress/");
      assert.ok(await page.locator(".record-none").isVisible());
    });
  },

  async "the sheet counts its tree: all, at least n, any"() {
    await visit(async ({ page, open }) => {
      await open("assessment/level-1/");
      assert.deepEqual(await count(page), [0, 5]);
      await page.check("#course-infosec-annual");
      assert.deepEqual(await count(page), [1, 5]);
      await page.check("#course-csv-first-step");
      assert.deepEqual(await count(page), [1, 5]);
      const group = page.locator('fieldset[data-rule="at_least"]').first();
      assert.match(await group.locator("[data-open]").first().textContent(), /あと1つ/);
      await page.check("#course-genai-basic");
      assert.deepEqual(await count(page), [2, 5]);
      assert.ok(await group.locator("[data-met]").first().isVisible());
      await page.check("#exam-ip");
      await page.fill("#exam-ip-evidence", "第1234号");
      await page.check("#course-bpr-intro");
      assert.equal(await page.locator(".missing > li").count(), 1);
      assert.match(await page.locator(".missing a").getAttribute("href"), /courses\/genai-safe\/index\.html$/);
      await page.check("#course-genai-safe");
      assert.deepEqual(await count(page), [5, 5]);
      assert.ok(await page.locator(".assessment-complete").isVisible());
      await page.reload();
      assert.deepEqual(await count(page), [5, 5]);
      assert.equal(await page.locator("#exam-ip-evidence").inputValue(), "第1234号");
    });
  },

  async "completed courses reach steps of skills"() {
    await visit(async ({ page, open }) => {
      await open("assessment/level-1/");
      const taught = await page.locator("[data-taught*='course:infosec-annual=']").first();
      const before = await taught.locator(".skill-mine").textContent();
      await page.check("#course-infosec-annual");
      assert.notEqual(await taught.locator(".skill-mine").textContent(), before);
    });
  },

  async "a nested group counts as one part"() {
    await visit(async ({ page, open }) => {
      await open("assessment/level-2/");
      const [before, of] = await count(page);
      await page.check("#course-rpa-hands-on");
      await page.check("#course-data-analysis-sql");
      assert.deepEqual(await count(page), [before, of]);
      await page.check("#course-python-cleaning");
      assert.deepEqual(await count(page), [before + 1, of]);
    });
  },

  async "a completed course ticks its condition, and unticking stays"() {
    await visit(async ({ page, open }) => {
      await open("courses/infosec-annual/");
      await page.selectOption(".keep-select", "done");
      await open("assessment/level-1/");
      const leaf = page.locator(".rule-leaf", { has: page.locator("#course-infosec-annual") });
      assert.ok(await page.isChecked("#course-infosec-annual"));
      assert.ok(await leaf.locator(".rule-auto").isVisible());
      assert.match(await page.locator("#course-infosec-annual-evidence").inputValue(), /^\d{4}-\d\d-\d\d$/);
      await page.uncheck("#course-infosec-annual");
      await page.reload();
      assert.ok(!(await page.isChecked("#course-infosec-annual")));
      assert.ok(!(await leaf.locator(".rule-auto").isVisible()));
      await open("courses/infosec-annual/");
      assert.equal(await page.locator(".keep-select").inputValue(), "done");
    });
  },

  async "export, clear, import give the same record back"() {
    await visit(async ({ page, open }) => {
      await open("progress/");
      const groups = { marks: { [COURSE]: { state: "done", on: "2026-07-02" } }, saved: { "exam:ip": { on: "2026-11-01" } }, ticks: { "exam:ip": { on: true, note: "1号" } } };
      await put(page, record(groups));
      await page.reload();
      const [download] = await Promise.all([page.waitForEvent("download"), page.click("[data-keep-export]")]);
      assert.match(download.suggestedFilename(), /^shirube-progress-\d{4}-\d\d-\d\d\.json$/);
      const text = readFileSync(await download.path(), "utf8");
      await page.click("[data-keep-clear]");
      assert.ok(await page.locator("dialog").isVisible());
      assert.ok(await page.locator("[data-keep-cancel]").evaluate((button) => button === document.activeElement));
      await page.keyboard.press("Escape");
      assert.ok(await page.locator("[data-keep-clear]").evaluate((button) => button === document.activeElement));
      assert.equal(await page.locator('[data-list="done"] li').count(), 1);
      await page.click("[data-keep-clear]");
      await page.click("[data-keep-sure]");
      assert.match(await said(page), /消しました/);
      assert.ok(await page.locator(".record-none").isVisible());
      await importFile(page, "record.json", text);
      assert.match(await said(page), /3件/);
      const { marks, saved, ticks } = await stored(page);
      assert.deepEqual({ marks, saved, ticks }, groups);
      assert.equal(await page.locator('[data-list="done"] li').count(), 1);
    });
  },

  async "hostile and foreign files change nothing else and run nothing"() {
    await visit(async ({ page, open }) => {
      await open("progress/");
      await put(page, record({ marks: { [COURSE]: { state: "doing", on: "" } } }));
      await page.reload();
      const refused = ["", "{", "[]", "null", "42", '"x"', '{"kind":"other","version":1}', record({ version: 2 }), "\u0000".repeat(100), "[".repeat(200000), `{"x":"${"y".repeat(5e6)}"}`];
      for (const text of refused) {
        await page.evaluate(() => { document.querySelector(".keep-said").textContent = ""; });
        await importFile(page, "bad.json", text);
        assert.match(await said(page), /読み込めません/, text.slice(0, 30));
      }
      await page.evaluate(() => { document.querySelector(".keep-said").textContent = ""; });
      const marks = `{"__proto__":{"state":"done"},"constructor":{"state":"done"},"course:${HOSTILE}":{"state":"done","on":"2026-99-99"},"course:a":null,"course:b":{"state":"toString"},"course:c":7,"course:d":{"state":["done"]}}`;
      const ticks = JSON.stringify({ [`exam:${HOSTILE}`]: { on: true, note: HOSTILE.repeat(100) }, "exam:ip": { on: "yes", note: 5 }, "work:1:x": { on: true } });
      const many = Object.fromEntries(Array.from({ length: 6000 }, (_, n) => [`page:${n}`, {}]));
      await importFile(page, "hostile.json", `{"kind":"shirube-progress","version":1,"marks":${marks},"saved":${JSON.stringify(many)},"ticks":${ticks}}`);
      const kept = await stored(page);
      assert.deepEqual(Object.keys(kept.marks).sort(), [`course:${HOSTILE}`, COURSE].sort());
      assert.equal(kept.marks[`course:${HOSTILE}`].on, "");
      assert.equal(kept.marks[COURSE].state, "doing");
      assert.equal(Object.keys(kept.saved).length, 5000);
      assert.deepEqual(Object.keys(kept.ticks).sort(), [`exam:${HOSTILE}`, "work:1:x"].sort());
      assert.equal(kept.ticks[`exam:${HOSTILE}`].note.length, 200);
      assert.equal(await page.locator(".record img").count(), 0);
      assert.equal(await page.evaluate(() => window.struck ?? ({}).state), undefined);
      await page.reload();
      assert.equal(await page.evaluate(() => window.struck), undefined);
    });
  },

  async "broken storage is an empty record, and works again with the next mark"() {
    for (const text of ["{", "null", "[]", '{"kind":"shirube-progress","version":1,"marks":[1,2],"saved":"x","ticks":null}']) {
      await visit(async ({ page, open }) => {
        await open("courses/csv-first-step/");
        await put(page, text);
        await page.reload();
        assert.equal(await page.locator(".keep-select").inputValue(), "");
        await page.selectOption(".keep-select", "doing");
        assert.deepEqual(Object.keys((await stored(page)).marks), [COURSE]);
        await open("progress/");
        assert.equal(await page.locator('[data-list="doing"] li').count(), 1);
      });
    }
  },

  async "storage denied: everything works within the page, with a note"() {
    const deny = (context) => context.addInitScript(() => {
      Object.defineProperty(window, "localStorage", { get() { throw new DOMException("denied", "SecurityError"); } });
    });
    await visit(async ({ page, open }) => {
      await open("courses/csv-first-step/");
      assert.ok(await page.locator(".keep-denied").isVisible());
      await page.selectOption(".keep-select", "done");
      assert.ok(await page.locator(".keep-date").isVisible());
      await open("assessment/level-1/");
      assert.ok(await page.locator(".keep-denied").isVisible());
      await page.check("#course-infosec-annual");
      assert.deepEqual(await count(page), [1, 5]);
      await open("progress/");
      assert.ok(await page.locator(".keep-denied").isVisible());
      await importFile(page, "one.json", record({ marks: { [COURSE]: { state: "done", on: "" } } }));
      assert.equal(await page.locator('[data-list="done"] li').count(), 1);
    }, deny);
  },

  async "full storage: the mark stays for this page, with a note"() {
    await visit(async ({ page, open }) => {
      await open("courses/csv-first-step/");
      assert.ok(!(await page.locator(".keep-denied").isVisible()));
      await page.evaluate(() => { Storage.prototype.setItem = () => { throw new DOMException("full", "QuotaExceededError"); }; });
      await page.selectOption(".keep-select", "doing");
      assert.equal(await page.locator(".keep-select").inputValue(), "doing");
      assert.ok(await page.locator(".keep-denied").isVisible());
    });
  },

  async "what was kept under a former id belongs to the present one"() {
    // The page as the generator writes it for a course with an alias.
    const renamed = async (route) => {
      const path = new URL(route.request().url()).pathname.replace(new URL(base).pathname, "");
      const html = readFileSync(join(site, decodeURIComponent(path)), "utf8");
      await route.fulfill({ contentType: "text/html", body: html.replaceAll(`data-record="${COURSE}"`, `data-record="${COURSE}" data-former="course:older course:old"`) });
    };
    await visit(async ({ page, open }) => {
      await open("courses/csv-first-step/");
      await put(page, record({ marks: { "course:old": { state: "done", on: "2026-07-02" } }, saved: { "course:old": { on: "" } } }));
      await page.route("**/*.html", renamed);
      await open("progress/");
      assert.match(await page.locator('[data-list="done"] li').textContent(), /はじめてのCSV整理/);
      assert.deepEqual(Object.keys((await stored(page)).marks), [COURSE]);
      await put(page, record({ ticks: { "course:older": { on: true } } }));
      await open("assessment/level-1/");
      assert.ok(await page.isChecked("#course-csv-first-step"));
      assert.deepEqual(Object.keys((await stored(page)).ticks), [COURSE]);
    });
  },

  async "tabs stay in step, and do not undo one another"() {
    await visit(async ({ page, open, context, watch }) => {
      const other = await context.newPage();
      watch(other);
      await open("courses/csv-first-step/");
      await open("courses/infosec-annual/", other);
      await page.selectOption(".keep-select", "doing");
      await other.selectOption(".keep-select", "done");
      const { marks } = await stored(page);
      assert.deepEqual(Object.keys(marks).length, 2);
      await open("courses/csv-first-step/", other);
      await other.selectOption(".keep-select", "done");
      await page.waitForFunction(() => document.querySelector(".keep-select").value === "done");
    });
  },

  async "the keyboard alone marks, bookmarks, ticks, removes and clears"() {
    await visit(async ({ page, open }) => {
      const tabTo = async (selector) => {
        for (let n = 0; n < 200; n += 1) {
          await page.keyboard.press("Tab");
          if (await page.evaluate((of) => document.activeElement.matches(of), selector)) { return; }
        }
        assert.fail(`${selector} is not reached`);
      };
      await open("courses/csv-first-step/");
      await tabTo(".keep-select");
      await page.keyboard.press("ArrowDown");
      assert.equal(await page.locator(".keep-select").inputValue(), "doing");
      await tabTo(".keep-button");
      await page.keyboard.press("Space");
      assert.equal(await page.locator(".keep-button").getAttribute("aria-pressed"), "true");
      await open("assessment/level-1/");
      await tabTo("#exam-ip");
      await page.keyboard.press("Space");
      assert.deepEqual(await count(page), [1, 5]);
      await open("progress/");
      await tabTo('[data-list="doing"] button');
      await page.keyboard.press("Enter");
      assert.equal(await page.locator('[data-list="doing"] li').count(), 0);
      assert.notEqual(await page.evaluate(() => document.activeElement.tagName), "BODY");
      await tabTo("[data-keep-import]");
      await tabTo("[data-keep-clear]");
      await page.keyboard.press("Enter");
      await tabTo("[data-keep-sure]");
      await page.keyboard.press("Enter");
      assert.ok(await page.locator(".record-none").isVisible());
      assert.ok(await page.locator("[data-keep-clear]").evaluate((button) => button === document.activeElement));
    });
  },

  async "without scripts the page says what it is, and the sheet is complete"() {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(`${base}progress/index.html`);
    assert.match(await page.locator("main").innerText(), /JavaScript/);
    assert.match(await page.locator("main").innerText(), /ブラウザーの中だけ/);
    assert.equal(await page.locator("[data-keep-export]:visible").count(), 0);
    await page.goto(`${base}assessment/level-1/index.html`);
    assert.equal(await page.locator(".rule-leaf input[type=checkbox]:visible").count(), 14);
    await context.close();
  },
};

let failed = 0;
for (const [name, address] of Object.entries(bases)) {
  base = address;
  for (const [title, test] of Object.entries(tests)) {
    try {
      await test();
      console.log(`ok    ${name}  ${title}`);
    } catch (error) {
      failed += 1;
      console.log(`FAIL  ${name}  ${title}\n${String(error.stack).split("\n").slice(0, 14).map((line) => `      ${line}`).join("\n")}`);
    }
  }
}
await browser.close();
server.close();
rmSync(scratch, { recursive: true });
process.exit(failed ? 1 : 0);
