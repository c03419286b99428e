// The API's words, as people say them.

/** @typedef {import("./types.js").Stream} Stream */

/** @param {number | null} limit */
export function limitOf(limit) {
  return limit === null ? "unlimited" : String(limit);
}

/**
 * 1 stream, 2 streams.
 * @param {number} count
 * @param {string} noun
 */
export function counted(count, noun) {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

/** @param {Stream} stream */
export function titleOf({ video_name: name, content_id: content }) {
  return name || content || "Untitled";
}

/** @param {Stream} stream */
export function deviceOf({ device_name: name, device_type: type, device_id: id }) {
  return name || type || id || "Unknown device";
}

/** @type {Record<string, string>} */
const AT_LIMIT = {
  "refuse": "a further start is refused",
  "evict-oldest": "a further start ends the oldest stream",
  "evict-idle": "a further start ends the stream that was paused longest",
};

/** @param {string} word */
export function atLimitOf(word) {
  return AT_LIMIT[word] ?? word;
}

/** @type {Record<string, string>} */
const REASONS = {
  ended: "Ended by its player", stopped: "Stopped from another device", evicted: "Evicted for another stream",
  replaced: "Replaced by its own device", lapsed: "Lapsed", terminated: "Ended by an operator",
  unenforced: "Never counted",
};

/**
 * Why a stream has ended, and what is known of who ended it.
 * @param {Stream} stream
 */
export function reasonOf({ reason = "", rule, by }) {
  const more = [rule && `rule ${rule}`, by?.device_id && `device ${by.device_id}`, by?.note && `“${by.note}”`];
  return [REASONS[reason] ?? reason, ...more.filter(Boolean)].join(", ");
}

/** @type {Record<string, string>} */
const ACTIONS = {
  "end": "Ended a stream", "end-all": "Ended all streams", "set-override": "Set an override",
  "remove-override": "Removed the override", "export": "Exported the data", "erase": "Erased the viewer",
};

/** @param {string} word */
export function actionOf(word) {
  return ACTIONS[word] ?? word;
}

/** @param {import("./types.js").Rule} rule */
export function ruleOf({ max, of = "streams", per = [], where = {}, at_limit: action }) {
  const counts = of === "streams" ? counted(max, "stream") : `${max} of ${of}`;
  const group = per.length > 0 ? ` for each ${per.join(" and ")}` : "";
  const among = valuesOf(where);
  return `at most ${counts}${group}${among && `, where ${among}`}${action ? `; ${atLimitOf(action)}` : ""}`;
}

/** @param {Record<string, string[]>} values */
export function valuesOf(values) {
  return Object.entries(values).map(([name, all]) => `${name} is ${all.join(" or ")}`).join(" and ");
}
