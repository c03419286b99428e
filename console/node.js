import { figureOf, numberOf } from "./chart.js";
import { h, replace } from "./dom.js";
import { terms } from "./table.js";
import { durationOf, timeOf } from "./time.js";
import { seen, watch } from "./watch.js";

const MIB = 1024 * 1024;

/**
 * This node. Nodes share a table and do not know each other, so that no page can list them.
 * @returns {import("./main.js").Page}
 */
export function nodesPage() {
  const content = h("div", {}, h("p", { class: "fine" }, "Loading"));
  const element = h("div", {},
    h("div", { class: "head" }, h("h1", {}, "Nodes")),
    h("p", { class: "lead" }, "Nodes share a store and do not know each other. This page shows the one node that answers at ",
      h("code", {}, location.host), "; open the console of another node at that node's own address. Prometheus sees all of "
      + "them together."),
    h("section", { class: "card", "aria-labelledby": "this-node" }, h("h2", { id: "this-node" }, "This node"), content));
  return { title: "Nodes", element, stop: watch(() => replace(content, shown())) };
}

function shown() {
  const now = seen().at(-1)?.overview;
  if (now === undefined) {
    return h("p", { class: "fine" }, "Loading");
  }
  const { used_bytes: used, max_bytes: most } = now.heap;
  return terms([
    ["Readiness", h("span", { class: `badge ${now.status === "serving" ? "good" : "bad"}` }, now.status)],
    ["Version", now.version],
    ["Store", `${now.store}: ${now.store_detail}`],
    ["Started", timeOf(now.started_at)],
    ["Up for", durationOf(now.uptime_ms)],
    ["Active streams", figureOf(now.active)],
    ["Lapsed streams", figureOf(now.lapsed)],
    ["Viewers", figureOf(now.viewers)],
    ["Connections", numberOf(now.connections)],
    ["Heap", `${numberOf(Math.round(used / MIB))} of ${numberOf(Math.round(most / MIB))} MiB`]]);
}
