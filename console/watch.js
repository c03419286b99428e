// Polls the overview of this node, and keeps the samples of the last ten minutes.

import { overview } from "./api.js";
import { poll } from "./polling.js";

/** @typedef {{at: number, overview: import("./types.js").Overview}} Sample */

export const INTERVAL_MS = 2000;
export const SPAN_MS = 600_000;

/** How far apart two samples may be and still be joined by a line. */
export const GAP_MS = 3 * INTERVAL_MS;

/** @type {Sample[]} */
let samples = [];
/** @type {Set<() => void>} */
const listeners = new Set();
/** @type {(() => void) | null} */
let stop = null;

/** Starts polling, unless it has started. */
export function startWatching() {
  stop ??= poll(sample, INTERVAL_MS);
}

/** Stops polling, and forgets what was seen. */
export function stopWatching() {
  stop?.();
  stop = null;
  samples = [];
}

async function sample() {
  try {
    const now = Date.now();
    const seen = await overview();
    samples = [...samples.filter((one) => one.at > now - SPAN_MS), { at: now, overview: seen }];
  } catch {
    // the banner and the sign-in form tell; a gap in the charts shows when
  }
  listeners.forEach((one) => one());
}

/** The samples, oldest first. */
export function seen() {
  return samples;
}

/**
 * Calls the listener now and after every poll.
 * @param {() => void} listener
 * @returns {() => void} ends it
 */
export function watch(listener) {
  listeners.add(listener);
  listener();
  return () => listeners.delete(listener);
}

/**
 * Whether two samples come from different nodes, or from before and after a restart.
 * @param {Sample} first
 * @param {Sample} second
 */
export function areOfTwoNodes(first, second) {
  return first.overview.started_at !== second.overview.started_at;
}
