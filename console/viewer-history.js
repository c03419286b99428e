import { viewer as load } from "./api.js";
import { announce, h, replace } from "./dom.js";
import { problemOf } from "./problem.js";
import { table } from "./table.js";
import { durationOf, timeOf } from "./time.js";
import { counted, deviceOf, reasonOf, titleOf } from "./words.js";

/** @typedef {import("./types.js").Stream} Stream */

const COLUMNS = [{ name: "Title" }, { name: "Device" }, { name: "Started" }, { name: "Ended" }, { name: "Lasted", class: "number" },
  { name: "Why" }];

/**
 * The streams that have ended, the newest first. Older pages stay while the newest is loaded anew.
 * @param {import("./viewer.js").Context} context
 */
export function historySection({ id }) {
  /** @type {Map<string, Stream>} */
  const known = new Map();
  /** @type {string | undefined} */
  let next;
  let isFirst = true;
  const list = h("div");
  const fault = h("div");
  const more = h("button", { type: "button", hidden: true, onclick: older }, "Show older streams");
  const element = h("section", { "aria-labelledby": "history" },
    h("h2", { id: "history" }, "History"), list, fault, h("div", { class: "buttons" }, more));

  /** @param {import("./types.js").Viewer} viewer */
  function show({ history, next_before: nextBefore }) {
    if (history.length === 0) {
      known.clear(); // the viewer was erased
    }
    if (isFirst || history.length === 0) {
      next = nextBefore;
      isFirst = false;
    }
    add(history);
  }

  async function older() {
    more.disabled = true;
    try {
      const page = await load(id, next);
      next = page.next_before;
      fault.replaceChildren();
      add(page.history);
      announce(`${counted(known.size, "stream")} shown.`);
    } catch (error) {
      replace(fault, problemOf(error));
    } finally {
      more.disabled = false;
    }
  }

  /** @param {Stream[]} page */
  function add(page) {
    page.forEach((one) => known.set(one.stream_id, one));
    const all = [...known.values()].sort((one, other) => other.started_at.localeCompare(one.started_at));
    more.hidden = next === undefined;
    replace(list, all.length === 0 ? h("p", { class: "card empty" }, "No stream has ended within the retention.")
      : h("div", { class: "card" }, table("Streams that have ended, the newest first", COLUMNS, all.map(rowOf))));
  }

  return { element, show };
}

/** @param {Stream} stream */
function rowOf(stream) {
  const { started_at: started, ended_at: ended } = stream;
  return [h("strong", {}, titleOf(stream)), deviceOf(stream), timeOf(started), timeOf(ended),
    ended === undefined ? "-" : durationOf(Date.parse(ended) - Date.parse(started)), reasonOf(stream)];
}
