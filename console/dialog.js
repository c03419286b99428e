// Dialogs that ask before they change something.

import { h, replace } from "./dom.js";
import { problemOf } from "./problem.js";

/**
 * @typedef {object} Question
 * @property {string} title
 * @property {import("./dom.js").Child[]} body
 * @property {string} submit the label of the button that does it
 * @property {boolean} [danger] whether it cannot be undone
 * @property {(form: HTMLFormElement) => Promise<() => unknown>} run does it, and returns what follows once the dialog is closed,
 *     because the page behind an open dialog takes no focus. If it fails, the dialog stays open with what was entered
 */

let dialogs = 0;

/**
 * Opens a dialog. The first field with `autofocus` has the focus, and Enter submits.
 * @param {Question} question
 */
export function ask({ title, body, submit, danger = false, run }) {
  const heading = `dialog-${++dialogs}`;
  const button = h("button", { type: "submit", class: danger ? "danger" : "primary" }, submit);
  const fault = h("div");
  const form = h("form", {},
    h("h2", { id: heading }, title), ...body, fault,
    h("div", { class: "buttons" }, h("button", { type: "button", onclick: () => dialog.close() }, "Cancel"), button));
  const dialog = h("dialog", { "aria-labelledby": heading, onclose: () => dialog.remove() }, form);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (button.disabled) {
      return;
    }
    button.disabled = true;
    fault.replaceChildren();
    try {
      const follow = await run(form);
      dialog.close();
      follow();
    } catch (error) {
      replace(fault, problemOf(error));
    } finally {
      button.disabled = false;
    }
  });
  document.body.append(dialog);
  dialog.showModal();
  const first = /** @type {HTMLElement | null} */ (form.querySelector("[autofocus]"));
  first?.focus();
  if (first instanceof HTMLInputElement) {
    first.select();
  }
}

/** Closes what is open, as when the operator is signed out. */
export function closeAll() {
  document.querySelectorAll("dialog").forEach((one) => one.close());
}

/**
 * A labelled field of text.
 * @param {string} label
 * @param {Record<string, unknown>} properties of the input
 * @param {string} [hint]
 */
export function textField(label, properties, hint) {
  const id = `${properties.name}-hint`;
  return h("div", { class: "field" },
    h("label", {}, h("span", {}, label), h("input", {
      type: "text", autocomplete: "off", "aria-describedby": hint && id, ...properties,
    })),
    hint && h("p", { class: "fine", id }, hint));
}

/**
 * The text of a field; undefined if it is blank.
 * @param {HTMLFormElement} form
 * @param {string} name
 */
export function valueOf(form, name) {
  const text = String(new FormData(form).get(name) ?? "").trim();
  return text === "" ? undefined : text;
}
