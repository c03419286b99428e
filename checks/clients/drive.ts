// Drives the generated TypeScript client against a server: node drive.js <origin>

import {
  Configuration, HealthApi, LimitReachedFromJSON, ResponseError, StreamEndedFromJSON, StreamsApi,
} from "./index.js";
import type { Stream } from "./index.js";

declare const process: { argv: string[] };

const ME = "203.0.113.12";
const POSITION_MS = 1795456800000; // more than 32 bits hold
const configuration = new Configuration({ basePath: process.argv[2] });
const health = new HealthApi(configuration);
const streams = new StreamsApi(configuration);
let facts = 0;

function holds(fact: string, isTrue: boolean): void {
  if (!isTrue) {
    throw new Error(`typescript: does not hold: ${fact}`);
  }
  facts++;
}

/** The body of the problem with this status that a call is refused with. */
async function problem<T>(status: number, read: (json: unknown) => T, call: Promise<unknown>): Promise<T> {
  try {
    await call;
  } catch (refusal) {
    if (refusal instanceof ResponseError) {
      holds(`a refusal is ${status}`, refusal.response.status === status);
      return read(await refusal.response.json());
    }
    throw refusal;
  }
  throw new Error(`${status} was expected`);
}

const isNow = (time: Date | undefined) => time instanceof Date && Math.abs(time.getTime() - Date.now()) < 60_000;
const idsOf = (some: Stream[]) => some.map((stream) => stream.streamId);

holds("it is alive", (await health.isAlive()).status === "alive");
const film = {
  videoName: "Alien", deviceId: "tv-1", contentType: "movie", size: 1234567890123, framerate: "29.97",
  videoStartTime: "2026-11-23T18:00:00Z",
};
const first = await streams.startStream({ xForwardedFor: ME, idempotencyKey: "key-1", start: film });
holds("a start has an id", first.streamId !== "");
holds("it is active", first.status === "active");
holds("it has a limit", first.limit === 3 && first.remaining === 2 && !first.unlimited);
holds("its times are times", isNow(first.startedAt) && isNow(first.serverTime));
holds("a time is read", first.videoStartTime?.getTime() === POSITION_MS);
holds("numbers and text are kept", first.size === film.size && first.framerate === film.framerate);
const repeated = await streams.startStream({ xForwardedFor: ME, idempotencyKey: "key-1", start: film });
holds("a repeated start is the same", repeated.streamId === first.streamId);

await streams.startStream({ xForwardedFor: ME, start: { videoName: "Brazil" } });
await streams.startStream({ xForwardedFor: ME });
const listing = await streams.listStreams({ xForwardedFor: ME, status: "active", pageSize: 2 });
holds("a page has its size", listing.streams.length === 2);
const cursor = listing.nextCursor ?? "";
const rest = await streams.listStreams({ xForwardedFor: ME, status: "active", pageSize: 2, cursor });
holds("the last page has no cursor", rest.nextCursor === null);
holds("the oldest is on it", idsOf(rest.streams).join() === first.streamId);

const refused = await problem(409, LimitReachedFromJSON, streams.startStream({ xForwardedFor: ME }));
holds("a refusal lists the streams", idsOf(refused.streams).includes(first.streamId));
holds("a refusal says when", refused.availableAt !== undefined && refused.availableAt > refused.serverTime);
holds("a refusal has a type", refused.type === "/problems/stream-limit-reached");

const takeover = { videoName: "Dune", takeover: first.streamId };
const { streamId: id } = await streams.startStream({ xForwardedFor: ME, start: takeover });
const evicted = { id: first.streamId, xForwardedFor: ME };
const gone = await problem(410, StreamEndedFromJSON, streams.heartbeat(evicted));
holds("the evicted is told", gone.reason === "evicted" && isNow(gone.endedAt));
holds("and by what", gone.by?.videoName === "Dune");

const mine = { id, xForwardedFor: ME };
const renewal = await streams.heartbeat(mine);
holds("a heartbeat needs no body", renewal.expiresAt > renewal.serverTime);
await streams.heartbeat({ ...mine, heartbeat: { positionMs: POSITION_MS, videoPlaying: false } });
const shown = await streams.showStream(mine);
holds("a position is kept", shown.positionMs === POSITION_MS);
holds("a stream can be paused", !shown.videoPlaying);
const amended = await streams.amendStream({ ...mine, amendment: { videoName: null, fileType: "mp4" } });
holds("null removes a field", amended.videoName === undefined && amended.fileType === "mp4");

await streams.endStream(mine);
const ended = await streams.showStream(mine);
holds("an end is an end", ended.reason === "ended" && isNow(ended.endedAt));
await problem(410, StreamEndedFromJSON, streams.heartbeat({ ...mine, heartbeat: {} }));
await streams.endStreamByBeacon({ id: listing.streams[0]?.streamId ?? "", xForwardedFor: ME });
holds("a beacon ends", (await streams.listStreams({ xForwardedFor: ME })).active === 1);

console.log(`typescript: ${facts} facts`);
