import { h } from "./dom.js";

/** @typedef {{name: string, class?: string}} Column */

/**
 * A table. On a narrow screen each row becomes a block, and each cell shows its column's name; the roles are set because a
 * table that is laid out as blocks loses them.
 * @param {string} caption
 * @param {Column[]} columns
 * @param {import("./dom.js").Child[][]} rows
 */
export function table(caption, columns, rows) {
  return h("table", { role: "table", class: "records" },
    h("caption", { class: "unseen" }, caption),
    h("thead", { role: "rowgroup" },
      h("tr", { role: "row" }, ...columns.map((one) =>
        h("th", { scope: "col", role: "columnheader", class: one.class }, one.name)))),
    h("tbody", { role: "rowgroup" }, ...rows.map((row) =>
      h("tr", { role: "row" }, ...row.map((cell, at) =>
        h("td", { role: "cell", "data-label": columns[at].name, class: columns[at].class },
          h("div", {}, cell)))))));
}

/**
 * A list of terms and what they are.
 * @param {[string, import("./dom.js").Child][]} entries
 * @param {string} [name] the class
 */
export function terms(entries, name = "terms") {
  return h("dl", { class: name }, ...entries.map(([term, value]) => h("div", {}, h("dt", {}, term), h("dd", {}, value))));
}
