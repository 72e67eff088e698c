// The editor's loop in a real browser: node tests/web/serve.test.mjs
// What is saved is seen at once and where one was; mistakes lie over the last good page; another site learns nothing.
import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const program = join(dirname(fileURLToPath(import.meta.url)), "../../target/debug/shirube");
const place = mkdtempSync(join(tmpdir(), "shirube-serve-"));
const root = join(place, "portal");
const made = spawnSync(program, ["init", root], { encoding: "utf8" });
assert.equal(made.status, 0, made.stderr);

const courses = readdirSync(join(root, "content/courses")).filter((name) => name !== "_index.md").sort();
const course = join(root, "content/courses", courses[0]);
const address = `courses/${courses[0].replace(/\.md$/, "")}/`;
const original = readFileSync(course, "utf8");
// Long enough to be scrolled.
const long = `${original}\n${"長い文章です。\n\n".repeat(200)}`;
writeFileSync(course, long);
const style = join(root, "themes/default/static/own.css");
mkdirSync(dirname(style), { recursive: true });
writeFileSync(style, "h1 { letter-spacing: 1px; }\n");

const shirube = spawn(program, ["--root", root, "serve", "--port", "4690"], { stdio: ["ignore", "pipe", "pipe"] });
const base = await new Promise((found, lost) => {
  let said = "";
  const hear = (words) => {
    said += words;
    const [url] = /http:\/\/127\.0\.0\.1:\d+\//.exec(said) ?? [];
    if (url) found(url);
  };
  shirube.stdout.on("data", hear);
  shirube.stderr.on("data", hear);
  shirube.on("exit", () => lost(new Error(`serve ended: ${said}`)));
});

const executablePath = [process.env.CHROMIUM, "/usr/bin/chromium", "/usr/bin/chromium-browser"].find((path) => path && existsSync(path));
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--host-resolver-rules=MAP elsewhere.test 127.0.0.1"] });
let failed = 0;
async function test(name, run) {
  writeFileSync(course, long);
  const context = await browser.newContext({ permissions: ["clipboard-read", "clipboard-write"], viewport: { width: 1280, height: 800 } });
  const page = await context.newPage();
  try {
    await run(page, context);
    console.log(`ok    ${name}`);
  } catch (error) {
    failed += 1;
    console.log(`FAILED ${name}\n  ${error.stack}`);
  }
  await context.close();
}

const panel = (page) => page.locator("section.panel");
const shows = (page, text) => page.getByText(text).first().waitFor({ timeout: 10_000 });

await test("a saved text is seen at once, and where one was", async (page) => {
  await page.goto(base + address);
  await page.evaluate(() => scrollTo(0, 1500));
  writeFileSync(course, `${long}\n最後の一文を足しました。\n`);
  await shows(page, "最後の一文を足しました。");
  await page.waitForFunction(() => Math.abs(scrollY - 1500) < 2, null, { timeout: 5000 });
});

await test("a changed stylesheet is taken without loading the page again", async (page) => {
  await page.goto(base + address);
  await page.evaluate(() => { window.stayed = true; });
  for (const width of [7, 9]) {
    writeFileSync(style, `h1 { letter-spacing: ${width}px; }\n`);
    await page.waitForFunction((width) => getComputedStyle(document.querySelector("h1")).letterSpacing === `${width}px`, width, { timeout: 10_000 });
  }
  assert.equal(await page.evaluate(() => window.stayed), true);
  assert.equal(await page.locator("head link[rel=stylesheet]").count(), 1);
});

await test("a mistake lies over the last good page, its place can be copied, and it goes when it is mended", async (page) => {
  await page.goto(base + address);
  const title = await page.locator("h1").innerText();
  writeFileSync(course, long.replace(/^title:/m, "title："));
  await panel(page).waitFor({ timeout: 10_000 });
  assert.equal(await page.locator("h1").innerText(), title);
  const where = panel(page).getByRole("button", { name: /^content\/courses\// }).first();
  const words = await where.innerText();
  assert.match(words, new RegExp(`^content/courses/${courses[0]}:\\d+$`));
  assert.match(await panel(page).innerText(), /エラー/);
  await where.click();
  await page.waitForFunction(async (words) => (await navigator.clipboard.readText()) === words, words, { timeout: 5000 });
  writeFileSync(course, long);
  await panel(page).waitFor({ state: "detached", timeout: 10_000 });
});

await test("a page that is not there yet comes when its file is saved", async (page) => {
  const file = join(root, "content/courses/later.md");
  const answer = await page.goto(`${base}courses/later/`);
  assert.equal(answer.status(), 404);
  writeFileSync(file, original.replace(/^title:.*$/m, "title: あとから来た研修").replace(/^aliases:.*\n/m, ""));
  await page.locator("h1", { hasText: "あとから来た研修" }).waitFor({ timeout: 10_000 });
  rmSync(file);
  await page.waitForFunction(() => document.querySelector("h1")?.textContent !== "あとから来た研修", null, { timeout: 10_000 });
});

await test("the desk tells of all findings without being loaded again", async (page) => {
  await page.goto(`${base}_shirube/`);
  assert.doesNotMatch(await page.locator("body").innerText(), /こんな項目はありません_/);
  writeFileSync(course, long.replace(/^title:/m, "こんな項目はありません_: 1\ntitle:"));
  await shows(page, "こんな項目はありません_");
  writeFileSync(course, long);
  await page.waitForFunction(() => !document.body.innerText.includes("こんな項目はありません_"), null, { timeout: 10_000 });
});

// S08 and S09: a page of another origin, in the same browser.
const elsewhere = createServer((request, response) => {
  response.writeHead(200, { "content-type": "text/html; charset=utf-8" });
  response.end("<!DOCTYPE html><title>elsewhere</title><p>elsewhere</p>");
});
await new Promise((done) => elsewhere.listen(0, "127.0.0.1", done));

await test("a page of another origin reads nothing and is told nothing", async (page) => {
  await page.goto(`http://elsewhere.test:${elsewhere.address().port}/`);
  const seen = await page.evaluate(async ({ base, address }) => {
    const outcome = (promise) => promise.then((value) => value, () => "refused");
    const fetched = (options) => outcome(fetch(base + address, options).then(async (answer) => (await answer.text()).length));
    const element = (tag, at) => new Promise((done) => {
      const made = document.createElement(tag);
      made.addEventListener("load", () => done("loaded"));
      made.addEventListener("error", () => done("refused"));
      Object.assign(made, at);
      document.body.append(made);
    });
    const line = new Promise((done) => {
      const source = new EventSource(`${base}_shirube/events`);
      source.addEventListener("message", (event) => done(event.data));
      source.addEventListener("error", () => { source.close(); done("refused"); });
    });
    return {
      read: await fetched({}),
      opaque: await fetched({ mode: "no-cors" }),
      findings: await outcome(fetch(`${base}_shirube/findings.json`).then((answer) => answer.text())),
      script: await element("script", { src: `${base}_shirube/live.js` }),
      style: await element("link", { rel: "stylesheet", href: `${base}_shirube/live.css` }),
      image: await element("img", { src: `${base}assets/icon.svg` }),
      posted: await outcome(fetch(base, { method: "POST", mode: "no-cors", body: "x" }).then((answer) => answer.type)),
      line: await line,
    };
  }, { base, address });
  for (const [way, outcome] of Object.entries(seen)) assert.ok(outcome === "refused" || outcome === 0, `${way}: ${outcome}`);
  // Neither is a page of this server shown in one of another.
  await page.evaluate((base) => {
    const frame = document.createElement("iframe");
    frame.src = base;
    document.body.append(frame);
  }, base);
  await page.waitForTimeout(500);
  const inside = page.frames().find((frame) => frame !== page.mainFrame());
  assert.equal(await inside.locator("main").count().catch(() => 0), 0, "the portal is shown in a frame of another origin");
});

await test("a link from another page leads here", async (page) => {
  await page.goto(`http://elsewhere.test:${elsewhere.address().port}/`);
  await page.evaluate((to) => {
    const link = document.createElement("a");
    link.href = to;
    link.textContent = "portal";
    document.body.append(link);
  }, base + address);
  await page.getByText("portal").click();
  await page.locator("h1").waitFor({ timeout: 5000 });
});

await browser.close();
elsewhere.close();
shirube.removeAllListeners("exit");
shirube.kill();
rmSync(place, { recursive: true, force: true });
if (failed) process.exit(1);
