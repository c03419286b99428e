import { removeOverride } from "./api.js";
import { ask, textField, valueOf } from "./dialog.js";
import { h } from "./dom.js";
import { may } from "./session.js";
import { untilOf } from "./time.js";
import { askOverride } from "./viewer-override.js";
import { atLimitOf, limitOf, ruleOf, valuesOf } from "./words.js";

/** @typedef {import("./types.js").Viewer} Viewer */

/** @type {Record<string, string>} */
const SOURCES = { override: "from the override", plan: "from the plan", default: "the limit for everyone" };

/**
 * What the viewer may, and what an operator can change of it.
 * @param {Viewer} viewer
 * @param {import("./viewer.js").Context} context
 */
export function summary(viewer, context) {
  const { limit, active, remaining, lapsed, plan } = viewer;
  return h("div", {},
    h("div", { class: "summary card" },
      h("dl", { class: "figures" },
        figure("Active", limit === null ? String(active) : `${active} of ${limit}`,
          remaining === null ? "unlimited" : `${remaining} free`),
        figure("Limit", limitOf(limit), SOURCES[viewer.limit_from] ?? viewer.limit_from),
        figure("Plan", plan ?? "-", atLimitOf(viewer.at_limit)),
        figure("Lapsed", String(lapsed), "silent; can go on")),
      may("operate") && h("div", { class: "buttons" },
        h("button", { type: "button", "data-key": "limit", onclick: () => askOverride(viewer, context) }, "Change the limit"))),
    viewer.override && overrideOf(viewer.override, context),
    rulesOf(viewer),
    h("p", { class: "fine" }, "What an access token or a back end says at the next start is not known here. Each stream shows what "
      + "held when it started."));
}

/**
 * @param {string} name
 * @param {string} value
 * @param {string} hint
 */
function figure(name, value, hint) {
  return h("div", {}, h("dt", {}, name),
    h("dd", {}, h("span", { class: "figure" }, value), h("span", { class: "fine" }, hint)));
}

/**
 * @param {import("./types.js").Override} override
 * @param {import("./viewer.js").Context} context
 */
function overrideOf({ limit, plan, until, by, note }, context) {
  return h("div", { class: "override" },
    h("p", {}, h("strong", {}, plan === undefined ? `Override: limit ${limitOf(limit ?? null)}` : `Override: plan ${plan}`),
      " until ", untilOf(until), by && `, set by ${by}`, note && h("q", {}, note)),
    may("operate") && h("button", { type: "button", "data-key": "remove-override", onclick: () => askRemoval(context) },
      "Remove the override"));
}

/** @param {import("./viewer.js").Context} context */
function askRemoval({ id, changed }) {
  ask({
    title: "Remove the override?",
    body: [h("p", {}, "The viewer's plan holds again from the next start on. No stream ends."),
      textField("Reason, for the audit", { name: "reason", maxlength: 500, autofocus: true })],
    submit: "Remove the override",
    run: async (form) => {
      await removeOverride(id, valueOf(form, "reason"));
      return () => changed("The override is removed.");
    },
  });
}

/** @param {Viewer} viewer */
function rulesOf({ rules, uncounted }) {
  return (rules.length > 0 || uncounted) && h("details", { "data-key": "rules", class: "rules" },
    h("summary", {}, "Rules of the plan"),
    h("ul", {}, ...rules.map((rule) => h("li", {}, h("strong", {}, rule.name), ": ", ruleOf(rule))),
      uncounted && h("li", {}, "Not counted: streams where ", valuesOf(uncounted))));
}
