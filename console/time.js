// Times in the operator's zone, with UTC in the title, and the presets of an override.

import { h } from "./dom.js";

const CLOCK = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" });
const DAY = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short" });
const DAY_OF_YEAR = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short", year: "numeric" });
const WEEKDAY = new Intl.DateTimeFormat(undefined, { weekday: "short", day: "numeric", month: "short" });
const MINUTE = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });

/**
 * A point in time: only the clock if it is today.
 * @param {string | undefined} time RFC 3339
 * @param {Date} [now]
 * @returns {HTMLElement}
 */
export function timeOf(time, now = new Date()) {
  if (time === undefined) {
    return h("span", {}, "-");
  }
  const date = new Date(time);
  return h("time", { datetime: time, title: `${utc(date)} UTC` }, local(date, now));
}

/**
 * @param {Date} date
 * @param {Date} now
 */
function local(date, now) {
  if (date.toDateString() === now.toDateString()) {
    return CLOCK.format(date);
  }
  const day = date.getFullYear() === now.getFullYear() ? DAY : DAY_OF_YEAR;
  return `${day.format(date)}, ${CLOCK.format(date)}`;
}

/** @param {Date} date */
function utc(date) {
  return date.toISOString().replace("T", " ").replace(/\.\d+Z$/, "");
}

/**
 * The end of an override, with its weekday.
 * @param {string} time RFC 3339
 */
export function untilOf(time) {
  const date = new Date(time);
  return h("time", { datetime: time, title: `${utc(date)} UTC` }, minuteOf(date));
}

/** @param {Date} date */
export function minuteOf(date) {
  return `${WEEKDAY.format(date)}, ${MINUTE.format(date)}`;
}

/**
 * A duration in its two largest units: 45 s, 3 min 5 s, 2 h 10 min, 4 d 3 h.
 * @param {number} ms
 */
export function durationOf(ms) {
  const seconds = Math.max(0, Math.round(ms / 1000));
  /** @type {[number, string][]} */
  const units = [[Math.floor(seconds / 86_400), "d"], [Math.floor(seconds / 3600) % 24, "h"],
    [Math.floor(seconds / 60) % 60, "min"], [seconds % 60, "s"]];
  const first = units.findIndex(([count]) => count > 0);
  return first < 0 ? "0 s" : units.slice(first, first + 2).filter(([count]) => count > 0)
    .map(([count, unit]) => `${count} ${unit}`).join(" ");
}

/**
 * The last minute of this day.
 * @param {Date} now
 */
export function tonight(now) {
  return new Date(now.getFullYear(), now.getMonth(), now.getDate(), 23, 59);
}

/**
 * The last minute of the next Sunday, which may be today.
 * @param {Date} now
 */
export function sunday(now) {
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() + (7 - now.getDay()) % 7, 23, 59);
}

/**
 * This time of day in seven days.
 * @param {Date} now
 */
export function inOneWeek(now) {
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() + 7, now.getHours(), now.getMinutes());
}

/**
 * The value of an input of the type `datetime-local`.
 * @param {Date} date
 */
export function inputValueOf(date) {
  const two = (/** @type {number} */ number) => String(number).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
    + `T${two(date.getHours())}:${two(date.getMinutes())}`;
}
