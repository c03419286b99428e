import { levels } from "./api.js";
import { bar, numberOf } from "./chart.js";
import { h, replace } from "./dom.js";
import { problemOf } from "./problem.js";

/** @typedef {import("./types.js").Level} Level */

const NONE = { starts: 0, viewers: 0 };

/** How many streams at once viewers reached today, and how many they tried to have. */
export function levelsSection() {
  const content = h("div", {}, h("p", { class: "fine" }, "Loading"));
  const element = h("section", { class: "card", "aria-labelledby": "levels" },
    h("h2", { id: "levels" }, "Streams at once, today"), content);
  const load = async () => {
    try {
      const day = new Date().toISOString().slice(0, 10);
      replace(content, ...shown(await levels(day)));
    } catch (error) {
      replace(content, problemOf(error));
    }
  };
  return { element, load };
}

/** @param {import("./types.js").Levels} all */
function shown({ day, reached, attempted }) {
  const numbers = [...new Set([...reached, ...attempted].map((one) => one.level))].sort((one, other) => one - other);
  if (numbers.length === 0) {
    return [h("p", {}, "No stream has started today.")];
  }
  const most = Math.max(1, ...[...reached, ...attempted].map((one) => one.starts));
  const at = (/** @type {Level[]} */ list, /** @type {number} */ level) => list.find((one) => one.level === level) ?? NONE;
  return [
    h("table", { class: "levels" },
      h("caption", { class: "unseen" }, "Starts and viewers by the number of streams at once"),
      h("thead", {}, h("tr", {}, h("th", { scope: "col" }, "Streams"), h("th", { scope: "col" }, "Reached"),
        h("th", { scope: "col" }, "Attempted"))),
      h("tbody", {}, ...numbers.map((level) => h("tr", {}, h("th", { scope: "row" }, level),
        cell(at(reached, level), most, "reached"), cell(at(attempted, level), most, "attempted"))))),
    h("p", { class: "fine" }, `Starts that brought a viewer to so many streams, and starts that asked for so many, refused ones `
      + `included; viewers are estimates. This node, ${day} in UTC.`)];
}

/**
 * @param {{starts: number, viewers: number}} level
 * @param {number} most
 * @param {string} name
 */
function cell({ starts, viewers }, most, name) {
  return h("td", {}, bar(starts / most, name),
    h("span", { class: "figure" }, numberOf(starts)), ` ${starts === 1 ? "start" : "starts"} `,
    h("span", { class: "fine" }, `about ${numberOf(viewers)} ${viewers === 1 ? "viewer" : "viewers"}`));
}
