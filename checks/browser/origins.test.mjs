// Pages of other origins that call the API, in a browser that keeps the rules of CORS.

import assert from "node:assert/strict";
import { createServer } from "node:http";
import { after, before, test } from "node:test";
import { openPage, startBrowser } from "./browser.mjs";
import { startServer } from "./server.mjs";

const { JAR } = process.env;

let shut, open, browser, listed, stranger;

before(async () => {
  [listed, stranger, browser] = await Promise.all([anotherSite(), anotherSite(), startBrowser()]);
  [shut, open] = await Promise.all([
    startServer(JAR),
    startServer(JAR, { STREAMGATE_CORS_ORIGINS: listed.origin }),
  ]);
});
after(async () => {
  await browser?.close();
  await Promise.all([shut, open].map((server) => server?.stop()));
  [listed, stranger].forEach((site) => site?.close());
});

/** A site with one empty page. */
async function anotherSite() {
  const site = createServer((_, answer) => answer.setHeader("content-type", "text/html").end("<!doctype html>"));
  await new Promise((listening) => site.listen(0, "127.0.0.1", listening));
  return { origin: `http://127.0.0.1:${site.address().port}`, close: () => site.close() };
}

/** What a page of that origin can see of a start, and the statuses that came to the browser. */
async function startFrom(origin, server, request) {
  const { page, close } = await openPage(browser, origin);
  const wire = [];
  // What CORS keeps from the page it keeps from Playwright's own events too
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Network.enable");
  const urls = new Map();
  devtools.on("Network.requestWillBeSent", (sent) => urls.set(sent.requestId, sent.request.url));
  devtools.on("Network.responseReceivedExtraInfo", (answer) => wire.push([answer.requestId, answer.statusCode]));
  await page.goto(`${origin}/`);
  const seen = await page.evaluate(async ([url, asked]) => {
    try {
      const answer = await fetch(url, asked);
      const [location, requestId] = ["location", "x-request-id"].map((name) => answer.headers.get(name));
      return { status: answer.status, location, requestId, body: await answer.json() };
    } catch (failed) {
      return { failed: failed.name };
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
// What a browser sends without asking first
const simple = { method: "POST", body: "", mode: "cors" };

test("a page that is not listed is refused before its start is sent", async () => {
  for (const server of [shut, open]) {
    const { seen, wire } = await startFrom(stranger.origin, server, asPlayer);
    assert.deepEqual(seen, { failed: "TypeError" });
    assert.deepEqual(wire, [204]);
  }
  assert.equal(await activeStreams(shut), 0);
});

test("a page that is not listed and need not ask first is told 403", async () => {
  const { seen, wire } = await startFrom(stranger.origin, shut, simple);
  assert.deepEqual(seen, { failed: "TypeError" });
  assert.deepEqual(wire, [403]);
});

test("a listed page starts a stream, and reads the answer and its headers", async () => {
  const { seen, wire } = await startFrom(listed.origin, open, asPlayer);
  assert.equal(seen.status, 201);
  assert.equal(seen.body.video_name, "Alien");
  assert.equal(seen.location, `/api/v1/streams/${seen.body.stream_id}`);
  assert.ok(seen.requestId);
  assert.deepEqual(wire, [204, 201]);
});

test("a page of the server's own needs no list", async () => {
  const { seen } = await startFrom(shut.origin, shut, asPlayer);
  assert.equal(seen.status, 201);
});

async function activeStreams(server) {
  const answer = await fetch(`${server.origin}/api/v1/streams`, { headers: { "x-forwarded-for": "203.0.113.9" } });
  return (await answer.json()).active;
}
