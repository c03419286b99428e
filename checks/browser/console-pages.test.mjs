// Tests each page and dialog of the operators' console: colours, widths, rules of accessibility.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { overflowing, startBrowser, takeScreenshot } from "./browser.mjs";
import { lasting, openConsole, openViewer, operatorCall, start, startOperatedServer } from "./console.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const VIEWER = "203.0.113.7";
const WIDTHS = { wide: { width: 1280, height: 900 }, phone: { width: 390, height: 844 } };
const LONG = `${"a-name-without-a-space".repeat(8)} <b>bold</b>`;
const DARK = 200;
const LIGHT = 600;

let server, browser;

before(async () => {
  [server, browser] = await Promise.all([startOperatedServer(), startBrowser()]);
  for (const [at, name] of ["Alien", LONG, "Casablanca", "Dune"].entries()) {
    await start(server, VIEWER, { video_name: name, device_name: at === 1 ? LONG : "Kitchen tablet", device_id: `d${at}` });
  }
  const { streams } = await (await operatorCall(server, "read", `/viewers/${VIEWER}`)).json();
  await operatorCall(server, "operate", `/viewers/${VIEWER}/streams/${streams[0].stream_id}/end`,
    { method: "POST", body: JSON.stringify({ note: LONG, reason: LONG }), headers: { "content-type": "application/json" } });
  await operatorCall(server, "operate", `/viewers/${VIEWER}/override`, {
    method: "PUT", headers: { "content-type": "application/json" },
    body: JSON.stringify({ limit: 5, until: new Date(Date.now() + 86_400_000).toISOString(), note: LONG }),
  });
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

/** What is looked at, from the overview. */
const SIGHTS = {
  overview: async (page) => {
    await page.getByRole("link", { name: VIEWER }).waitFor();
    await page.locator("summary", { hasText: "The figures as a table" }).click();
    await page.getByRole("table", { name: "How many in each minute" }).waitFor();
  },
  viewer: async (page) => {
    await openViewer(page, VIEWER);
    await page.locator("summary", { hasText: "All details" }).first().click();
    await page.getByText("Ended by an operator").waitFor();
  },
  "no-viewer": (page) => page.goto(page.url().replace(/#.*/, "#/viewer")),
  plans: async (page) => {
    await page.getByRole("link", { name: "Plans" }).click();
    await page.getByLabel("The text of a file of plans").fill("default: one\nplans:\n  one: {limit: 1}\n");
    await page.getByRole("button", { name: "Try these plans" }).click();
    await page.getByRole("heading", { name: /would be affected/ }).waitFor();
  },
  nodes: async (page) => {
    await page.getByRole("link", { name: "Nodes" }).click();
    await page.getByText("serving", { exact: true }).waitFor();
  },
  "dialog-limit": (page) => dialog(page, "Change the limit"),
  "dialog-end": (page) => dialog(page, /^End (?!all)/),
  "dialog-end-all": (page) => dialog(page, /^End all/),
  "dialog-remove": (page) => dialog(page, "Remove the override"),
  "dialog-export": (page) => dialog(page, "Export"),
  "dialog-erase": (page) => dialog(page, "Erase"),
};

async function dialog(page, button) {
  await openViewer(page, VIEWER);
  await page.getByRole("button", { name: button }).first().click();
  await page.getByRole("dialog").waitFor();
}

async function violations(page) {
  await page.evaluate(AXE);
  const { violations: all } = await page.evaluate(() => globalThis.axe.run());
  return all.map(({ id, nodes }) => `${id}: ${nodes.map((one) => one.target.join(" ")).join(", ")}`);
}

const background = (page) => page.evaluate(() =>
  getComputedStyle(document.body).backgroundColor.match(/\d+/g).map(Number).reduce((sum, one) => sum + one));

for (const colorScheme of ["light", "dark"]) {
  for (const [width, viewport] of Object.entries(WIDTHS)) {
    test(`every page and dialog is sound in ${colorScheme} colours on a ${width} screen`, async () => {
      const { page, faults, close } = await openConsole(browser, server, undefined, { colorScheme, viewport });
      assert.deepEqual([await violations(page), await overflowing(page)], [[], []], "sign-in");
      await takeScreenshot(page, `console-sign-in-${colorScheme}-${width}`);
      await close();
      for (const [name, see] of Object.entries(SIGHTS)) {
        const sight = await openConsole(browser, server, "erase", { colorScheme, viewport });
        await see(sight.page);
        await takeScreenshot(sight.page, `console-${name}-${colorScheme}-${width}`);
        assert.deepEqual([await violations(sight.page), await overflowing(sight.page)], [[], []], name);
        const bright = await background(sight.page);
        assert.ok(colorScheme === "dark" ? bright < DARK : bright > LIGHT, `${name} is ${colorScheme}`);
        assert.deepEqual(lasting(sight.faults), [], name);
        await sight.close();
      }
      assert.deepEqual(lasting(faults), []);
    });
  }
}

test("text of players and operators is shown as text", async () => {
  const { page, close } = await openConsole(browser, server, "read");
  await openViewer(page, VIEWER);
  await page.getByText("Ended by an operator").waitFor();
  assert.equal(await page.locator("main b").count(), 0);
  assert.ok(await page.getByText(LONG).count() >= 2);
  await close();
});

test("times are those of the operator's zone, with UTC in the title", async () => {
  const { page, close } = await openConsole(browser, server, "read", { timezoneId: "Asia/Tokyo", locale: "en-GB" });
  await openViewer(page, VIEWER);
  const time = page.locator(".streams time").first();
  const started = new Date(await time.getAttribute("datetime"));
  const clock = (timeZone) => new Intl.DateTimeFormat("en-GB", { timeStyle: "medium", timeZone }).format(started);
  assert.ok((await time.innerText()).endsWith(clock("Asia/Tokyo")));
  assert.equal(await time.getAttribute("title"), `${started.toISOString().slice(0, 10)} ${clock("UTC")} UTC`);
  await close();
});

test("a viewer's id may have any character", async () => {
  const { page, close } = await openConsole(browser, server, "read");
  for (const id of ["2001:db8::/64", "auth0|a b", "100%&?#é", "-"]) {
    await openViewer(page, id);
    await page.getByText("No stream holds a slot.").waitFor();
    assert.ok((await page.title()).startsWith(`Viewer ${id} - `));
  }
  await page.getByRole("searchbox").fill("..");
  await page.keyboard.press("Enter");
  assert.match(await page.getByRole("searchbox").evaluate((field) => field.validationMessage), /--path-as-is/);
  await close();
});

test("the charts keep what was seen while another page is shown", async () => {
  const { page, close } = await openConsole(browser, server, "read");
  const path = page.locator(".chart.connections .line");
  const points = async () => ((await path.first().getAttribute("d")) ?? "").split("L").length;
  await page.waitForFunction(() => (document.querySelector(".chart.connections .line")?.getAttribute("d") ?? "").includes("L"));
  const before = await points();
  await page.getByRole("link", { name: "Nodes" }).click();
  await page.getByRole("link", { name: "Overview" }).click();
  assert.ok(await points() >= before);
  await close();
});
