// Receives the events of Streamgate: checks each delivery as Standard Webhooks asks, and prints its events.
// Node 20 or later, no dependencies: WEBHOOK_SECRET=whsec_... PORT=8300 node receiver.mjs
import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';

const MOST_BYTES = 4 * 1024 * 1024;
const TOLERANCE_SECONDS = 5 * 60;
const REMEMBERED = 10_000;

// Two while the secret is changed, separated by a comma.
const secrets = (process.env.WEBHOOK_SECRET ?? '').split(',').map((text) => {
  const secret = Buffer.from(text.trim().replace(/^whsec_/, ''), 'base64');
  if (secret.length < 24) throw new Error('WEBHOOK_SECRET: use whsec_ and 24 bytes or more in base64');
  return secret;
});
const seen = new Set(); // ids of deliveries; a service with several processes keeps them in its database

function isSigned(headers, body) {
  const signed = Buffer.concat([
    Buffer.from(`${headers['webhook-id']}.${headers['webhook-timestamp']}.`),
    body,
  ]);
  const given = `${headers['webhook-signature'] ?? ''}`
    .split(' ')
    .filter((each) => each.startsWith('v1,'))
    .map((each) => Buffer.from(each.slice(3), 'base64'));
  return secrets.some((secret) => {
    const expected = createHmac('sha256', secret).update(signed).digest();
    return given.some((each) => each.length === expected.length && timingSafeEqual(each, expected));
  });
}

// An old delivery may be a replay by somebody who has recorded it.
function isRecent(timestamp) {
  return Math.abs(Date.now() / 1000 - Number(timestamp)) <= TOLERANCE_SECONDS;
}

// Whether the delivery is new. Streamgate repeats one whose answer it has not seen.
function isNew(id) {
  if (seen.has(id)) return false;
  seen.add(id);
  if (seen.size > REMEMBERED) seen.delete(seen.values().next().value);
  return true;
}

function statusFor(headers, body) {
  if (!isSigned(headers, body) || !isRecent(headers['webhook-timestamp'])) return 401;
  if (isNew(headers['webhook-id'])) {
    for (const event of JSON.parse(body)) console.log(JSON.stringify(event));
  }
  return 204; // answer soon, and do long work later
}

async function receive(request, response) {
  const chunks = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > MOST_BYTES) return response.writeHead(413, { connection: 'close' }).end();
    chunks.push(chunk);
  }
  const status = request.method === 'POST' ? statusFor(request.headers, Buffer.concat(chunks)) : 405;
  response.writeHead(status).end();
}

// A request that breaks off must not end the process.
const server = createServer((request, response) => {
  receive(request, response).catch(() => response.destroy());
});
server.listen(Number(process.env.PORT ?? 8300), '127.0.0.1', () => {
  console.error(`listening on 127.0.0.1:${server.address().port}`);
});
