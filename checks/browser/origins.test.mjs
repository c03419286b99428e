// Tests CORS in a browser: pages of other origins call the API.

import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import { connect } from "node:net";
import { after, before, test } from "node:test";
import { openPage, startBrowser } from "./browser.mjs";
import { startServer } from "./server.mjs";

const { JAR } = process.env;

let withoutList, withList, busy, browser, listed, unlisted;
let viewers = 0;

before(async () => {
  [listed, unlisted, browser] = await Promise.all([anotherSite(), anotherSite(), startBrowser()]);
  const two = `https://tv.example, ${listed.origin}`;
  [withoutList, withList, busy] = await Promise.all([
    startServer(JAR),
    startServer(JAR, { STREAMGATE_CORS_ORIGINS: two, STREAMGATE_CORS_HEADERS: "x-app-version" }),
    startServer(JAR, { STREAMGATE_CORS_ORIGINS: two, STREAMGATE_MAX_CONNECTIONS: "1" }),
  ]);
});
after(async () => {
  await browser?.close();
  await Promise.all([withoutList, withList, busy].map((server) => server?.stop()));
  [listed, unlisted].forEach((site) => site?.close());
});

/** Starts a site with one empty page. */
async function anotherSite() {
  const site = createServer((_, response) => response.setHeader("content-type", "text/html").end("<!doctype html>"));
  await new Promise((listening) => site.listen(0, "127.0.0.1", listening));
  return { origin: `http://127.0.0.1:${site.address().port}`, close: () => site.close() };
}

/** Starts a stream from a page of the origin. Returns what the page can read, and the statuses the browser received. */
function startFrom(origin, server, request) {
  return calledFrom(origin, `${server.origin}/api/v1/stream`, request);
}

function calledFrom(origin, url, request) {
  return fromPage(origin, url, async ([to, options]) => {
    try {
      const response = await fetch(to, options);
      const [location, requestId, date, retryAfter] =
        ["location", "x-request-id", "date", "retry-after"].map((name) => response.headers.get(name));
      return { status: response.status, location, requestId, date, retryAfter, body: await response.json() };
    } catch (error) {
      return { failed: error.name };
    }
  }, request);
}

/** Runs a function on a page of the origin, until the browser has no request under way. */
async function fromPage(origin, url, run, argument) {
  const { page, close } = await openPage(browser, origin);
  const wire = [];
  // Playwright's events hide the same responses that CORS hides from the page
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Network.enable");
  const urls = new Map();
  devtools.on("Network.requestWillBeSent", (sent) => urls.set(sent.requestId, sent.request.url));
  devtools.on("Network.responseReceivedExtraInfo", (response) => wire.push([response.requestId, response.statusCode]));
  await page.goto(`${origin}/`);
  const seen = await page.evaluate(run, [url, argument]);
  await page.waitForLoadState("networkidle");
  await close();
  const server = new URL(url).origin;
  const toServer = wire.filter(([id]) => urls.get(id).startsWith(`${server}/api/`));
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

test("a listed page may send credentials and the headers of tracing", async () => {
  const { seen, wire } = await startFrom(listed.origin, withList, {
    ...asPlayer, credentials: "include",
    headers: {
      ...asPlayer.headers, traceparent: "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", tracestate: "a=b",
      baggage: "a=b", "x-device-id": "tv", "x-app-version": "1",
    },
  });
  assert.equal(seen.status, 201);
  assert.ok(Date.parse(seen.date));
  assert.deepEqual(wire, [204, 201]);
});

test("a listed page may not send a header that is not allowed", async () => {
  const { seen, wire } = await startFrom(listed.origin, withList,
    { ...asPlayer, headers: { ...asPlayer.headers, "x-tenant": "1" } });
  assert.deepEqual(seen, { failed: "TypeError" });
  assert.deepEqual(wire, [204]);
});

test("a listed page can read that its headers are too large", async () => {
  const { seen, wire } = await startFrom(listed.origin, withList,
    { ...asPlayer, headers: { ...asPlayer.headers, "x-device-id": "x".repeat(20_000) } });
  assert.equal(seen.body?.type, "/problems/headers-too-large");
  assert.deepEqual(wire, [204, 431]);
});

test("a listed page can read that the server is at capacity", async () => {
  const only = connect(new URL(busy.origin).port, "127.0.0.1");
  only.write("GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n");
  await once(only, "data");
  for (const credentials of ["omit", "include"]) {
    const { seen, wire } = await startFrom(listed.origin, busy, { ...asPlayer, credentials });
    assert.equal(seen.body?.type, "/problems/overloaded");
    assert.equal(seen.retryAfter, "1");
    assert.deepEqual(wire, [204, 503]);
  }
  assert.deepEqual((await startFrom(unlisted.origin, busy, simple)).seen, { failed: "TypeError" });
  only.destroy();
});

test("a page of the server itself need not be listed", async () => {
  const { seen } = await startFrom(withoutList.origin, withoutList, asPlayer);
  assert.equal(seen.status, 201);
});

test("a listed page sends heartbeats by stream token, without the viewer's address", async () => {
  const { stream_id: id, stream_token: token } = await started(withList);
  const { seen, wire } = await calledFrom(listed.origin, `${withList.origin}/api/v1/streams/${id}/heartbeat`,
    { method: "POST", headers: { "stream-token": token } });
  assert.equal(seen.status, 200);
  assert.equal(seen.body.heartbeat_interval_ms, 30_000);
  assert.deepEqual(wire, [204, 200]);
});

test("a beacon of a listed page ends a stream by its token, from another address and without a preflight", async () => {
  const stream = await started(withList);
  const end = `${withList.origin}/api/v1/streams/${stream.stream_id}/end`;
  assert.deepEqual((await beaconFrom(listed.origin, end, stream.stream_token)).wire, [204]);
  assert.equal((await shown(withList, stream)).reason, "ended");
});

test("a beacon ends nothing with another stream's token, or from an unlisted page", async () => {
  const [first, second] = [await started(withList), await started(withList)];
  const end = `${withList.origin}/api/v1/streams/${first.stream_id}/end`;
  assert.deepEqual((await beaconFrom(listed.origin, end, second.stream_token)).wire, [401]);
  assert.deepEqual((await beaconFrom(unlisted.origin, end, first.stream_token)).wire, [403]);
  assert.equal((await shown(withList, first)).status, "active");
});

/** Sends a beacon with a stream token from a page. No header says which viewer sends it. */
function beaconFrom(origin, url, token) {
  return fromPage(origin, url, ([to, body]) => navigator.sendBeacon(to, body), JSON.stringify({ stream_token: token }));
}

/** Starts a stream for a viewer of its own. */
async function started(server) {
  const response = await fetch(`${server.origin}/api/v1/stream`,
    { method: "POST", headers: { "x-forwarded-for": `198.51.100.${++viewers}` } });
  return response.json();
}

/** Reads a stream by its token. */
async function shown(server, { stream_id: id, stream_token: token }) {
  const response = await fetch(`${server.origin}/api/v1/streams/${id}`, { headers: { "stream-token": token } });
  return response.json();
}

async function activeStreams(server) {
  const response = await fetch(`${server.origin}/api/v1/streams`, { headers: { "x-forwarded-for": "203.0.113.9" } });
  return (await response.json()).active;
}
