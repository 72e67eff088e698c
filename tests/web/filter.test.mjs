// Filters and live dates in a real browser: node tests/web/filter.test.mjs SITE_DIR
// Needs playwright-core (target/web/node_modules or NODE_PATH) and Chromium (CHROMIUM, else /usr/bin/chromium). Exits 1 when a scenario fails.
// What is expected is counted from the `data-*` of the static rows by code of its own, never read back from the script under test.
import assert from "node:assert/strict";
import { createReadStream, existsSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { extname, join, normalize, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const { chromium } = createRequire(new URL("../../target/web/package.json", import.meta.url))("playwright-core");
const root = resolve(process.argv[2] ?? "target/portal");
const TYPES = { ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".css": "text/css" };

const server = createServer((request, response) => {
  const path = join(root, normalize(decodeURIComponent(new URL(request.url, "http://x").pathname)));
  const file = path.endsWith("/") ? join(path, "index.html") : path;
  if (!file.startsWith(root) || !existsSync(file)) { return response.writeHead(path.endsWith("favicon.ico") ? 204 : 404).end(); }
  response.writeHead(200, { "content-type": TYPES[extname(file)] ?? "application/octet-stream" });
  createReadStream(file).pipe(response);
});
await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
const bases = { http: `http://127.0.0.1:${server.address().port}`, file: pathToFileURL(root).href };

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu"] });
let failed = 0;

/** Runs one scenario on a fresh page and fails it on any message of the console. */
async function scenario(name, options, act) {
  const { now, ...rest } = options;
  const context = await browser.newContext({ timezoneId: "Asia/Tokyo", locale: "ja-JP", viewport: { width: 1280, height: 900 }, ...rest });
  const said = [];
  try {
    if (now) { await context.clock.setFixedTime(new Date(`${now}+09:00`)); }
    const page = await context.newPage();
    page.setDefaultTimeout(5000);
    page.on("console", (message) => said.push(message.text()));
    page.on("pageerror", (error) => said.push(String(error)));
    await act(page);
    assert.deepEqual(said, [], "the console stays silent");
    console.log(`ok    ${name}`);
  } catch (error) {
    failed += 1;
    console.log(`FAIL  ${name}\n      ${String(error.message ?? error).split("\n").join("\n      ")}`);
  } finally {
    await context.close();
  }
}

/** The attributes of all counted rows of a page, as the generator wrote them. */
async function rowsOf(path) {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`${bases.file}/${path}`);
  const rows = await page.locator('#list [data-row=""]').evaluateAll((all) => all.map((row) => ({ ...row.dataset })));
  await context.close();
  return rows;
}

const holds = (row, choice) => Object.entries(choice).every(([facet, values]) => values.some((value) => (row[facet] ?? "").split(" ").includes(value)));
const matching = (rows, choice) => rows.filter((row) => holds(row, choice)).length;
const visible = (page) => page.locator('#list [data-row=""]:visible').count();
const box = (page, facet, value) => page.locator(`.filter-box input[name="${facet}"][value="${value}"]`);
const status = async (page) => (await page.locator("#filter-count").textContent()).replace(/\s+/g, " ").trim();

const COURSES = "courses/index.html";
const courses = await rowsOf(COURSES);
const level1 = { level: ["level-1"] };
const both = { level: ["level-1"], length: ["m120"] };
assert.ok(matching(courses, both) > 0 && matching(courses, both) < courses.length, "the portal has courses to tell apart");

for (const [scheme, base] of Object.entries(bases)) {
  await scenario(`${scheme}: two values, count, status, hash, reload, back, clear`, {}, async (page) => {
    await page.goto(`${base}/${COURSES}`);
    assert.equal(await visible(page), courses.length);
    assert.equal(await status(page), `${courses.length} 件`);
    await box(page, "level", "level-1").check();
    assert.equal(await visible(page), matching(courses, level1));
    await box(page, "length", "m120").check();
    assert.equal(await visible(page), matching(courses, both));
    assert.equal(await status(page), `${matching(courses, both)} 件（${courses.length}件中）`);
    assert.equal(new URL(page.url()).hash, "#level=level-1&length=m120");
    assert.equal(await page.locator("#filter-picked button").count(), 3, "two values and the way out");
    await page.reload();
    assert.equal(await visible(page), matching(courses, both), "restored from the address");
    await page.goBack();
    assert.equal(await visible(page), matching(courses, level1), "one step back");
    assert.equal(await box(page, "length", "m120").isChecked(), false);
    await page.goForward();
    assert.equal(await visible(page), matching(courses, both));
    await page.locator(".filter-form [data-filter-clear]").click();
    assert.equal(await visible(page), courses.length);
    assert.equal(new URL(page.url()).hash, "");
  });
  await scenario(`${scheme}: coming back from a course restores the choice`, {}, async (page) => {
    await page.goto(`${base}/${COURSES}#level=level-1&length=m120`);
    await page.locator('[data-row=""]:visible a').first().click();
    await page.waitForURL(/courses\/[^/]+\/index\.html/);
    await page.goBack();
    assert.equal(await visible(page), matching(courses, both));
    assert.ok(await box(page, "level", "level-1").isChecked());
  });
}

await scenario("values of one facet are added up, the others' counts follow", {}, async (page) => {
  await page.goto(`${bases.http}/${COURSES}`);
  await box(page, "level", "level-1").check();
  await box(page, "level", "level-2").check();
  assert.equal(await visible(page), matching(courses, { level: ["level-1", "level-2"] }));
  for (const [facet, value, others] of [["length", "m120", { level: ["level-1", "level-2"] }], ["level", "level-3", {}]]) {
    const count = await box(page, facet, value).locator("xpath=..").locator("[data-count]").textContent();
    assert.equal(Number(count), matching(courses, { ...others, [facet]: [value] }), `${facet}=${value}`);
  }
});

await scenario("a chosen value is a button that takes it back, and the focus stays", {}, async (page) => {
  await page.goto(`${bases.http}/${COURSES}#level=level-1&length=m120`);
  const buttons = page.locator("#filter-picked button");
  assert.match(await buttons.first().getAttribute("aria-label"), /を外す$/);
  await buttons.first().click();
  assert.equal(await visible(page), matching(courses, { length: ["m120"] }));
  assert.ok(await buttons.first().evaluate((element) => element === document.activeElement));
  await buttons.first().click();
  assert.equal(await visible(page), courses.length);
  assert.equal(await page.evaluate(() => document.activeElement.tagName), "SUMMARY");
});

await scenario("an empty result names the way out", {}, async (page) => {
  const formats = [...new Set(courses.flatMap((row) => row.format.split(" ")))];
  const levels = [...new Set(courses.flatMap((row) => row.level.split(" ")))].filter(Boolean);
  const pair = levels.flatMap((level) => formats.map((format) => [level, format])).find(([level, format]) => matching(courses, { level: [level], format: [format] }) === 0);
  assert.ok(pair, "some pair has no course");
  await page.goto(`${bases.http}/${COURSES}#level=${pair[0]}&format=${pair[1]}`);
  assert.equal(await visible(page), 0);
  assert.match(await status(page), /^0 件/);
  assert.ok(await page.locator("#filter-none").isVisible());
  await page.locator("#filter-ways button").first().click();
  assert.equal(await visible(page), matching(courses, { format: [pair[1]] }));
  assert.ok(!(await page.locator("#filter-none").isVisible()));
});

await scenario("the keyboard alone: into the panel, choose, take back", {}, async (page) => {
  await page.goto(`${bases.http}/${COURSES}`);
  await page.locator(".filter-box > summary").focus();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Space");
  assert.equal(await page.locator(".filter-box input:checked").count(), 1);
  assert.ok((await visible(page)) < courses.length);
  assert.ok(await page.evaluate(() => document.activeElement.matches("input:checked")), "the focus stays on the value");
  await page.keyboard.press("Enter");
  assert.ok(page.url().includes("#"), "Enter sends nothing away");
  await page.keyboard.press("Space");
  assert.equal(await visible(page), courses.length);
});

await scenario("the status is spoken: its text changes within role=status", {}, async (page) => {
  await page.goto(`${bases.http}/${COURSES}`);
  await page.evaluate(() => {
    window.spoken = [];
    const live = document.querySelector('[role="status"]');
    new MutationObserver(() => window.spoken.push(live.textContent.trim())).observe(live, { childList: true, subtree: true, characterData: true });
  });
  await box(page, "level", "level-1").check();
  const spoken = await page.evaluate(() => window.spoken);
  assert.equal(spoken.at(-1), `${matching(courses, level1)} 件（${courses.length}件中）`);
});

await scenario("sorting by length, and back to the given order", {}, async (page) => {
  await page.goto(`${bases.http}/${COURSES}`);
  const titles = () => page.locator(".course-title").allTextContents();
  const given = await titles();
  await page.locator("#filter-sort").selectOption("length");
  const lengths = await page.locator('#list [data-row=""]').evaluateAll((rows) => rows.map((row) => row.dataset.orderLength ?? "~"));
  assert.deepEqual(lengths, [...lengths].sort());
  assert.equal(new URL(page.url()).hash, "#sort=length");
  await page.locator("#filter-sort").selectOption("");
  assert.deepEqual(await titles(), given);
});

await scenario("nonsense in the address chooses nothing and breaks nothing", {}, async (page) => {
  for (const hash of ["#level=%22%5D%3Cscript%3E&x=1", "#%E0%A4%A", "#=&==&level", "#level=level-1,<b>", "#__proto__=x&constructor=y"]) {
    await page.goto("about:blank");
    await page.goto(`${bases.http}/${COURSES}${hash}`);
    assert.equal(await visible(page), hash.includes("level-1") ? matching(courses, level1) : courses.length, hash);
  }
});

await scenario("the chosen filter is printed in words", {}, async (page) => {
  await page.goto(`${bases.http}/${COURSES}#level=level-1&length=m120`);
  await page.emulateMedia({ media: "print" });
  assert.match(await page.locator("#filter-said").innerText(), /人材区分＝レベル1、時間＝2時間以内/);
  assert.ok(!(await page.locator(".filter-box").isVisible()));
});

await scenario("narrow: the panel is folded, and says how much is chosen", { viewport: { width: 320, height: 640 } }, async (page) => {
  await page.goto(`${bases.http}/${COURSES}#level=level-1&length=m120`);
  assert.equal(await page.locator(".filter-box").evaluate((panel) => panel.open), false);
  assert.match(await page.locator(".filter-box > summary").innerText(), /2/);
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 320);
});

await scenario("a level-1 course under two hours on data: three clicks from the home page", {}, async (page) => {
  await page.goto(`${bases.http}/index.html`);
  await page.getByRole("navigation", { name: "分野" }).getByRole("link", { name: /^データ/ }).click();
  await page.getByRole("checkbox", { name: /^レベル1/ }).check();
  await page.getByRole("checkbox", { name: /^2時間以内/ }).check();
  assert.equal(await visible(page), matching(courses, { area: ["data"], ...both }));
  assert.ok((await visible(page)) > 0);
});

for (const path of ["external/index.html", "exams/index.html", "cases/index.html", "deadlines/index.html"]) {
  const rows = await rowsOf(path);
  await scenario(`${path}: every value alone shows as many rows as it says`, { now: "2026-11-22T09:00" }, async (page) => {
    await page.goto(`${bases.http}/${path}`);
    assert.equal(await visible(page), rows.length);
    const values = await page.locator(".filter-box input").evaluateAll((all) => all.map((one) => [one.name, one.value]));
    assert.ok(values.length > 4);
    for (const [facet, value] of values) {
      await page.evaluate((hash) => { location.hash = hash; }, `${facet}=${value}`);
      await page.waitForFunction((wanted) => document.querySelectorAll(".filter-box input:checked").length === 1 && document.querySelector(".filter-box input:checked").value === wanted, value);
      assert.equal(await visible(page), matching(rows, { [facet]: [value] }), `${facet}=${value}`);
      assert.equal(await page.locator("[data-rows]:visible").filter({ hasNot: page.locator("[data-row]:visible") }).count(), 0, "no empty section");
    }
  });
}

await scenario("an anchor to a hidden row shows it", {}, async (page) => {
  await page.goto(`${bases.http}/external/index.html#standing=recommended`);
  const target = await page.locator('#list [data-row=""][hidden]').first().getAttribute("id");
  await page.evaluate((id) => { location.hash = id; }, target);
  await page.locator(`#${target}`).waitFor({ state: "visible" });
});

for (const path of [COURSES, "external/index.html", "exams/index.html", "cases/index.html", "deadlines/index.html"]) {
  await scenario(`${path}: complete without script`, { javaScriptEnabled: false }, async (page) => {
    await page.goto(`${bases.file}/${path}`);
    assert.equal(await page.locator(".filter-box").isVisible(), false);
    assert.equal(await page.locator("#filter-sort").isVisible().catch(() => false), false);
    assert.equal(await page.locator("#list [data-row]:visible").count(), await page.locator("#list [data-row]").count());
    assert.match(await status(page), /^\d+ 件$/);
  });
}

// Live dates. Each case takes a row of the static page and puts the clock beside its dates.
const DEADLINES = "deadlines/index.html";
const slots = await (async () => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`${bases.file}/${DEADLINES}`);
  const all = await page.locator("#list .deadline .countdown").evaluateAll((found) => found.map((slot) => ({ ...slot.dataset, text: slot.textContent })));
  await context.close();
  return all;
})();
assert.ok(slots.every((slot) => slot.text === ""), "nothing relative is in the HTML");
const timed = slots.find((slot) => slot.from && slot.until.includes("T") && !slot.says);
const daily = slots.find((slot) => !slot.until.includes("T") && !slot.says);
assert.ok(timed, "some application has an opening day and a time of closing");

const shift = (iso, minutes) => new Date(Date.parse(`${iso}:00Z`) + minutes * 60000).toISOString().slice(0, 16);
const slotText = async (page, slot) => {
  const from = slot.from ? `[data-from="${slot.from}"]` : ":not([data-from])";
  return (await page.locator(`#list .deadline .countdown[data-until="${slot.until}"]${from}`).first().textContent()).trim();
};
const day = (iso) => Date.parse(`${iso.slice(0, 10)}T00:00Z`) / 864e5;

const turns = [
  [shift(`${timed.from}T00:00`, -1), () => "受付前"],
  [`${timed.from}T00:00`, (now) => `受付中あと${day(timed.until) - day(now)}日`],
  [shift(timed.until, -24 * 60), () => "受付中あと1日"],
  [shift(timed.until, -1), () => "本日締切"],
  [shift(timed.until, 1), () => "受付終了"],
];
if (daily) { turns.push([`${daily.until}T23:59`, () => "本日締切", daily], [shift(`${daily.until}T23:59`, 1), () => "受付終了", daily]); }
for (const [now, word, slot] of turns) {
  await scenario(`${now}: ${word(now)}`, { now }, async (page) => {
    await page.goto(`${bases.http}/${DEADLINES}`);
    assert.equal(await slotText(page, slot ?? timed), word(now));
  });
}

await scenario("what is over is dimmed and goes to the end", { now: shift(timed.until, 1) }, async (page) => {
  await page.goto(`${bases.http}/index.html`);
  const past = await page.locator("#due ~ .deadlines .deadline, .deadlines .deadline").evaluateAll((rows) => rows.map((row) => row.classList.contains("is-past")));
  assert.deepEqual(past, [...past].sort((a, b) => Number(a) - Number(b)));
  assert.equal(await page.locator(".deadline.is-past .countdown").evaluateAll((all) => all.every((one) => one.textContent !== "")), true);
});

await scenario("a home page from last year says that all of its deadlines are past", { now: "2028-01-05T09:00" }, async (page) => {
  await page.goto(`${bases.http}/index.html`);
  assert.ok(await page.locator("[data-all-past]").isVisible());
});

await scenario("the present day is marked in the calendar", { now: "2026-11-22T09:00" }, async (page) => {
  await page.goto(`${bases.http}/calendar/index.html`);
  assert.equal(await page.locator(".cal td.is-today").getAttribute("data-date"), "2026-11-22");
});

await browser.close();
server.close();
console.log(failed ? `${failed} failed` : "all passed");
process.exit(failed ? 1 : 0);
