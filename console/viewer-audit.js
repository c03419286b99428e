import { audit } from "./api.js";
import { h, replace } from "./dom.js";
import { problemOf } from "./problem.js";
import { table } from "./table.js";
import { timeOf } from "./time.js";
import { actionOf } from "./words.js";

const COLUMNS = [{ name: "Time" }, { name: "Operator" }, { name: "Action" }, { name: "Subject" }, { name: "Reason" },
  { name: "Request" }];

/**
 * What operators did, the newest first.
 * @param {import("./viewer.js").Context} context
 */
export function auditSection({ id }) {
  const list = h("div", {}, h("p", { class: "fine" }, "Loading"));
  const element = h("section", { "aria-labelledby": "audit" }, h("h2", { id: "audit" }, "Audit"), list);

  async function load() {
    try {
      const { entries } = await audit(id);
      replace(list, entries.length === 0 ? h("p", { class: "card empty" }, "No operator has changed anything.")
        : h("div", { class: "card" }, table("What operators did, the newest first", COLUMNS, entries.map(rowOf))));
    } catch (error) {
      replace(list, problemOf(error));
    }
  }

  return { element, load };
}

/** @param {import("./types.js").AuditEntry} entry */
function rowOf({ at, operator, role, action, subject, reason, request_id: request }) {
  return [timeOf(at), h("span", {}, operator, h("span", { class: "fine" }, ` ${role}`)), actionOf(action),
    subject ? h("code", {}, subject) : "-", reason || "-", h("code", { class: "fine" }, request)];
}
