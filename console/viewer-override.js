// The dialog that sets an override: what, until when, and why.

import { plans, setOverride } from "./api.js";
import { ask, textField, valueOf } from "./dialog.js";
import { h } from "./dom.js";
import { inOneWeek, inputValueOf, minuteOf, sunday, tonight } from "./time.js";
import { limitOf } from "./words.js";

const MOST = 1000;

/** @typedef {import("./types.js").Viewer} Viewer */

/**
 * @param {Viewer} viewer
 * @param {import("./viewer.js").Context} context
 */
export function askOverride(viewer, { id, changed }) {
  const now = new Date();
  const names = h("datalist", { id: "plan-names" });
  const until = {
    tonight: tonight(now), sunday: sunday(now), week: inOneWeek(now),
  };
  ask({
    title: "Change the limit",
    body: [
      h("p", {}, "Holds from the next start on, on every node, and ends no stream. It replaces any other override."),
      h("fieldset", {}, h("legend", {}, "What the viewer may"),
        choice("what", "limit", "A limit of", true, h("input", {
          type: "number", name: "limit", min: 0, max: MOST, required: true, value: proposed(viewer), autofocus: true,
          "aria-label": "Streams at once",
        })),
        choice("what", "unlimited", "Unlimited", false),
        choice("what", "plan", "The plan", false, h("input", {
          type: "text", name: "plan", list: "plan-names", maxlength: 128, disabled: true, autocomplete: "off", "aria-label": "Name of the plan",
        })), names),
      h("fieldset", {}, h("legend", {}, "Until"),
        choice("until", "tonight", minuteOf(until.tonight), true, h("span", { class: "fine" }, "tonight")),
        until.sunday > until.tonight
          && choice("until", "sunday", minuteOf(until.sunday), false, h("span", { class: "fine" }, "Sunday")),
        choice("until", "week", minuteOf(until.week), false, h("span", { class: "fine" }, "one week")),
        choice("until", "own", "Another time", false, h("input", {
          type: "datetime-local", name: "at", disabled: true, required: true, value: inputValueOf(until.tonight), "aria-label": "Ends at",
        }))),
      textField("Note, for other operators", { name: "note", maxlength: 200 }),
      textField("Reason, for the audit", { name: "reason", maxlength: 500 })],
    submit: "Set the limit",
    run: async (form) => {
      const set = await setOverride(id, wanted(form, until));
      return () => changed(set.plan === undefined
        ? `The limit is ${limitOf(set.limit ?? null)} until ${minuteOf(new Date(set.until))}.`
        : `The plan is ${set.plan} until ${minuteOf(new Date(set.until))}.`);
    },
  });
  listPlans(names);
}

/**
 * One more than now, which is what a viewer who calls most often asks for.
 * @param {Viewer} viewer
 */
function proposed({ limit }) {
  return limit === null ? MOST : Math.min(MOST, limit + 1);
}

/**
 * A radio button, and a field that belongs to it: disabled unless it is chosen.
 * @param {string} name
 * @param {string} value
 * @param {string} label
 * @param {boolean} checked
 * @param {HTMLElement} [field]
 */
function choice(name, value, label, checked, field) {
  const radio = h("input", { type: "radio", name, value, checked, onchange: () => chosen(radio) });
  return h("div", { class: "choice" }, h("label", {}, radio, h("span", {}, label)), field);
}

/** @param {HTMLInputElement} radio */
function chosen(radio) {
  const choices = radio.closest("fieldset")?.querySelectorAll(".choice") ?? [];
  for (const one of choices) {
    const field = /** @type {HTMLInputElement | null} */ (one.querySelector("input:not([type=radio])"));
    if (field !== null) {
      field.disabled = !one.contains(radio);
    }
  }
}

/**
 * @param {HTMLFormElement} form
 * @param {Record<string, Date>} presets
 */
function wanted(form, presets) {
  const data = new FormData(form);
  const until = presets[String(data.get("until"))] ?? new Date(String(data.get("at")));
  const what = data.get("what");
  return {
    ...(what === "plan" ? { plan: valueOf(form, "plan") ?? "" } : { limit: what === "unlimited" ? null : Number(data.get("limit")) }),
    until: until.toISOString(), note: valueOf(form, "note"), reason: valueOf(form, "reason"),
  };
}

/** @param {HTMLDataListElement} names */
async function listPlans(names) {
  try {
    const known = await plans();
    names.append(...known.plans.map(({ name }) => h("option", { value: name ?? "" })));
  } catch {
    // a name can be typed without the list
  }
}
