// The plans in force, and what other plans would do.

import { dryRun, plans } from "./api.js";
import { announce, focusOn, h, replace } from "./dom.js";
import { problemOf } from "./problem.js";
import { reportOf } from "./dry-run.js";
import { terms } from "./table.js";
import { timeOf } from "./time.js";
import { atLimitOf, limitOf, ruleOf, valuesOf } from "./words.js";

/** What was typed stays when the operator looks at another page in between. */
let draft = "";

/** @returns {import("./main.js").Page} */
export function plansPage() {
  const inForce = h("div", {}, h("p", { class: "fine" }, "Loading"));
  const element = h("div", {},
    h("div", { class: "head" }, h("h1", {}, "Plans")),
    h("section", { "aria-labelledby": "in-force" }, h("h2", { id: "in-force" }, "In force"), inForce),
    trial());
  show(inForce);
  return { title: "Plans", element };
}

/** @param {HTMLElement} into */
async function show(into) {
  try {
    const now = await plans();
    replace(into, sourceOf(now), h("ul", { class: "plans" }, ...now.plans.map((plan) => planOf(plan, now))));
  } catch (error) {
    replace(into, problemOf(error));
  }
}

/** @param {import("./types.js").Plans} now */
function sourceOf({ source, file, read_at: readAt, valid, error, from_token: fromToken }) {
  const origin = { settings: "the settings: one plan for everyone", inline: "STREAMGATE_PLANS_INLINE" }[source] ?? file ?? source;
  return h("div", {},
    !valid && h("div", { class: "problem" }, h("strong", {}, "The file cannot be used as it is now"),
      h("p", {}, "The plans below stay in force until it is mended."), error && h("pre", {}, error)),
    h("div", { class: "card" }, terms([["From", origin], ["Read", timeOf(readAt)],
      ["Only from tokens and back ends", fromToken.length === 0 ? "-" : fromToken.join(", ")]])));
}

/**
 * @param {import("./types.js").Plan} plan
 * @param {import("./types.js").Plans} all
 */
function planOf(plan, all) {
  const { name, limit, rules, uncounted } = plan;
  return h("li", { class: "card" },
    h("div", { class: "stream-head" }, h("h3", {}, name ?? "Everyone"),
      name !== undefined && name === all.default && h("span", { class: "badge" }, "default"),
      name !== undefined && name === all.unknown && h("span", { class: "badge" }, "for unknown names")),
    terms([["Limit", limitOf(limit)], ["At the limit", atLimitOf(plan.at_limit)],
      ["Starts a minute", plan.starts_per_minute === 0 ? "unlimited" : String(plan.starts_per_minute)]]),
    (rules.length > 0 || uncounted) && h("ul", { class: "rules" },
      ...rules.map((rule) => h("li", {}, h("strong", {}, rule.name), ": ", ruleOf(rule))),
      uncounted && h("li", {}, "Not counted: streams where ", valuesOf(uncounted))));
}

/** The form that tries other plans. */
function trial() {
  const result = h("div");
  const area = h("textarea", {
    id: "plans-text", rows: 12, spellcheck: "false", required: true, "aria-describedby": "plans-hint",
    oninput: () => { draft = area.value; },
  });
  area.value = draft;
  const file = h("input", { type: "file", accept: ".yaml,.yml,.json,.txt", onchange: () => take(file.files?.[0]) });
  const button = h("button", { type: "submit", class: "primary" }, "Try these plans");
  const form = h("form", {},
    h("label", { for: "plans-text" }, "The text of a file of plans"), area,
    h("p", { class: "fine", id: "plans-hint" }, "YAML or JSON. Paste it, drop a file here, or choose one."),
    h("div", { class: "buttons" }, h("label", { class: "file" }, h("span", {}, "File of plans"), file), button));

  /** @param {File | undefined} chosen */
  async function take(chosen) {
    if (chosen !== undefined) {
      draft = area.value = await chosen.text();
      announce(`${chosen.name} is read.`);
    }
  }

  area.addEventListener("dragover", (event) => event.preventDefault());
  area.addEventListener("drop", (event) => {
    if (event.dataTransfer?.files.length) {
      event.preventDefault();
      take(event.dataTransfer.files[0]);
    }
  });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    button.disabled = true;
    try {
      const report = reportOf(await dryRun(area.value));
      replace(result, report.element);
      focusOn(report.heading);
      announce(report.heading.textContent ?? "");
    } catch (error) {
      replace(result, problemOf(error));
    } finally {
      button.disabled = false;
    }
  });
  return h("section", { "aria-labelledby": "dry-run" },
    h("h2", { id: "dry-run" }, "Dry run"),
    h("div", { class: "card" },
      h("p", {}, "Whom would other plans refuse? Nothing is changed: the plans are tried on the streams that run, or on a sample of "
        + "this node's starts of the last hour."), form, result));
}
