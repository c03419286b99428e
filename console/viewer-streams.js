import { endAll, endStream } from "./api.js";
import { ask, textField, valueOf } from "./dialog.js";
import { h, replace } from "./dom.js";
import { may } from "./session.js";
import { terms } from "./table.js";
import { durationOf, timeOf } from "./time.js";
import { counted, deviceOf, limitOf, titleOf } from "./words.js";

/** @typedef {import("./types.js").Stream} Stream */
/** @typedef {import("./viewer.js").Context} Context */

/**
 * The streams that hold the viewer's slots.
 * @param {Context} context
 */
export function streamsSection(context) {
  const heading = h("h2", { id: "streams" }, "Streams");
  const list = h("div");
  const element = h("section", { "aria-labelledby": "streams" }, heading, list);

  /** @param {import("./types.js").Viewer} viewer */
  function show({ streams, server_time: now }) {
    if (streams.length === 0) {
      replace(list, h("p", { class: "card empty" }, "No stream holds a slot."));
      return;
    }
    replace(list,
      h("ul", { class: "streams" }, ...streams.map((one) => h("li", { class: "card" }, ...itemOf(one, Date.parse(now))))),
      may("operate") && streams.length > 1 && h("div", { class: "buttons" },
        h("button", { type: "button", "data-key": "end-all", onclick: () => askAll(streams.length) },
          `End all ${streams.length} streams`)));
  }

  /**
   * @param {Stream} stream
   * @param {number} now
   */
  function itemOf(stream, now) {
    const { stream_id: id, at_start: held } = stream;
    const title = titleOf(stream);
    return [
      h("div", { class: "stream-head" },
        h("h3", {}, title), h("span", { class: `badge ${stream.status === "active" ? "good" : "idle"}` }, stateOf(stream)),
        stream.uncounted && h("span", { class: "badge" }, "not counted"),
        may("operate") && h("button", {
          type: "button", "data-key": `end ${id}`, "aria-label": `End ${title} on ${deviceOf(stream)}`, onclick: () => askOne(stream),
        }, "End")),
      terms([
        ["Device", deviceOf(stream)],
        ["Started", timeOf(stream.started_at)],
        ["Last seen", ago(stream.last_seen_at, now)],
        ["Expires", ahead(stream.expires_at, now)],
        ["Plan at the start", held.plan ?? "-"],
        ["Limit at the start", held.limit === undefined ? "-" : limitOf(held.limit)]]),
      h("details", { "data-key": `details ${id}` }, h("summary", {}, "All details"), terms(detailsOf(stream)))];
  }

  /** @param {Stream} stream */
  function askOne(stream) {
    ask({
      title: `End “${titleOf(stream)}”?`,
      body: [h("p", {}, `It plays on ${deviceOf(stream)}. The player stops at its next heartbeat. The viewer may start again at `
        + "once; a limit of 0 prevents that."), ...fields()],
      submit: "End the stream", danger: true,
      run: async (form) => {
        await endStream(context.id, stream.stream_id, why(form));
        return () => context.changed(`“${titleOf(stream)}” on ${deviceOf(stream)} has ended.`, heading);
      },
    });
  }

  /** @param {number} count */
  function askAll(count) {
    ask({
      title: `End all ${count} streams?`,
      body: [h("p", {}, "All streams of this viewer end in one step. The viewer may start again at once; a limit of 0 prevents "
        + "that."), ...fields()],
      submit: `End all ${count} streams`, danger: true,
      run: async (form) => {
        const { ended } = await endAll(context.id, why(form));
        return () => context.changed(`${counted(ended.length, "stream")} ended.`, heading);
      },
    });
  }

  return { element, show };
}

function fields() {
  return [textField("Note for the viewer", { name: "note", maxlength: 200, autofocus: true }, "The player may show this."),
    textField("Reason, for the audit", { name: "reason", maxlength: 500 })];
}

/** @param {HTMLFormElement} form */
function why(form) {
  return { note: valueOf(form, "note"), reason: valueOf(form, "reason") };
}

/** @param {Stream} stream */
function stateOf({ status, video_playing: isPlaying }) {
  return status === "active" ? (isPlaying ? "Playing" : "Paused") : "Lapsed";
}

/**
 * @param {string | undefined} time
 * @param {number} now
 */
function ago(time, now) {
  return h("span", {}, timeOf(time), time && h("span", { class: "fine" }, ` ${durationOf(now - Date.parse(time))} ago`));
}

/**
 * @param {string | undefined} time
 * @param {number} now
 */
function ahead(time, now) {
  const left = time === undefined ? 0 : Date.parse(time) - now;
  return h("span", {}, timeOf(time), time && h("span", { class: "fine" }, left > 0 ? ` in ${durationOf(left)}` : " is over"));
}

/**
 * @param {Stream} stream
 * @returns {[string, import("./dom.js").Child][]}
 */
function detailsOf(stream) {
  const { at_start: { facts = {} }, attributes = {} } = stream;
  /** @type {[string, string | undefined][]} */
  const all = [["Stream id", stream.stream_id], ["Device id", stream.device_id], ["Kind of device", stream.device_type],
    ["Content id", stream.content_id], ["Kind of content", stream.content_type], ["Profile", stream.profile],
    ["Position", durationOf(stream.position_ms)],
    ...Object.entries(attributes).map(([name, value]) => /** @type {[string, string]} */ ([`Attribute ${name}`, value])),
    ...Object.entries(facts).map(([name, value]) => /** @type {[string, string]} */ ([`Fact ${name}`, value || "(empty)"]))];
  return all.flatMap(([name, value]) => (value ? [/** @type {[string, string]} */ ([name, value])] : []));
}
