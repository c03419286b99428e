// Tests that Prism, as a mock server, gives examples that a player can be developed against.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { after, before, test } from "node:test";

const { CONTRACT } = process.env;
const START_TIMEOUT_MS = 60_000;
const STREAM = "/api/v1/streams/1k84sr29q47DEQp2RTJRjt7WqOhRQ_F";

let prism, origin;

before(async () => {
  const program = join(import.meta.dirname, "node_modules", "@stoplight", "prism-cli", "dist", "index.js");
  prism = spawn(process.execPath, [program, "mock", "--host", "127.0.0.1", "--port", "0", CONTRACT], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const deadline = setTimeout(() => prism.kill("SIGKILL"), START_TIMEOUT_MS);
  for await (const line of createInterface({ input: prism.stdout })) {
    origin = /listening on (http:\S+)/.exec(line)?.[1];
    if (origin) {
      break;
    }
  }
  clearTimeout(deadline);
  assert.ok(origin, "Prism started");
  prism.stdout.resume();
});
after(async () => {
  prism.kill("SIGTERM");
  await once(prism, "exit");
});

/** The response to a request, with its body as JSON. With a status, Prism is asked for that response. */
async function reply(method, path, { status, body } = {}) {
  const response = await fetch(origin + path, {
    method,
    headers: { ...(status && { prefer: `code=${status}` }), ...(body && { "content-type": "application/json" }) },
    body: body && JSON.stringify(body),
  });
  const violations = JSON.parse(response.headers.get("sl-violations") ?? "[]");
  assert.deepEqual(violations.filter((one) => one.location[0] === "response"), [], "the response fits the contract");
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text && JSON.parse(text) };
}

const isTime = (text) => /^\d{4}-\d\d-\d\dT.*Z$/.test(text) && !Number.isNaN(Date.parse(text));

function isRunning(stream) {
  assert.match(stream.stream_id, /^[0-9A-Za-z_-]{31}$/);
  assert.equal(stream.status, "active");
  assert.ok(isTime(stream.started_at) && isTime(stream.expires_at));
  assert.ok(!("ended_at" in stream) && !("reason" in stream));
}

test("a start has a stream and what to do next", async () => {
  for (const status of [undefined, 200, 201]) {
    const { body } = await reply("POST", "/api/v1/stream", { status, body: { video_name: "Alien" } });
    isRunning(body);
    assert.equal(body.limit, body.active + body.remaining);
    assert.ok(body.heartbeat_interval_ms > 0);
    assert.match(body.stream_token, /^[!-~]{1,400}$/);
  }
});

test("a refused start lists the running streams", async () => {
  const { status, headers, body } = await reply("POST", "/api/v1/stream", { status: 409 });
  assert.equal(status, 409);
  assert.match(headers.get("retry-after"), /^\d+$/);
  assert.equal(body.type, "/problems/stream-limit-reached");
  assert.equal(body.streams.length, body.active);
  body.streams.forEach(isRunning);
  assert.ok(isTime(body.available_at));
});

test("a list has a running and an ended stream", async () => {
  const { body } = await reply("GET", "/api/v1/streams");
  isRunning(body.streams[0]);
  assert.equal(body.streams[1].reason, "ended");
  assert.equal(body.next_cursor, null);
});

test("a stream is shown, amended, renewed and ended", async () => {
  isRunning((await reply("GET", STREAM)).body);
  isRunning((await reply("PATCH", STREAM, { body: { video_name: null, content_type: "movie" } })).body);
  const renewed = await reply("POST", `${STREAM}/heartbeat`, { body: { position_ms: 1795456800000 } });
  assert.ok(isTime(renewed.body.expires_at));
  assert.equal((await reply("DELETE", STREAM)).status, 204);
  assert.equal((await reply("POST", `${STREAM}/end`)).status, 204);
});

test("an ended stream says what took its slot", async () => {
  const { status, body } = await reply("POST", `${STREAM}/heartbeat`, { status: 410 });
  assert.equal(status, 410);
  assert.deepEqual([body.type, body.reason], ["/problems/stream-ended", "evicted"]);
  assert.ok(isTime(body.ended_at) && body.by.device_name.length > 0);
});

test("other problems have their type and status", async () => {
  const types = { 401: "token-missing", 404: "stream-not-found", 500: "internal-error", 503: "store-unavailable" };
  for (const [status, type] of Object.entries(types)) {
    const { body } = await reply("GET", STREAM, { status });
    assert.deepEqual([body.type, body.status], [`/problems/${type}`, Number(status)]);
  }
});

test("a request that does not fit the contract is refused", async () => {
  const amended = await reply("PATCH", STREAM, { body: { content_type: "two words" } });
  assert.deepEqual([amended.status, amended.body.type], [400, "/problems/invalid-request"]);
  // Prism prefers 422 for this where an operation has it; the server answers 400
  const started = await reply("POST", "/api/v1/stream", { body: { content_type: "two words" } });
  assert.deepEqual([started.status, started.body.type], [422, "/problems/idempotency-key-reused"]);
});
