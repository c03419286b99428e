import { numberOf } from "./chart.js";
import { h } from "./dom.js";
import { table } from "./table.js";
import { counted } from "./words.js";

/** @typedef {import("./types.js").DryRun} DryRun */

const COLUMNS = [{ name: "Plan" }, { name: "Cause" }, { name: "Refused", class: "number" }, { name: "Evicted", class: "number" },
  { name: "Viewers", class: "number" }, { name: "Examples" }];

/**
 * What a dry run says.
 * @param {DryRun} report
 */
export function reportOf(report) {
  const { viewers, viewers_affected: affected, refused, evicted, findings } = report;
  const heading = h("h3", {}, findings.length === 0 ? "No stream would be refused or evicted"
    : `${numberOf(affected)} of ${counted(viewers, "viewer")} would be affected: ${counted(refused, "stream")} refused, `
      + `${numberOf(evicted)} evicted`);
  const element = h("div", { class: "report" }, heading, h("p", {}, basisOf(report)),
    findings.length > 0 && table("Findings", COLUMNS, findings.map(rowOf)),
    caveatsOf(report.caveats));
  return { element, heading };
}

/** @param {DryRun} report */
function basisOf({ basis, share, starts, viewers, refused_before: before, refused_again: again }) {
  if (basis === "live") {
    return `Tried on ${counted(starts, "live stream")} of ${counted(viewers, "viewer")}.`;
  }
  const part = share === undefined ? "" : `, ${numberOf(share * 100)} % of them`;
  const refusals = before === undefined ? "" : ` The plans in force refused ${numberOf(before)} of them; of these, ${numberOf(again ?? 0)} `
    + "would be refused again.";
  return `Tried on ${counted(starts, "start")} of the last hour on this node${part}.${refusals}`;
}

/** @param {import("./types.js").Finding} finding */
function rowOf({ plan, cause, rule, refused, evicted, viewers, examples }) {
  return [plan ?? "-", causeOf(cause, rule), numberOf(refused), numberOf(evicted), numberOf(viewers),
    h("ul", { class: "plain" }, ...examples.map((one) =>
      h("li", {}, h("a", { href: `#/viewer/${encodeURIComponent(one.viewer)}` }, one.viewer))))];
}

/**
 * @param {string} cause
 * @param {string} [rule]
 */
function causeOf(cause, rule) {
  switch (cause) {
    case "rule": return `rule ${rule}`;
    case "device": return "second stream of a device";
    default: return cause;
  }
}

/** @param {import("./types.js").Caveats} caveats */
function caveatsOf(caveats) {
  const all = [
    ...Object.entries(caveats.unrecorded).map(([name, streams]) =>
      `${counted(streams, "stream")} without a record of ${name}: rules that look at it do not count them.`),
    caveats.viewers_without_plan > 0
      && `${counted(caveats.viewers_without_plan, "viewer")} of whom no plan is known: the default is taken to hold.`,
    caveats.viewers_of_unknown_plans > 0 && `${counted(caveats.viewers_of_unknown_plans, "viewer")} with a plan that this file lacks: `
      + `${Object.keys(caveats.unknown_plans).join(", ")}.`,
    caveats.limits_cut > 0 && `${counted(caveats.limits_cut, "viewer")} with a limit above the bound of the store.`,
    caveats.samples_too_large > 0 && `${counted(caveats.samples_too_large, "start")} left out, with too many details.`,
  ].filter((one) => one !== false);
  return all.length > 0 && h("div", {}, h("h4", {}, "What this does not tell"), h("ul", {}, ...all.map((one) => h("li", {}, one))));
}
