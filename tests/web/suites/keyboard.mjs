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
      const style = getComputedStyle(element);
      if (style.outlineStyle === "none" || parseFloat(style.outlineWidth) < 2) window.testBad.push(`no visible focus (outline ${style.outlineWidth} ${style.outlineStyle}): ${what}`);
      const boxes = [...element.getClientRects()].filter((box) => box.width && box.height);
      const points = boxes.flatMap((box) => [0.5, 0.1, 0.9].map((share) => [box.left + box.width * share, box.top + box.height / 2]));
      const uncovered = points.some(([x, y]) => {
        const top = document.elementFromPoint(x, y);
        return top && (element.contains(top) || top.contains(element) && !top.matches("html, body") || top.closest("label")?.contains(element));
      });
      if (!uncovered) window.testBad.push(`the focus is covered or outside of the window: ${what}`);
    },
    true,
  );
  return all.length;
}

async function roundTrip(page, label, fail) {
  const count = await page.evaluate(focusables);
  if (count < 5) fail(label, `only ${count} things can be focused`);
  for (const [key, back] of [["Tab", false], ["Shift+Tab", true]]) {
    await page.evaluate(() => {
      window.testSeen.length = 0;
    });
    // Going back starts from the last element, where the way forth ended.
    for (let i = 0; i <= count + (back ? 0 : 1) && i < 900; i += 1) {
      await page.keyboard.press(key);
      if (!back && i === count - 1) break;
    }
    await page.keyboard.down(back ? "Shift" : "Tab");
    if (back) await page.keyboard.up("Shift");
    else await page.keyboard.up("Tab");
    const { seen, missed } = await page.evaluate(
      (reverse) => {
        const reached = window.testSeen.filter((place) => place >= 0);
        const sorted = reached.every((place, i) => i === 0 || (reverse ? place < reached[i - 1] : place > reached[i - 1]));
        const left = window.testOrder.filter((_, i) => !reached.includes(i)).map((element) => `<${element.localName} class="${element.className}"> „${(element.innerText || element.id).trim().slice(0, 20)}“`);
        return { seen: sorted, missed: left };
      },
      back,
    );
    const way = back ? "Shift+Tab" : "Tab";
    if (!seen) fail(label, `${way} does not follow the order of the text`);
    if (missed.length) fail(label, `${way} does not reach ${missed.length} of ${count}: ${missed.slice(0, 3).join(", ")}`);
    if (!back) await page.evaluate(() => window.testOrder.at(-1).focus());
  }
  for (const what of await page.evaluate(() => [...new Set(window.testBad)])) fail(label, what);
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
