// Every page over http under the production headers, and one of every kind from the disk: no message in the console, no error, no request elsewhere, no missing file, no
// violation of the policy, no sideways scrolling at 320 px; one page of every kind also after everything in it was pressed.

import { MODES, open } from "../lib/page.mjs";

export const about = "no console message, no request elsewhere, no policy violation, on every page over http, on every kind over file://";

/** Tells everything that a page should not do. `where()` names the page of the moment. */
function listen(page, bases, where, fail) {
  page.on("console", (message) => fail(where(), `console ${message.type()}: ${message.text().slice(0, 240)}`));
  page.on("pageerror", (error) => fail(where(), `error: ${error.message}\n      ${(error.stack ?? "").split("\n")[1] ?? ""}`));
  page.on("requestfailed", (request) => {
    // The icon of the page before is given up when the next one is opened.
    if (request.failure()?.errorText === "net::ERR_ABORTED" && /\/icon\.svg$|\/assets\/search\//.test(request.url())) return;
    fail(where(), `request failed: ${request.url()} ${request.failure()?.errorText}`);
  });
  page.on("request", (request) => {
    if (!bases.some((base) => request.url().startsWith(base))) fail(where(), `request elsewhere: ${request.url().slice(0, 200)}`);
  });
  page.on("response", (response) => {
    if (response.status() >= 400) fail(where(), `${response.status()} ${response.url()}`);
  });
  page.on("dialog", (dialog) => dialog.dismiss());
}

/** Runs in the page: presses everything that stays on the page. */
function press() {
  window.print = () => {};
  document.addEventListener("click", (event) => event.target.closest?.("a")?.matches(":not([href^='#'])") && event.preventDefault());
  for (const summary of document.querySelectorAll("summary")) summary.click();
  for (const box of document.querySelectorAll("input[type=checkbox], input[type=radio]")) box.click();
  for (const choice of document.querySelectorAll("select")) {
    choice.selectedIndex = choice.options.length - 1;
    choice.dispatchEvent(new Event("change", { bubbles: true }));
  }
  for (const button of document.querySelectorAll("main button:not([type=submit])")) if (button.isConnected && !button.disabled) button.click();
  for (const field of document.querySelectorAll("input[type=text], input[type=search], textarea")) {
    field.value = "\"><img src=x onerror=alert(1)>";
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.dispatchEvent(new Event("change", { bubbles: true }));
  }
  for (const summary of document.querySelectorAll("summary")) summary.click();
  window.dispatchEvent(new Event("beforeprint"));
  window.dispatchEvent(new Event("afterprint"));
  window.dispatchEvent(new HashChangeEvent("hashchange"));
}

export async function run({ browser, pages, kinds, http, file, pool, fail }) {
  const prepared = (options) => async () => {
    const page = await open(browser, options);
    listen(page, [http, file], () => page.testPlace, fail);
    return page;
  };
  for (const [base, viewport] of [[http, { width: 320, height: 640 }], [file, { width: 1280, height: 900 }]]) {
    // From the disk one page of every kind: all pages have been seen over http.
    await pool(base === http ? pages : kinds.map(({ page }) => page), prepared({ viewport }), async (page, address) => {
      page.testPlace = `${base.split(":")[0]} ${address}`;
      await page.goto(base + address);
      const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      if (over > 0) fail(page.testPlace, `the page scrolls sideways by ${over} px at ${viewport.width} px`);
    });
    await pool(kinds, prepared({ viewport }), async (page, { page: address }) => {
      page.testPlace = `${base.split(":")[0]} ${address} (pressing everything)`;
      await page.goto(base + address);
      await page.evaluate(press);
      await page.emulateMedia({ ...MODES.print });
      await page.waitForTimeout(30);
    });
  }
  // The header's search really leads to the search page, from a page at any depth.
  for (const base of [http, file]) {
    const page = await prepared({})();
    page.testPlace = `${base.split(":")[0]} search form`;
    await page.goto(base + pages.at(-1));
    await page.locator(".site-header input[type=search]").fill("統計");
    await Promise.all([page.waitForURL(/search\/index\.html/, { timeout: 30000 }).catch(() => fail(page.testPlace, "Enter in the header's search field does not open the search page")), page.keyboard.press("Enter")]);
    await page.context().close();
  }
}
