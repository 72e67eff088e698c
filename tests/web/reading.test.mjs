// Reading helps in a real browser: node tests/web/reading.test.mjs SITE_DIR
// Terms by mouse, keyboard and touch; copying over file:// and http; the page of lost addresses; everything readable without scripts.
import assert from "node:assert/strict";
import { existsSync, readFileSync, readdirSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const here = path.dirname(fileURLToPath(import.meta.url));
const places = [path.join(here, "../../target/web/"), ...(process.env.NODE_PATH ?? "").split(":").filter(Boolean).map((at) => path.join(at, "../"))];
const found = places.find((at) => existsSync(path.join(at, "node_modules/playwright-core")));
assert.ok(found, "playwright-core: install tests/web/package.json into target/web, or set NODE_PATH");
const { chromium } = createRequire(path.join(found, "x.js"))("playwright-core");

const site = path.resolve(process.argv[2] ?? "public");
const pages = [];
(function walk(directory) {
  for (const name of readdirSync(directory)) {
    const file = path.join(directory, name);
    if (statSync(file).isDirectory()) walk(file);
    else if (name === "index.html") pages.push(file);
  }
})(site);
const holding = (text) => {
  const file = pages.find((page) => readFileSync(page, "utf8").includes(text));
  assert.ok(file, `no page holds ${text}`);
  return file;
};

const types = { ".html": "text/html; charset=utf-8", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml" };
const server = createServer((request, response) => {
  let address = new URL(request.url, "http://x").pathname;
  try { address = decodeURIComponent(address); } catch { /* no UTF-8: nothing is called so */ }
  const asked = path.normalize(path.join(site, address));
  const there = asked.startsWith(site) && existsSync(asked) && statSync(asked).isFile();
  const file = there ? asked : path.join(site, "404.html");
  response.writeHead(there ? 200 : 404, { "content-type": types[path.extname(file)] ?? "application/octet-stream" });
  response.end(readFileSync(file));
});
await new Promise((done) => server.listen(0, "0.0.0.0", done));
const port = server.address().port;
const file = (page) => pathToFileURL(page).href;
// A name that is no secure context, as on an intranet without certificates.
const http = (page) => `http://portal.test:${port}/${path.relative(site, page).split(path.sep).join("/")}`;

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--host-resolver-rules=MAP portal.test 127.0.0.1"],
});
let failed = 0;
async function test(name, options, run) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const wrong = [];
  page.on("console", (message) => message.type() === "error" && !/status of 404/.test(message.text()) && wrong.push(message.text()));
  page.on("pageerror", (error) => wrong.push(error.message));
  try {
    await run(page, context);
    assert.deepEqual(wrong, []);
    console.log(`ok   ${name}`);
  } catch (error) {
    failed += 1;
    console.log(`FAIL ${name}\n     ${String(error.message).split("\n").slice(0, 6).join("\n     ")}`);
  }
  await context.close();
}

const wide = { viewport: { width: 1280, height: 900 } };
const phone = { viewport: { width: 320, height: 640 }, hasTouch: true };
const withTerm = holding('class="term-link"');
const apart = (a, b) => a.y + a.height <= b.y || b.y + b.height <= a.y;
const lines = (term) => term.evaluate((element) => { const box = element.getBoundingClientRect(); return { x: box.x, y: box.y, width: box.width, height: box.height }; });

await test("a term is explained on hover, the note can be entered, Escape closes it", wide, async (page) => {
  await page.goto(file(withTerm));
  const term = page.locator(".term-link").first();
  const note = page.locator(".term-note");
  await term.hover();
  await note.waitFor({ state: "visible" });
  assert.ok((await note.innerText()).length > 10);
  assert.ok(apart(await lines(term), await note.boundingBox()), "the note lies on the term");
  await note.hover();
  await page.waitForTimeout(500);
  assert.ok(await note.isVisible(), "the note left while the pointer was on it");
  await page.keyboard.press("Escape");
  assert.ok(!(await note.isVisible()));
});

await test("a term is explained on focus and described to those who listen; Enter follows", wide, async (page) => {
  await page.goto(file(withTerm));
  const term = page.locator(".term-link").first();
  await term.focus();
  assert.equal(await term.getAttribute("aria-describedby"), "term-note");
  assert.ok(await page.locator(".term-note").isVisible());
  await page.keyboard.press("Escape");
  assert.ok(!(await page.locator(".term-note").isVisible()));
  assert.equal(await term.getAttribute("aria-describedby"), null);
  await page.keyboard.press("Enter");
  await page.waitForURL(/glossary\/index\.html#/);
});

await test("the first tap explains, the second follows; the note fits into 320 px", phone, async (page) => {
  await page.goto(file(withTerm));
  for (const term of (await page.locator(".term-link").all()).slice(0, 4)) {
    await term.tap();
    const box = await page.locator(".term-note").boundingBox();
    assert.ok(box && box.x >= 0 && box.x + box.width <= 320, "the note leaves the screen");
    assert.ok(apart(await lines(term), box), "the note lies on the term");
    assert.ok(!page.url().includes("/glossary/"));
    await page.keyboard.press("Escape");
  }
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 320);
  await page.locator("h1").tap();
  assert.ok(!(await page.locator(".term-note").isVisible()), "a tap elsewhere closes it");
  const term = page.locator(".term-link").first();
  await term.tap();
  await term.tap();
  await page.waitForURL(/glossary\/index\.html#/);
});

for (const [where, at] of [["file", file], ["http", http]]) {
  await test(`code and board texts are copied over ${where}`, wide, async (page, context) => {
    if (where === "file") await context.grantPermissions(["clipboard-read", "clipboard-write"]).catch(() => {});
    const copied = () => page.evaluate(() => new Promise((done) => {
      const slot = document.createElement("textarea");
      document.body.append(slot);
      slot.focus();
      slot.addEventListener("paste", (event) => done(event.clipboardData.getData("text/plain")));
      document.execCommand("paste") || setTimeout(() => done(null), 200);
    }));
    await page.goto(at(holding("<pre tabindex")));
    if (where === "http") assert.equal(await page.evaluate(() => isSecureContext), false);
    const button = page.locator(".code-box > .copy").first();
    await button.click();
    await page.locator('[role="status"]', { hasText: /コピー|Copied/ }).first().waitFor({ state: "attached" });
    const want = await page.locator(".prose pre").first().evaluate((code) => code.textContent);
    const got = await copied();
    if (got !== null) assert.equal(got, want);
    await page.goto(at(holding("data-copy")));
    await page.locator("[data-copy] + p > .copy").click();
    await page.waitForTimeout(200);
    assert.match(await page.locator("[data-copy] + p > .copy").innerText(), /コピーしました|Copied/);
  });
}

await test("where nothing may be copied, the text is selected and that is said", wide, async (page) => {
  await page.addInitScript(() => { document.execCommand = () => false; });
  await page.goto(http(holding("data-copy")));
  await page.locator("[data-copy] + p > .copy").click();
  assert.equal(await page.evaluate(() => getSelection().toString().trim()), (await page.locator("[data-copy]").innerText()).trim());
  assert.match(await page.locator("[data-copy] + p > .copy").innerText(), /Ctrl\+C/);
});

await test("a lost address is shown as text, and pages of nearly that name are proposed", wide, async (page) => {
  const bad = "<img src=x onerror=window.hurt=1>";
  await page.goto(`http://portal.test:${port}/${encodeURIComponent(bad)}`);
  const shown = page.locator("[data-lost]");
  assert.ok(await shown.isVisible());
  assert.equal(await shown.locator("code").textContent(), `/${bad}`);
  assert.equal(await page.evaluate(() => window.hurt ?? document.querySelectorAll("[data-lost] img").length), 0);
  await page.goto(`http://portal.test:${port}/cources.html`);
  assert.ok((await page.locator("[data-near] a").evaluateAll((links) => links.map((link) => link.getAttribute("href")))).includes("courses/index.html"));
  await page.goto(`http://portal.test:${port}/%E0%A4`);
  assert.equal(await shown.locator("code").textContent(), "/%E0%A4");
  await page.goto(file(path.join(site, "404.html")));
  assert.ok(!(await page.locator("[data-lost]").isVisible()));
});

await test("the contents of the page mark the section in view", wide, async (page) => {
  const long = pages.find((one) => (readFileSync(one, "utf8").match(/class="toc-list">(?:<li>.*?<\/li>){5,}/) ?? []).length > 0);
  await page.goto(file(long));
  const last = page.locator(".toc-list a").nth(2);
  await page.evaluate((id) => document.getElementById(decodeURIComponent(id)).scrollIntoView(), (await last.getAttribute("href")).slice(1));
  await page.locator('.toc-list a[aria-current="location"]').waitFor();
  assert.equal(await page.locator('.toc-list a[aria-current="location"]').count(), 1);
});

await test("without scripts terms are links with their explanation, codes and texts are there", { ...wide, javaScriptEnabled: false }, async (page) => {
  await page.goto(file(withTerm));
  const term = page.locator(".term-link").first();
  assert.match(await term.getAttribute("href"), /glossary\/index\.html#./);
  assert.ok((await term.getAttribute("title")).length > 5);
  await page.goto(file(holding("data-copy")));
  assert.ok(await page.locator("[data-copy]").isVisible());
  assert.equal(await page.locator(".copy, .anchor").count(), 0);
});

await test("images keep their place before they are loaded", wide, async (page) => {
  await page.goto(file(holding('<img src="')));
  for (const image of await page.locator(".prose img").all()) {
    for (const name of ["width", "height", "loading", "decoding", "alt"]) assert.ok(await image.getAttribute(name), name);
  }
});

await browser.close();
server.close();
process.exitCode = failed ? 1 : 0;
