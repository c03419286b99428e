// Tests CORS in a browser: pages of other origins call the API.

import assert from "node:assert/strict";
import { createServer } from "node:http";
import { after, before, test } from "node:test";
import { openPage, startBrowser } from "./browser.mjs";
import { startServer } from "./server.mjs";

const { JAR } = process.env;

let withoutList, withList, browser, listed, unlisted;

before(async () => {
  [listed, unlisted, browser] = await Promise.all([anotherSite(), anotherSite(), startBrowser()]);
  [withoutList, withList] = await Promise.all([
    startServer(JAR),
    startServer(JAR, { STREAMGATE_CORS_ORIGINS: listed.origin }),
  ]);
});
after(async () => {
  await browser?.close();
  await Promise.all([withoutList, withList].map((server) => server?.stop()));
  [listed, unlisted].forEach((site) => site?.close());
});

/** Starts a site with one empty page. */
async function anotherSite() {
  const site = createServer((_, response) => response.setHeader("content-type", "text/html").end("<!doctype html>"));
  await new Promise((listening) => site.listen(0, "127.0.0.1", listening));
  return { origin: `http://127.0.0.1:${site.address().port}`, close: () => site.close() };
}

/** Starts a stream from a page of the origin. Returns what the page can read, and the statuses the browser received. */
async function startFrom(origin, server, request) {
  const { page, close } = await openPage(browser, origin);
  const wire = [];
  // Playwright's events hide the same responses that CORS hides from the page
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Network.enable");
  const urls = new Map();
  devtools.on("Network.requestWillBeSent", (sent) => urls.set(sent.requestId, sent.request.url));
  devtools.on("Network.responseReceivedExtraInfo", (response) => wire.push([response.requestId, response.statusCode]));
  await page.goto(`${origin}/`);
  const seen = await page.evaluate(async ([url, options]) => {
    try {
      const response = await fetch(url, options);
      const [location, requestId] = ["location", "x-request-id"].map((name) => response.headers.get(name));
      return { status: response.status, location, requestId, body: await response.json() };
    } catch (error) {
      return { failed: error.name };
    }
  }, [`${server.origin}/api/v1/stream`, request]);
  await close();
  const toServer = wire.filter(([id]) => urls.get(id).startsWith(`${server.origin}/api/`));
  return { seen, wire: toServer.map(([, status]) => status) };
}

const asPlayer = {
  method: "POST", body: '{"video_name": "Alien"}',
  headers: { "content-type": "application/json", "x-forwarded-for": "203.0.113.9" },
};
// A request that a browser sends without a preflight
const simple = { method: "POST", body: "", mode: "cors" };

test("the preflight of an unlisted page fails, so that its start is not sent", async () => {
  for (const server of [withoutList, withList]) {
    const { seen, wire } = await startFrom(unlisted.origin, server, asPlayer);
    assert.deepEqual(seen, { failed: "TypeError" });
    assert.deepEqual(wire, [204]);
  }
  assert.equal(await activeStreams(withoutList), 0);
});

test("a request of an unlisted page that needs no preflight gets 403", async () => {
  const { seen, wire } = await startFrom(unlisted.origin, withoutList, simple);
  assert.deepEqual(seen, { failed: "TypeError" });
  assert.deepEqual(wire, [403]);
});

test("a listed page starts a stream, and reads the response and its headers", async () => {
  const { seen, wire } = await startFrom(listed.origin, withList, asPlayer);
  assert.equal(seen.status, 201);
  assert.equal(seen.body.video_name, "Alien");
  assert.equal(seen.location, `/api/v1/streams/${seen.body.stream_id}`);
  assert.ok(seen.requestId);
  assert.deepEqual(wire, [204, 201]);
});

test("a page of the server itself need not be listed", async () => {
  const { seen } = await startFrom(withoutList.origin, withoutList, asPlayer);
  assert.equal(seen.status, 201);
});

async function activeStreams(server) {
  const response = await fetch(`${server.origin}/api/v1/streams`, { headers: { "x-forwarded-for": "203.0.113.9" } });
  return (await response.json()).active;
}
