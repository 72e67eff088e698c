// The keyboard: Tab reaches everything in the order of the text and comes back, the focus is visible and not covered, nothing traps it; skip link, Escape, `/`.

import { open } from "../lib/page.mjs";

export const about = "Tab through everything and back, focus visible and uncovered, skip link, Escape";

/** Runs in the page: what Tab must reach, in the order of the text. Each gets a number. */
function focusables() {
  const all = [...document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex]")].filter(
    (element) =>
      element.tabIndex >= 0 && !element.disabled && element.checkVisibility({ visibilityProperty: true }) &&
      !(element.matches("summary") && element !== element.parentElement?.querySelector("summary")) &&
      !(element.matches("input[type=radio]:not(:checked)") && element.name),
  );
  window.testOrder = all;
  window.testSeen = [];
  window.testBad = [];
  const covered = (element) => {
    // What is larger than the window is looked at where it meets the window.
    const boxes = [...element.getClientRects()]
      .map((box) => {
        const left = Math.max(box.left, 0);
        const top = Math.max(box.top, 0);
        return { left, top, width: Math.min(box.right, innerWidth) - left, height: Math.min(box.bottom, innerHeight) - top };
      })
      .filter((box) => box.width > 0 && box.height > 0);
    return !boxes.some((box) =>
      [0.5, 0.1, 0.9].some((share) => {
        const top = document.elementFromPoint(box.left + box.width * share, box.top + box.height / 2);
        return top && (element.contains(top) || (top.contains(element) && !top.matches("html, body")) || top.closest("label")?.contains(element));
      }),
    );
  };
  window.testIsCovered = covered;
  window.testCovered = [];
  document.addEventListener(
    "keydown",
    (event) => {
      // Looks at what the key before has reached: by now it has been scrolled to.
      const element = document.activeElement;
      if (event.key !== "Tab" || !element || element === document.body) return;
      const place = all.indexOf(element);
      if (window.testSeen.at(-1) === place) return;
      window.testSeen.push(place);
      const what = `<${element.localName} class="${element.className}"> „${(element.innerText || element.getAttribute("aria-label") || element.id).trim().slice(0, 30)}“`;
      if (place < 0) {
        window.testBad.push(`the focus is on something that should not have it: ${what}`);
        return;
      }
      // A box in a label may leave the line to its label.
      const lined = [element, element.closest("label")].some((one) => {
        const style = one && getComputedStyle(one);
        return style && style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
      });
      if (!lined) window.testBad.push(`no visible focus: ${what}`);
      if (covered(element)) window.testCovered.push([place, event.shiftKey, what]);
    },
    true,
  );
  return all.length;
}

/** Presses Tab `times` times, without waiting for each: the page looks at every stop by itself. */
async function tab(page, times, modifiers) {
  const keys = await page.context().newCDPSession(page);
  const key = { key: "Tab", code: "Tab", windowsVirtualKeyCode: 9, modifiers };
  const sent = [];
  for (let i = 0; i < times; i += 1) sent.push(keys.send("Input.dispatchKeyEvent", { type: "rawKeyDown", ...key }), keys.send("Input.dispatchKeyEvent", { type: "keyUp", ...key }));
  await Promise.all(sent);
  await keys.detach();
}

async function roundTrip(page, label, fail) {
  const count = await page.evaluate(focusables);
  if (count < 5) fail(label, `only ${count} things can be focused`);
  const SHIFT = 8;
  // Tab passes through year, month, day and the button of a date field.
  const inner = 3 * (await page.evaluate(() => window.testOrder.filter((element) => element.type === "date").length));
  for (const [way, times, modifiers] of [["Tab", count + 1 + inner, 0], ["Shift+Tab", count + inner, SHIFT]]) {
    await page.evaluate((back) => {
      window.testSeen.length = 0;
      // The way back begins at the end.
      if (back) window.testOrder.at(-1).focus();
    }, modifiers === SHIFT);
    await tab(page, times, modifiers);
    const { sorted, missed } = await page.evaluate((back) => {
      const reached = window.testSeen.filter((place) => place >= 0);
      const left = window.testOrder.filter((_, i) => !reached.includes(i));
      return {
        sorted: reached.every((place, i) => i === 0 || (back ? place < reached[i - 1] : place > reached[i - 1])),
        missed: left.map((element) => `<${element.localName} class="${element.className}"> „${(element.innerText || element.id).trim().slice(0, 20)}“`),
      };
    }, modifiers === SHIFT);
    if (!sorted) fail(label, `${way} does not follow the order of the text`);
    if (missed.length) fail(label, `${way} does not reach ${missed.length} of ${count}: ${missed.slice(0, 3).join(", ")}`);
  }
  for (const what of await page.evaluate(() => [...new Set(window.testBad)])) fail(label, what);
  // At full speed the scrolling may lag behind the keys: what seemed covered is reached once more, at the pace of a person.
  for (const [place, back, what] of await page.evaluate(() => window.testCovered)) {
    const from = place + (back ? 1 : -1);
    if (from < 0 || from >= count) continue;
    await page.evaluate((one) => window.testOrder[one].focus(), from);
    await page.keyboard.press(back ? "Shift+Tab" : "Tab");
    if (await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => done(window.testIsCovered(document.activeElement)))))) fail(label, `the focus is covered or outside of the window: ${what}`);
  }
}

async function frame(page, address, http, fail) {
  await page.goto(http + address);
  await page.keyboard.press("Tab");
  if (!(await page.evaluate(() => document.activeElement?.matches(".skip")))) fail(address, "the first stop is not the skip link");
  if (!(await page.evaluate(() => document.activeElement.getBoundingClientRect().top >= 0))) fail(address, "the skip link does not show itself");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  if (!(await page.evaluate(() => document.querySelector("main").contains(document.activeElement)))) fail(address, "the skip link does not lead into the text");

  await page.locator(".menu > summary").focus();
  await page.keyboard.press("Enter");
  if (!(await page.evaluate(() => document.querySelector(".menu").open))) fail(address, "Enter does not open the menu");
  await page.keyboard.press("Tab");
  if (!(await page.evaluate(() => document.activeElement.closest(".menu-panel")))) fail(address, "Tab does not enter the open menu");
  await page.keyboard.press("Escape");
  if (await page.evaluate(() => document.querySelector(".menu").open)) fail(address, "Escape does not close the menu");
  if (!(await page.evaluate(() => document.activeElement.matches(".menu > summary")))) fail(address, "Escape does not give the focus back to the menu button");
}

/** The pixels around an element change when it gets the focus. */
async function seen(page, address, http, fail) {
  await page.goto(http + address);
  const stops = await page.evaluate(focusables);
  for (let i = 0; i < Math.min(stops, 30); i += 1) {
    await page.keyboard.press("Tab");
    const box = await page.evaluate(() => {
      const { x, y, width, height } = document.activeElement.getBoundingClientRect();
      return { x: Math.max(0, x - 8), y: Math.max(0, y - 8), width: width + 16, height: height + 16 };
    });
    const lit = await page.screenshot({ clip: box, animations: "disabled" });
    await page.evaluate(() => {
      window.testHeld = document.activeElement;
      window.testHeld.blur();
    });
    const plain = await page.screenshot({ clip: box, animations: "disabled" });
    if (lit.equals(plain)) fail(address, `nothing on the screen shows the focus on stop ${i + 1}: ${await page.evaluate(() => window.testHeld.outerHTML.slice(0, 120))}`);
    await page.evaluate(() => window.testHeld.focus({ focusVisible: true }));
  }
}

export async function run({ browser, kinds, http, pool, fail }) {
  await pool(
    kinds,
    () => open(browser),
    async (page, { kind, page: address }) => {
      await page.setViewportSize({ width: 1280, height: 900 });
      await page.goto(http + address);
      await roundTrip(page, `${kind} ${address} 1280`, fail);
    },
  );
  const some = kinds.filter(({ kind }) => ["home", "courses", "level", "assessment", "skill_map", "search", "calendar_year", "chosen"].includes(kind));
  await pool(
    some,
    () => open(browser, { viewport: { width: 320, height: 640 } }),
    async (page, { kind, page: address }) => {
      await page.goto(http + address);
      await page.evaluate(() => {
        for (const fold of document.querySelectorAll("details:not(.menu)")) fold.open = true;
      });
      await roundTrip(page, `${kind} ${address} 320 unfolded`, fail);
    },
  );
  const page = await open(browser);
  await frame(page, kinds.find(({ kind }) => kind === "home")?.page ?? kinds[0].page, http, fail);
  await seen(page, kinds.find(({ kind }) => kind === "level")?.page ?? kinds[0].page, http, fail);
  await page.context().close();
}
