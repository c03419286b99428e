// Tests who may use the console, and what it does when it is refused or not answered.

import assert from "node:assert/strict";
import { createServer } from "node:http";
import { after, before, test } from "node:test";
import { openPage, startBrowser } from "./browser.mjs";
import { lasting, openConsole, openViewer, operatorCall, start, startOperatedServer, tokenOf } from "./console.mjs";
import { startServer } from "./server.mjs";

const { JAR } = process.env;
const VIEWER = "192.0.2.7";
const KEPT = "streamgate.token";

let server, browser;

before(async () => {
  [server, browser] = await Promise.all([startOperatedServer(), startBrowser()]);
  await start(server, VIEWER, { video_name: "Alien" });
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

const keptToken = (page) => page.evaluate((key) => sessionStorage.getItem(key), KEPT);

test("a link's token leaves the address bar at once, and stays in the tab only", async () => {
  const { page, close } = await openConsole(browser, server, "operate");
  assert.equal(new URL(page.url()).hash, "#/");
  assert.equal(await keptToken(page), tokenOf("operate"));
  assert.deepEqual(await page.evaluate(() => [localStorage.length, document.cookie]), [0, ""]);
  await page.getByText("test-operate").waitFor();
  await page.reload();
  await page.getByText("test-operate").waitFor();
  const history = await page.evaluate(() => performance.getEntriesByType("navigation")[0].name);
  assert.ok(!history.includes("token"));
  await close();
});

test("the form signs in with the keyboard only, and the button signs out", async () => {
  const { page, close } = await openConsole(browser, server);
  await page.keyboard.insertText(tokenOf("read"));
  await page.keyboard.press("Enter");
  await page.getByText("test-read").waitFor();
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.getByRole("heading", { name: "Sign in" }).waitFor();
  assert.equal(await keptToken(page), null);
  assert.equal(await page.getByRole("navigation").count(), 0);
  await close();
});

test("a wrong token is refused with what to do, and not kept", async () => {
  const { page, faults, close } = await openConsole(browser, server);
  await page.getByLabel("Operator's token").fill("wrong");
  await page.keyboard.press("Enter");
  await page.getByRole("alert").getByText(/Enter a token that is valid/).waitFor();
  assert.equal(await page.getByLabel("Operator's token").inputValue(), "wrong");
  assert.equal(await keptToken(page), null);
  assert.equal(lasting(faults).length, 1, "the browser logs the 401");
  await close();
});

test("a token that is no longer valid leads back to the form", async () => {
  const { page, close } = await openConsole(browser, server, "read");
  await page.evaluate((key) => sessionStorage.setItem(key, "replaced"), KEPT);
  await page.getByRole("heading", { name: "Sign in" }).waitFor();
  await page.getByRole("alert").getByText(/Enter a token that is valid/).waitFor();
  await close();
});

test("a node without operators has no console, and one that lost them says how to have some", async (context) => {
  const without = await startServer(JAR, { STREAMGATE_ENVIRONMENT: "prod" });
  context.after(() => without.stop());
  const answer = await fetch(`${without.management}/console/`);
  assert.equal(answer.status, 404);
  const { page, close } = await openConsole(browser, server);
  await page.route("**/admin/v1/me", async (route) => route.fulfill({ status: 404, json: await answer.json() }));
  await page.getByLabel("Operator's token").fill(tokenOf("read"));
  await page.keyboard.press("Enter");
  await page.getByRole("alert").getByText(/Set STREAMGATE_OPERATORS/).waitFor();
  await close();
});

test("a role is offered what it may do, and nothing else", async () => {
  const offered = async (role) => {
    const { page, close } = await openConsole(browser, server, role);
    await openViewer(page, VIEWER);
    await page.getByText("Alien").first().waitFor();
    const all = await page.getByRole("main").getByRole("button").allInnerTexts();
    await close();
    return all;
  };
  assert.deepEqual(await offered("read"), []);
  assert.deepEqual(await offered("operate"), ["Change the limit", "End"]);
  assert.deepEqual(await offered("erase"), ["Change the limit", "End", "Export", "Erase"]);
  const ended = await operatorCall(server, "read", `/viewers/${VIEWER}/end-all`, { method: "POST" });
  assert.equal(ended.status, 403, "the server refuses it, too");
});

test("a page of another origin can neither call the API nor show the console", async () => {
  const site = createServer((_, response) => response.setHeader("content-type", "text/html").end("<!doctype html>"));
  await new Promise((listening) => site.listen(0, "127.0.0.1", listening));
  const origin = `http://127.0.0.1:${site.address().port}`;
  const { page, close } = await openPage(browser, origin);
  await page.goto(origin);
  const seen = await page.evaluate(async ([management, token]) => {
    const call = (request) => fetch(`${management}/admin/v1/viewers/192.0.2.7/end-all`, request).then((one) => one.status, (error) => error.name);
    const frame = document.createElement("iframe");
    frame.src = `${management}/console/`;
    const loaded = new Promise((done) => frame.addEventListener("load", done));
    document.body.append(frame);
    await loaded;
    let framed;
    try {
      framed = frame.contentDocument === null ? "another document" : "blank";
    } catch {
      framed = "another document";
    }
    return [await call({ method: "POST", headers: { authorization: `Bearer ${token}` } }),
      await call({ method: "POST", mode: "no-cors" }), framed, frame.contentWindow?.length];
  }, [server.management, tokenOf("erase")]);
  assert.equal(seen[0], "TypeError");
  const frame = page.frames().find((one) => one !== page.mainFrame());
  assert.ok(frame === undefined || frame.url().startsWith("chrome-error:"), "the frame is refused");
  const { active } = await (await operatorCall(server, "read", `/viewers/${VIEWER}`)).json();
  assert.equal(active, 1, "nothing has ended");
  await close();
  site.close();
});

test("scripts, styles and requests of others are blocked, and nobody learns the page's address", async () => {
  const page = await fetch(`${server.management}/console/`);
  assert.equal(page.headers.get("content-security-policy"), "default-src 'none'; connect-src 'self'; img-src 'self' data:; "
    + "script-src 'self'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
  assert.equal(page.headers.get("cache-control"), "no-store");
  assert.equal(page.headers.get("referrer-policy"), "no-referrer");
  assert.equal(page.headers.get("x-content-type-options"), "nosniff");
});

test("while the server is gone a banner says so, and it goes when the server is back", async () => {
  const { page, close } = await openConsole(browser, server, "read");
  const banner = page.getByText(/^The server does not answer since/);
  await page.getByRole("img", { name: /^Connections at that time: \d/ }).waitFor();
  await page.route("**/admin/v1/**", (route) => route.abort("connectionrefused"));
  await banner.waitFor();
  await page.getByRole("img", { name: /^Connections at that time: \d/ }).waitFor();
  await page.unroute("**/admin/v1/**");
  await banner.waitFor({ state: "hidden" });
  await close();
});

test("a server that is stopped does not take the typed text along", async (context) => {
  const another = await startOperatedServer();
  context.after(() => another.stop());
  const { page, close } = await openConsole(browser, another, "operate");
  await openViewer(page, VIEWER);
  await page.getByRole("button", { name: "Change the limit" }).click();
  await page.getByLabel("Note, for other operators").fill("Kept");
  await another.stop();
  await page.getByRole("button", { name: "Set the limit" }).click();
  await page.getByRole("dialog").getByRole("alert").getByText(/may have been made or not/).waitFor();
  assert.equal(await page.getByLabel("Note, for other operators").inputValue(), "Kept");
  await page.getByText(/^The server does not answer since/).waitFor();
  await close();
});

test("a hidden page asks nothing", async () => {
  const { page, close } = await openConsole(browser, server, "read");
  await page.getByRole("img", { name: /^Connections at that time: \d/ }).waitFor();
  await page.evaluate(() => {
    Object.defineProperty(document, "hidden", { configurable: true, value: true });
    document.dispatchEvent(new Event("visibilitychange"));
  });
  await page.waitForLoadState("networkidle");
  let calls = 0;
  page.on("request", () => calls++);
  await new Promise((later) => setTimeout(later, 5000));
  assert.equal(calls, 0);
  const asked = page.waitForRequest("**/admin/v1/overview");
  await page.evaluate(() => {
    delete document.hidden;
    document.dispatchEvent(new Event("visibilitychange"));
  });
  await asked;
  await close();
});
