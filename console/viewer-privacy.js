// A viewer's rights: a copy of everything, and its erasure. Only for the role `erase`.

import { erase, exportOf } from "./api.js";
import { ask, textField, valueOf } from "./dialog.js";
import { h, replace } from "./dom.js";
import { problemOf } from "./problem.js";
import { timeOf } from "./time.js";

/** @param {import("./viewer.js").Context} context */
export function privacySection({ id, changed }) {
  const heading = h("h2", { id: "privacy" }, "Personal data");
  const progress = h("div");
  const fault = h("div");
  /** @type {string | undefined} */
  let reason;

  function askExport() {
    ask({
      title: "Export this viewer's data?",
      body: [h("p", {}, "One JSON file with everything that is kept: the streams, the history, the override and the audit. The "
        + "export is audited."), textField("Reason, for the audit", { name: "reason", maxlength: 500, autofocus: true })],
      submit: "Download the file",
      run: async (form) => {
        save(await exportOf(id, valueOf(form, "reason")));
        return () => changed("The file is downloaded.", heading);
      },
    });
  }

  function askErasure() {
    ask({
      title: "Erase this viewer?",
      body: [h("p", {}, "All streams end, and everything that is kept of this viewer is deleted: history, override and audit. This "
        + "cannot be undone. What remains is one entry without the viewer's name: when, and by whom."),
      textField("Type the viewer's id to confirm", {
        name: "confirm", autofocus: true, required: true, pattern: patternOf(id), title: "The viewer's id, exactly", spellcheck: "false",
      }, id),
      textField("Reason, for the audit of erasures", { name: "reason", maxlength: 500 })],
      submit: "Erase the viewer", danger: true,
      run: async (form) => {
        reason = valueOf(form, "reason");
        return run();
      },
    });
  }

  /** Erases, again and again until nothing is left: a player may still repeat a start of before. */
  async function run() {
    fault.replaceChildren();
    const { complete, repeat_after_ms: wait = 0 } = await erase(id, reason);
    if (complete) {
      replace(progress, h("p", { class: "notice" }, "The erasure is complete."));
      return () => changed("The erasure is complete.", heading);
    }
    const due = new Date(Date.now() + wait);
    replace(progress, h("div", { class: "note" },
      h("p", {}, "Everything is erased, but for the ids of the streams that have just ended. Erase again at ",
        timeOf(due.toISOString()), " or later: a stream that starts until then is erased, too."),
      h("button", { type: "button", onclick: again }, "Erase again")));
    return () => changed("The viewer is erased, but for the ids of streams that have just ended.", heading);
  }

  async function again() {
    try {
      (await run())();
    } catch (error) {
      replace(fault, problemOf(error));
    }
  }

  /** @param {Blob} blob */
  function save(blob) {
    const url = URL.createObjectURL(blob);
    h("a", { href: url, download: `viewer-${id.replace(/[^A-Za-z0-9.-]+/g, "_")}.json` }).click();
    setTimeout(() => URL.revokeObjectURL(url), 60_000);
  }

  return h("section", { "aria-labelledby": "privacy" }, heading,
    h("div", { class: "card" },
      h("p", {}, "A viewer may ask for a copy of the data that is kept, and for its erasure."),
      progress, fault,
      h("div", { class: "buttons" },
        h("button", { type: "button", onclick: askExport }, "Export"),
        h("button", { type: "button", class: "danger", onclick: askErasure }, "Erase"))));
}

/**
 * The pattern of an input that matches this text only.
 * @param {string} text
 */
function patternOf(text) {
  return [...text].map((one) => `\\u{${one.codePointAt(0)?.toString(16)}}`).join("");
}
