// The overview: what this node does now, and what happened today.

import { topRefused } from "./api.js";
import { figureOf, lineChart, numberOf } from "./chart.js";
import { h, replace } from "./dom.js";
import { levelsSection } from "./levels.js";
import { poll } from "./polling.js";
import { problemOf } from "./problem.js";
import { table } from "./table.js";
import { timeOf } from "./time.js";
import { areOfTwoNodes, seen, watch } from "./watch.js";

/** @typedef {import("./types.js").Count} Count */

/** @type {[Count, string][]} */
const COUNTS = [["starts", "Starts"], ["refusals", "Refusals"], ["evictions", "Evictions"], ["heartbeats", "Heartbeats"],
  ["errors", "Errors"]];
const SLOW_MS = 30_000;
const MINUTE_MS = 60_000;

/** @returns {import("./main.js").Page} */
export function overviewPage() {
  const figures = h("div");
  const charts = h("div", { class: "charts" });
  const rows = h("div");
  const mixed = h("div");
  const top = h("div", {}, waiting());
  const levels = levelsSection();
  const element = h("div", {},
    h("div", { class: "head" }, h("h1", {}, "Overview"), h("p", { class: "fine" }, "This node only, as it sees its requests.")),
    mixed, figures,
    h("section", { "aria-labelledby": "rates" },
      h("h2", { id: "rates" }, "The last ten minutes"),
      h("p", { class: "fine" }, "Each point is the number in the minute before it."),
      charts,
      h("details", { "data-key": "figures" }, h("summary", {}, "The figures as a table"), rows)),
    h("div", { class: "halves" }, levels.element,
      h("section", { class: "card", "aria-labelledby": "top" }, h("h2", { id: "top" }, "Most refused viewers"), top)));
  const ends = [watch(() => {
    replace(mixed, notice());
    replace(figures, figuresNow());
    replace(charts, ...chartsNow());
    replace(rows, minutes());
  }), poll(() => showTop(top), SLOW_MS), poll(levels.load, SLOW_MS)];
  return { title: "Overview", element, stop: () => ends.forEach((end) => end()) };
}

function waiting() {
  return h("p", { class: "fine" }, "Loading");
}

function figuresNow() {
  const now = seen().at(-1)?.overview;
  /** @type {[string, number | null | undefined, string][]} */
  const all = [["Active streams", now?.active, "whose lease runs"], ["Lapsed streams", now?.lapsed, "silent; can go on"],
    ["Viewers", now?.viewers, "with a stream"], ["Connections", now?.connections, "to the public port"]];
  return h("dl", { class: "figures" }, ...all.map(([name, value, hint]) =>
    h("div", { class: "card" }, h("dt", {}, name),
      h("dd", {}, h("span", { class: "figure" }, figureOf(value)), h("span", { class: "fine" }, value === null ? "not counted on a table" : hint)))));
}

function chartsNow() {
  const now = Date.now();
  return [
    ...COUNTS.map(([count, name]) =>
      chartOf(count, name, seen().map(({ at, overview }) => ({ at, value: overview.last_minute[count] })), now)),
    chartOf("connections", "Connections at that time",
      seen().map(({ at, overview }) => ({ at, value: overview.connections })), now)];
}

/**
 * @param {string} kind
 * @param {string} name
 * @param {import("./chart.js").Point[]} points
 * @param {number} now
 */
function chartOf(kind, name, points, now) {
  const last = points.at(-1)?.value;
  const most = Math.max(0, ...points.map((one) => one.value));
  const text = last === undefined ? `${name}: no figures yet`
    : `${name}: ${numberOf(last)} now, at most ${numberOf(most)} in the last ten minutes`;
  return h("figure", { class: "card" },
    h("figcaption", {}, h("span", {}, name), h("span", { class: "figure" }, figureOf(last))),
    lineChart(kind, text, points, now));
}

/** One row a minute: the charts for who does not see them. */
function minutes() {
  /** @type {Map<number, import("./watch.js").Sample>} */
  const last = new Map(seen().map((one) => [Math.floor(one.at / MINUTE_MS), one]));
  return table("How many in each minute",
    [{ name: "Time" }, ...COUNTS.map(([, name]) => ({ name, class: "number" }))],
    [...last.values()].reverse().map(({ at, overview }) =>
      [timeOf(new Date(at).toISOString()), ...COUNTS.map(([count]) => numberOf(overview.last_minute[count]))]));
}

/** Behind a load balancer, polls may reach one node and then another. */
function notice() {
  const all = seen();
  const differs = all.some((one, at) => at > 0 && areOfTwoNodes(all[at - 1], one));
  return differs && h("p", { class: "note" }, "The answers of the last ten minutes come from more than one node, or from before "
    + "and after a restart. Open the console at one node's own address to see that node.");
}

/** @param {HTMLElement} into */
async function showTop(into) {
  try {
    const { viewers, since } = await topRefused();
    replace(into, ...(viewers.length === 0 ? [h("p", {}, "No viewer was refused.")] : [
      h("ol", { class: "ranking" }, ...viewers.map(({ viewer, count }) =>
        h("li", {}, h("a", { href: `#/viewer/${encodeURIComponent(viewer)}`, "data-key": viewer }, viewer),
          h("span", { class: "figure" }, numberOf(count)))))]),
    h("p", { class: "fine" }, "Refusals since ", timeOf(since), ", on this node, approximately."));
  } catch (error) {
    replace(into, problemOf(error));
  }
}
