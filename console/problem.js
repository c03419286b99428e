import { NoAnswer, Refused } from "./api.js";
import { h } from "./dom.js";

/**
 * Shows an error where its cause is: what is wrong, what to change, and the id under which the server logged it.
 * @param {unknown} error
 */
export function problemOf(error) {
  const box = h("div", { class: "problem", role: "alert" });
  if (error instanceof Refused) {
    const { type = "", title, detail, errors = [], request_id: id } = error.problem;
    box.append(h("strong", {}, type.startsWith("/problems/") ? h("a", { href: type, target: "_blank" }, title) : title));
    if (detail) {
      box.append(h("p", {}, detail));
    }
    if (errors.length > 0) {
      box.append(h("ul", {}, ...errors.map((one) =>
        h("li", {}, placeOf(one), one.detail))));
    }
    if (id) {
      box.append(h("p", { class: "fine" }, "Request ", h("code", {}, id)));
    }
  } else if (error instanceof NoAnswer) {
    box.append(h("strong", {}, error.message),
      h("p", {}, "A change may have been made or not: look before you repeat it. Nothing you entered is lost."));
  } else {
    box.append(h("strong", {}, "The console failed"), h("p", {}, String(error)));
  }
  return box;
}

/** @param {{pointer?: string, parameter?: string, line?: number}} fault */
function placeOf({ pointer, parameter, line }) {
  const place = line === undefined ? pointer ?? parameter : `line ${line}`;
  return place && h("span", {}, h("code", {}, place), ": ");
}
