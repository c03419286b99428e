// One viewer: what holds, who has the slots, what was and who intervened.

import { viewer as load } from "./api.js";
import { announce, focusOn, h, replace } from "./dom.js";
import { poll } from "./polling.js";
import { problemOf } from "./problem.js";
import { may } from "./session.js";
import { timeOf } from "./time.js";
import { auditSection } from "./viewer-audit.js";
import { historySection } from "./viewer-history.js";
import { privacySection } from "./viewer-privacy.js";
import { streamsSection } from "./viewer-streams.js";
import { summary } from "./viewer-summary.js";

const INTERVAL_MS = 5000;

/**
 * What the sections of the page share.
 * @typedef {object} Context
 * @property {string} id the viewer's
 * @property {(message: string, heading?: HTMLElement) => Promise<void>} changed says what was done and shows the viewer anew
 */

/**
 * @param {string} id
 * @returns {import("./main.js").Page}
 */
export function viewerPage(id) {
  const heading = h("h1", { class: "viewer-id" }, id);
  const notice = h("p", { class: "notice", hidden: true });
  const fault = h("div");
  const about = h("div", {}, h("p", { class: "fine" }, "Loading"));
  const asOf = h("p", { class: "fine" });
  /** @type {Context} */
  const context = { id, changed };
  const streams = streamsSection(context);
  const history = historySection(context);
  const audit = auditSection(context);
  const rest = h("div", { hidden: true }, streams.element, history.element, audit.element,
    may("erase") && privacySection(context));
  const element = h("div", {},
    h("div", { class: "head" }, h("div", {}, h("p", { class: "eyebrow" }, "Viewer"), heading), asOf), notice, fault, about, rest);

  async function refresh() {
    try {
      const now = await load(id);
      replace(about, summary(now, context));
      streams.show(now);
      history.show(now);
      replace(asOf, "As of ", timeOf(now.server_time));
      rest.hidden = false;
      fault.replaceChildren();
    } catch (error) {
      replace(fault, problemOf(error));
    }
  }

  /**
   * @param {string} message
   * @param {HTMLElement} [to] gets the focus
   */
  async function changed(message, to = heading) {
    await Promise.all([refresh(), audit.load()]);
    notice.textContent = message;
    notice.hidden = false;
    focusOn(to);
    announce(message);
  }

  const stop = poll(refresh, INTERVAL_MS);
  audit.load();
  return { title: `Viewer ${id}`, element, stop };
}

/**
 * The page before an id was entered.
 * @returns {import("./main.js").Page}
 */
export function noViewerPage() {
  return { title: "Viewer", element: h("div", {},
    h("div", { class: "head" }, h("h1", {}, "Viewer")),
    h("p", { class: "lead" }, "Enter the exact id of a viewer in the field above: an address such as ", h("code", {}, "203.0.113.7"),
      ", the network of an IPv6 address such as ", h("code", {}, "2001:db8::/64"), ", or the account's name in the access token "
      + "or of the back end. Nothing is searched, so a part of an id finds nothing.")) };
}
