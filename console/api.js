// Calls the operators' API of the server that this page comes from.

import { token } from "./session.js";

/** @typedef {import("./types.js").Problem} Problem */

const TIMEOUT_MS = 20_000;

/** The server answered with a problem. */
export class Refused extends Error {
  /**
   * @param {number} status
   * @param {Problem} problem
   */
  constructor(status, problem) {
    super(problem.title);
    this.status = status;
    this.problem = problem;
  }
}

/** The server did not answer. */
export class NoAnswer extends Error {}

/** Tells the page of calls: `rejected` if the token is not accepted, `answered` and `silent`. */
export const calls = new EventTarget();

/**
 * @param {string} method
 * @param {string} path below /admin/v1
 * @param {{json?: unknown, text?: string}} [body]
 */
async function call(method, path, body = {}) {
  /** @type {Record<string, string>} */
  const headers = { authorization: `Bearer ${token() ?? ""}` };
  const content = body.json === undefined ? body.text : JSON.stringify(body.json);
  if (content !== undefined) {
    headers["content-type"] = body.json === undefined ? "text/plain" : "application/json";
  }
  const response = await send(`/admin/v1${path}`, { method, headers, body: content });
  calls.dispatchEvent(new Event("answered"));
  if (!response.ok) {
    const refused = new Refused(response.status, await problemOf(response));
    if (response.status === 401) {
      calls.dispatchEvent(new CustomEvent("rejected", { detail: refused }));
    }
    throw refused;
  }
  return response;
}

/**
 * @param {string} url
 * @param {RequestInit} request
 */
async function send(url, request) {
  try {
    return await fetch(url, { ...request, cache: "no-store", signal: AbortSignal.timeout(TIMEOUT_MS) });
  } catch (error) {
    calls.dispatchEvent(new Event("silent"));
    throw new NoAnswer("The server does not answer", { cause: error });
  }
}

/**
 * @param {Response} response
 * @returns {Promise<Problem>}
 */
async function problemOf(response) {
  const requestId = response.headers.get("x-request-id") ?? undefined;
  try {
    return { request_id: requestId, ...await response.json() };
  } catch {
    return { title: `The server answered with status ${response.status}`, request_id: requestId };
  }
}

/**
 * @param {string} method
 * @param {string} path
 * @param {{json?: unknown, text?: string}} [body]
 */
async function json(method, path, body) {
  const response = await call(method, path, body);
  try {
    return await response.json();
  } catch (error) {
    throw new NoAnswer("The answer broke off", { cause: error });
  }
}

/** @param {string} viewer */
const pathOf = (viewer) => `/viewers/${encodeURIComponent(viewer)}`;

/** @param {string | undefined} reason */
const queryOf = (reason) => (reason === undefined ? "" : `?reason=${encodeURIComponent(reason)}`);

/** @returns {Promise<import("./types.js").Me>} */
export const me = () => json("GET", "/me");

/** @returns {Promise<import("./types.js").Overview>} */
export const overview = () => json("GET", "/overview");

/** @returns {Promise<{viewers: import("./types.js").TopViewer[], since: string}>} */
export const topRefused = () => json("GET", "/top?by=refused&limit=10");

/**
 * @param {string} day in UTC, as 2026-11-29
 * @returns {Promise<import("./types.js").Levels>}
 */
export const levels = (day) => json("GET", `/levels?day=${day}`);

/** @returns {Promise<import("./types.js").Plans>} */
export const plans = () => json("GET", "/plans");

/**
 * @param {string} text of a file of plans
 * @returns {Promise<import("./types.js").DryRun>}
 */
export const dryRun = (text) => json("POST", "/plans/dry-run", { text });

/**
 * @param {string} viewer
 * @param {string} [before] where the page of the history begins
 * @returns {Promise<import("./types.js").Viewer>}
 */
export const viewer = (viewer, before) =>
  json("GET", `${pathOf(viewer)}?page_size=10${before ? `&before=${encodeURIComponent(before)}` : ""}`);

/**
 * @param {string} viewer
 * @param {string} stream
 * @param {{reason?: string, note?: string}} why
 */
export const endStream = (viewer, stream, why) =>
  json("POST", `${pathOf(viewer)}/streams/${encodeURIComponent(stream)}/end`, { json: why });

/**
 * @param {string} viewer
 * @param {{reason?: string, note?: string}} why
 * @returns {Promise<{ended: unknown[]}>}
 */
export const endAll = (viewer, why) => json("POST", `${pathOf(viewer)}/end-all`, { json: why });

/**
 * @param {string} viewer
 * @param {Record<string, unknown>} override
 * @returns {Promise<import("./types.js").Override>}
 */
export const setOverride = (viewer, override) => json("PUT", `${pathOf(viewer)}/override`, { json: override });

/**
 * @param {string} viewer
 * @param {string} [reason]
 */
export const removeOverride = (viewer, reason) => call("DELETE", `${pathOf(viewer)}/override${queryOf(reason)}`);

/**
 * @param {string} viewer
 * @returns {Promise<{entries: import("./types.js").AuditEntry[]}>}
 */
export const audit = (viewer) => json("GET", `${pathOf(viewer)}/audit?limit=50`);

/**
 * @param {string} viewer
 * @param {string} [reason]
 */
export async function exportOf(viewer, reason) {
  const response = await call("GET", `${pathOf(viewer)}/export${queryOf(reason)}`);
  try {
    return await response.blob();
  } catch (error) {
    throw new NoAnswer("The answer broke off", { cause: error });
  }
}

/**
 * @param {string} viewer
 * @param {string} [reason]
 * @returns {Promise<import("./types.js").Erasure>}
 */
export const erase = (viewer, reason) => json("DELETE", `${pathOf(viewer)}${queryOf(reason)}`);
