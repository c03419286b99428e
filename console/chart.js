// Small line charts of the last ten minutes, drawn as SVG.

import { svg } from "./dom.js";
import { GAP_MS, SPAN_MS } from "./watch.js";

/** @typedef {{at: number, value: number}} Point */

const WIDTH = 320;
const HEIGHT = 110;
const LEFT = 34;
const RIGHT = 6;
const TOP = 8;
const BOTTOM = 18;

const AXIS = new Intl.NumberFormat(undefined, { notation: "compact" });
const NUMBER = new Intl.NumberFormat(undefined, { maximumFractionDigits: 1 });

/** @param {number} value */
export function numberOf(value) {
  return NUMBER.format(value);
}

/**
 * A figure that may be unknown.
 * @param {number | null | undefined} value
 */
export function figureOf(value) {
  return value === null || value === undefined ? "-" : numberOf(value);
}

/**
 * @param {string} name what is drawn, also the class of the line
 * @param {string} description for who does not see it
 * @param {Point[]} points oldest first
 * @param {number} now
 */
export function lineChart(name, description, points, now) {
  const top = ceilingOf(Math.max(0, ...points.map((one) => one.value)));
  const x = (/** @type {number} */ at) => LEFT + (1 - (now - at) / SPAN_MS) * (WIDTH - LEFT - RIGHT);
  const y = (/** @type {number} */ value) => TOP + (1 - value / top) * (HEIGHT - TOP - BOTTOM);
  const last = points.at(-1);
  return svg("svg", { class: `chart ${name}`, viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img", "aria-label": description },
    ...[0, top / 2, top].flatMap((value) => [
      svg("line", { class: "grid", x1: LEFT, x2: WIDTH - RIGHT, y1: y(value), y2: y(value) }),
      svg("text", { x: LEFT - 6, y: y(value) + 3.5, "text-anchor": "end" }, AXIS.format(value))]),
    svg("text", { x: LEFT, y: HEIGHT - 3 }, "10 min ago"),
    svg("text", { x: WIDTH - RIGHT, y: HEIGHT - 3, "text-anchor": "end" }, "now"),
    ...runsOf(points).map((run) => svg("path", { class: "area", d: areaOf(run.map((one) => [x(one.at), y(one.value)]), y(0)) })),
    ...runsOf(points).map((run) => svg("path", { class: "line", d: lineOf(run.map((one) => [x(one.at), y(one.value)])) })),
    last && svg("circle", { class: "last", cx: x(last.at), cy: y(last.value), r: 2.5 }));
}

/**
 * The points, cut where no sample was taken.
 * @param {Point[]} points
 */
function runsOf(points) {
  /** @type {Point[][]} */
  const runs = [];
  points.forEach((point, at) => {
    if (at === 0 || point.at - points[at - 1].at > GAP_MS) {
      runs.push([]);
    }
    runs[runs.length - 1].push(point);
  });
  return runs;
}

/** @param {number[][]} corners */
function lineOf(corners) {
  return corners.map(([x, y], at) => `${at === 0 ? "M" : "L"}${x.toFixed(1)} ${y.toFixed(1)}`).join("");
}

/**
 * @param {number[][]} corners
 * @param {number} floor
 */
function areaOf(corners, floor) {
  return `${lineOf(corners)}L${corners[corners.length - 1][0].toFixed(1)} ${floor}L${corners[0][0].toFixed(1)} ${floor}Z`;
}

/**
 * The next of 2, 4, 10, 20, 40, 100, ... so that the axis and its middle have round figures.
 * @param {number} value
 */
function ceilingOf(value) {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, value)));
  return [2, 4, 10].map((step) => step * power).find((step) => step >= value) ?? 10 * power;
}

/**
 * A bar that fills this part of its cell. The figure stands beside it.
 * @param {number} part 0 to 1
 * @param {string} name the class of the bar
 */
export function bar(part, name) {
  return svg("svg", { class: `bar-of ${name}`, viewBox: "0 0 100 6", preserveAspectRatio: "none", "aria-hidden": "true" },
    svg("rect", { class: "track", width: 100, height: 6, rx: 1 }),
    svg("rect", { class: "fill", width: part > 0 ? Math.max(1, part * 100) : 0, height: 6, rx: 1 }));
}
