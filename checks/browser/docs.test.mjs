// Tests the page at /docs in a browser, including its requests to the API and a problem page that it leads to.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, afterEach, before, beforeEach, test } from "node:test";
import { openPage, overflowing, takeScreenshot, startBrowser } from "./browser.mjs";
import { startServer } from "./server.mjs";

const { JAR, CONTRACT, PROBLEMS } = process.env;
const REFUSED = "Failed to load resource: the server responded with a status of 409 (Conflict)";
const START = "#operations-streams-startStream";
const STYLED_WIDTH = "672px"; // 42rem: shows that the stylesheet is loaded
const PHONE = { width: 400, height: 800 };

let server, browser, page, faults, close;
let viewers = 0;

before(async () => {
  [server, browser] = await Promise.all([startServer(JAR), startBrowser()]);
});
after(async () => {
  await browser?.close();
  await server?.stop();
});
beforeEach(() => open());
afterEach(async () => {
  await close();
  assert.deepEqual(faults, [], "the page has no faults");
});

async function open(options) {
  ({ page, faults, close } = await openPage(browser, server.origin, options));
  await page.goto(`${server.origin}/docs`);
  await page.locator(START).waitFor();
}

async function reopen(options) {
  await close();
  await open(options);
}

/** Starts a stream with the form on the page, and returns the displayed status and body. */
async function start(viewer, body) {
  const form = page.locator(START);
  await form.getByPlaceholder("x-forwarded-for").fill(viewer);
  await form.locator("textarea").fill(JSON.stringify(body));
  const response = page.waitForResponse("**/api/v1/stream");
  await form.getByRole("button", { name: "Execute" }).click();
  const id = (await response).headers()["x-request-id"];
  const shown = form.locator(".live-responses-table");
  await shown.getByText(id).first().waitFor();
  return {
    status: await shown.locator("tbody .response-col_status").innerText(),
    body: JSON.parse(await shown.locator(".highlight-code code").first().innerText()),
    shown,
  };
}

const expand = () => page.locator(`${START} .opblock-summary-control`).click();
const newViewer = () => `203.0.113.${++viewers}`;

test("every operation of the contract is shown", async () => {
  const contract = readFileSync(CONTRACT, "utf8");
  const declared = [...contract.matchAll(/^ +operationId: (\w+)$/gm)].map(([, name]) => name);
  const shown = await page.locator(".opblock").evaluateAll((all) => all.map((one) => one.id));
  assert.ok(declared.length > 0);
  assert.deepEqual(shown.map((id) => id.replace(/.*-/, "")).sort(), declared.sort());
  await takeScreenshot(page, "docs");
});

test("only the responses that a player must handle have examples", async () => {
  const response = (status) => page.locator(`${START} .responses-inner > table > tbody > [data-code="${status}"]`);
  await expand();
  for (const status of ["201", "409"]) {
    assert.match(await response(status).locator("pre.example").innerText(), /1k84sr29q47DEQp2RTJRjt7WqOhRQ_F/);
  }
  assert.match(await response("410").locator("pre.example").innerText(), /Kitchen tablet/);
  for (const status of ["200", "400", "503"]) {
    await response(status).locator(".model-container").waitFor();
    assert.equal(await response(status).getByText("Example", { exact: false }).filter({ visible: true }).count(), 0);
  }
  await response("409").scrollIntoViewIfNeeded();
  await takeScreenshot(page, "examples");
});

test("the page arrives compressed, and is kept by the browser", async () => {
  const sizes = () => page.evaluate(() => performance.getEntriesByType("resource")
    .map(({ transferSize, encodedBodySize, decodedBodySize }) => ({ transferSize, encodedBodySize, decodedBodySize })));
  const sum = (all, size) => all.reduce((total, one) => total + one[size], 0);
  const first = await sizes();
  assert.ok(sum(first, "decodedBodySize") > 1_000_000);
  assert.ok(sum(first, "encodedBodySize") < 600_000);
  await page.goto(`${server.origin}/docs`);
  await page.locator(START).waitFor();
  const second = await sizes();
  assert.equal(second.length, first.length);
  assert.equal(sum(second, "transferSize"), 0, "everything is in the browser's cache");
});

test("the page starts three streams, the fourth is refused, and its problem type has a page", async () => {
  const viewer = newViewer();
  await expand();
  for (const name of ["one", "two", "three"]) {
    const { status, body, shown } = await start(viewer, { video_name: name });
    assert.match(status, /^201/);
    assert.equal(body.viewer, viewer);
    assert.equal(body.video_name, name);
    assert.equal(body.status, "active");
    await shown.scrollIntoViewIfNeeded();
  }
  await takeScreenshot(page, "started");
  const { status, body, shown } = await start(viewer, { video_name: "four" });
  assert.match(status, /^409/);
  assert.deepEqual(body.streams.map((stream) => stream.video_name).sort(), ["one", "three", "two"]);
  assert.deepEqual(faults.splice(0), [REFUSED]);
  await shown.scrollIntoViewIfNeeded();
  await takeScreenshot(page, "refused");

  await page.goto(new URL(body.type, server.origin).href);
  assert.equal(await page.title(), `${body.title} - Streamgate`);
  const [heading] = readFileSync(join(PROBLEMS, "stream-limit-reached.md"), "utf8").match(/(?<=^# ).*$/m);
  assert.equal(await page.locator("h1").innerText(), heading);
  assert.equal(await page.locator("body").evaluate((all) => getComputedStyle(all).maxWidth), STYLED_WIDTH);
  await takeScreenshot(page, "problem");
});

test("a request can be opened, filled in and sent with the keyboard only", async () => {
  const summary = page.locator(`${START} .opblock-summary-control`);
  const focused = (locator) => locator.evaluate((one) => one === document.activeElement);
  await tabTo(summary, focused);
  await page.keyboard.press("Enter");
  const address = page.locator(START).getByPlaceholder("x-forwarded-for");
  await address.waitFor();
  await tabTo(address, focused);
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.type(newViewer());
  await tabTo(page.locator(START).getByRole("button", { name: "Execute" }), focused);
  await page.keyboard.press("Enter");
  const status = page.locator(`${START} .live-responses-table tbody .response-col_status`);
  await status.waitFor();
  assert.match(await status.innerText(), /^201/);
});

async function tabTo(locator, focused) {
  for (let presses = 0; presses < 40; presses++) {
    if (await focused(locator)) {
      return;
    }
    await page.keyboard.press("Tab");
  }
  assert.fail(`${locator} cannot be reached with the Tab key`);
}

test("nothing overflows the width of a phone", async () => {
  await reopen({ viewport: PHONE });
  await expand();
  const { shown } = await start(newViewer(), { video_name: "Alien" });
  assert.deepEqual(await overflowing(page), []);
  await shown.scrollIntoViewIfNeeded();
  await takeScreenshot(page, "phone");
  await page.goto(`${server.origin}/problems/stream-limit-reached`);
  assert.deepEqual(await overflowing(page), []);
  await takeScreenshot(page, "phone-problem");
});

test("the page follows the preferred color scheme", async () => {
  await reopen({ colorScheme: "dark" });
  await takeScreenshot(page, "dark");
  await page.waitForFunction(isDark, true);
  await page.emulateMedia({ colorScheme: "light" });
  await page.waitForFunction(isDark, false);
  await page.emulateMedia({ colorScheme: "dark" });
  await page.goto(`${server.origin}/problems/stream-limit-reached`);
  await page.waitForFunction(isDark, true);
  await takeScreenshot(page, "dark-problem");
});

/** Whether the page's background is dark, or light if `dark` is false. Runs in the page. */
function isDark(dark) {
  const [red, green, blue] = getComputedStyle(document.body).backgroundColor.match(/\d+/g).map(Number);
  return dark ? red + green + blue < 180 : red + green + blue > 600;
}

test("scripts and requests to other servers are blocked", async () => {
  const refusals = await page.evaluate(async () => {
    const refused = [];
    document.addEventListener("securitypolicyviolation", (one) => refused.push(one.effectiveDirective));
    document.body.append(Object.assign(document.createElement("script"), { textContent: "window.ran = true" }));
    document.body.append(Object.assign(document.createElement("script"), { src: "http://127.0.0.2:1/x.js" }));
    await fetch("http://127.0.0.2:1/").catch(() => {});
    for (let waits = 0; refused.length < 3 && waits < 300; waits++) {
      await new Promise((soon) => setTimeout(soon, 10));
    }
    return [...new Set(refused), window.ran ?? "did not run"];
  });
  assert.deepEqual(refusals.sort(), ["connect-src", "did not run", "script-src-elem"]);
  faults.length = 0; // the blocked requests
});
