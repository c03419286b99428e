package io.streamgate.http.admin;

import io.streamgate.http.api.StreamJson;
import io.streamgate.http.exchange.Json;
import io.streamgate.lease.id.StreamId;
import io.streamgate.lease.rule.Limit;
import io.streamgate.lease.rule.ViewerOverride;
import io.streamgate.lease.rule.ViewerOverride.Grant;
import io.streamgate.lease.stream.AtStart;
import io.streamgate.lease.stream.Ended;
import io.streamgate.lease.stream.Ending;
import io.streamgate.lease.stream.Member;
import io.streamgate.lease.stream.Stream;
import io.streamgate.limiter.Terms;
import io.streamgate.store.AuditEntry;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** Writes what operators see as JSON. */
final class AdminJson {

  private AdminJson() {}

  /** Writes an array of streams. */
  static void streams(
      JsonGenerator json, String name, List<? extends Stream> streams, Terms terms) {
    json.writeArrayPropertyStart(name);
    streams.forEach(each -> stream(json, each, terms));
    json.writeEndArray();
  }

  /** Writes a stream as an object: as its player sees it, and what only operators may know. */
  static void stream(JsonGenerator json, Stream stream, Terms terms) {
    json.writeStartObject();
    streamMembers(json, stream, terms);
    json.writeEndObject();
  }

  /** Writes a stream as members of the current object. */
  static void streamMembers(JsonGenerator json, Stream stream, Terms terms) {
    StreamJson.stream(json, stream, terms);
    switch (stream) {
      case Member member -> atStart(json, member.atStart());
      case Ended ended -> {
        endedBy(json, ended.ending());
        atStart(json, ended.last().atStart());
      }
    }
  }

  /** Of a stream that an operator has ended, its player is told as much. */
  private static void endedBy(JsonGenerator json, Ending ending) {
    switch (ending) {
      case Ending.Evicted(_, var by, _) -> endedBy(json, "stream_id", by.value());
      case Ending.Replaced(_, var by) -> endedBy(json, "stream_id", by.value());
      case Ending.Displaced(_, var by) -> endedBy(json, "stream_id", by.value());
      case Ending.Other(_, _, var by) when by != null -> endedBy(json, "stream_id", by.value());
      case Ending.Stopped(_, var by) when by != null -> endedBy(json, "device_id", by.id());
      case Ending.Finished _,
          Ending.Stopped _,
          Ending.Recorded _,
          Ending.Expired _,
          Ending.Terminated _,
          Ending.Other _ -> {}
    }
  }

  private static void endedBy(JsonGenerator json, String what, String id) {
    json.writeObjectPropertyStart("by");
    json.writeStringProperty(what, id);
    json.writeEndObject();
  }

  private static void atStart(JsonGenerator json, AtStart atStart) {
    json.writeObjectPropertyStart("at_start");
    StreamJson.plan(json, atStart.plan());
    if (atStart.limit() != null) {
      StreamJson.limit(json, atStart.limit());
    }
    if (!atStart.facts().isEmpty()) {
      json.writeObjectPropertyStart("facts");
      new TreeMap<>(atStart.facts()).forEach(json::writeStringProperty);
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  /** Writes an override as the member {@code override}, or null if there is none. */
  static void override(JsonGenerator json, @Nullable ViewerOverride override) {
    if (override == null) {
      json.writeNullProperty("override");
      return;
    }
    json.writeObjectPropertyStart("override");
    overrideMembers(json, override);
    json.writeEndObject();
  }

  /** Writes an override as members of the current object. */
  static void overrideMembers(JsonGenerator json, ViewerOverride override) {
    switch (override.grant()) {
      case Grant.OfLimit(var limit) -> StreamJson.limit(json, limit);
      case Grant.OfPlan(var name) -> StreamJson.plan(json, name);
    }
    Json.time(json, "until", override.until());
    json.writeStringProperty("by", override.by());
    json.writeStringProperty("note", override.note());
  }

  /** Writes the entries of an audit. */
  static void entries(JsonGenerator json, String name, List<AuditEntry> entries) {
    json.writeArrayPropertyStart(name);
    for (var entry : entries) {
      json.writeStartObject();
      Json.time(json, "at", entry.at());
      json.writeStringProperty("operator", entry.operator());
      json.writeStringProperty("role", entry.role());
      json.writeStringProperty("action", entry.action());
      json.writeStringProperty("subject", entry.subject());
      json.writeStringProperty("reason", entry.reason());
      json.writeStringProperty("request_id", entry.requestId());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /** Writes the beginning of the next page, if there is one. */
  static void nextBefore(JsonGenerator json, @Nullable StreamId next) {
    if (next != null) {
      json.writeStringProperty("next_before", next.value());
    }
  }

  /** Writes how many slots are free; null if there is no bound but that of the store. */
  static void remaining(JsonGenerator json, Limit limit, int remaining) {
    switch (limit) {
      case Limit.AtMost _ -> json.writeNumberProperty("remaining", remaining);
      case Limit.Unlimited _ -> json.writeNullProperty("remaining");
    }
  }
}
