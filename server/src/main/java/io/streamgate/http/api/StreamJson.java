package io.streamgate.http.api;

import io.streamgate.http.body.Field;
import io.streamgate.http.body.StoredDetails;
import io.streamgate.http.exchange.Json;
import io.streamgate.lease.SlotUsage;
import io.streamgate.lease.id.Device;
import io.streamgate.lease.rule.Limit;
import io.streamgate.lease.stream.Details;
import io.streamgate.lease.stream.Ended;
import io.streamgate.lease.stream.Ending;
import io.streamgate.lease.stream.Member;
import io.streamgate.lease.stream.Playback;
import io.streamgate.lease.stream.Status;
import io.streamgate.lease.stream.Stream;
import io.streamgate.lease.stream.Termination;
import io.streamgate.limiter.Terms;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** Writes streams and slot usage as JSON. */
public final class StreamJson {

  private StreamJson() {}

  /** Writes the member {@code streams}. */
  static void streams(JsonGenerator json, List<? extends Stream> streams, Terms terms) {
    json.writeArrayPropertyStart("streams");
    for (var stream : streams) {
      json.writeStartObject();
      stream(json, stream, terms);
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /** Writes a stream as members of the current object. */
  public static void stream(JsonGenerator json, Stream stream, Terms terms) {
    stream(json, new StreamName.Usual(stream.id()), stream, terms);
  }

  /** Writes a stream under {@code name}. */
  static void stream(JsonGenerator json, StreamName name, Stream stream, Terms terms) {
    var status = Status.of(stream, terms.now());
    json.writeStringProperty("stream_id", name.toString());
    json.writeStringProperty("viewer", terms.viewer().value());
    json.writeStringProperty("status", word(status));
    details(json, stream.details());
    var isPlaying = status != Status.ENDED && stream.playback() instanceof Playback.Playing;
    json.writeBooleanProperty("video_playing", isPlaying);
    json.writeBooleanProperty("video_ended", status == Status.ENDED);
    if (!isCounted(stream)) {
      json.writeBooleanProperty("uncounted", true);
    }
    json.writeNumberProperty("position_ms", stream.playback().positionMs());
    Json.time(json, "started_at", stream.id().startedAt());
    switch (stream) {
      case Member member when member.isOverAt(terms.now()) -> ended(json, member.expired());
      case Member member -> {
        Json.time(json, "last_seen_at", member.lastSeenAt());
        Json.time(json, "expires_at", member.expiresAt());
      }
      case Ended ended -> ended(json, ended);
    }
  }

  private static boolean isCounted(Stream stream) {
    return switch (stream) {
      case Member member -> member.isCounted();
      case Ended ended -> ended.last().isCounted();
    };
  }

  static String word(Status status) {
    return status.name().toLowerCase(Locale.ROOT);
  }

  /** Copies the details as they are: they are the text of a JSON object. */
  private static void details(JsonGenerator json, Details details) {
    var object = details.json();
    if (object.length() > 2) {
      json.writeRaw(',');
      json.writeRaw(object, 1, object.length() - 2);
    }
  }

  static void ended(JsonGenerator json, Ended stream) {
    Json.time(json, "ended_at", stream.ending().at());
    json.writeStringProperty("reason", reason(stream.ending()));
    var rule = stream.ending().rule();
    if (rule != null) {
      json.writeStringProperty("rule", rule);
    }
    if (stream.ending() instanceof Ending.Terminated(_, var by)) {
      operator(json, by);
    }
  }

  /** Writes what the viewer may know of the operator who ended a stream. */
  private static void operator(JsonGenerator json, Termination by) {
    json.writeObjectPropertyStart("by");
    json.writeStringProperty("role", by.role());
    if (by.note() != null && !by.note().isEmpty()) {
      json.writeStringProperty("note", by.note());
    }
    json.writeEndObject();
  }

  private static String reason(Ending ending) {
    return switch (ending) {
      case Ending.Finished _, Ending.Recorded _ -> "ended";
      case Ending.Stopped _ -> "stopped";
      case Ending.Evicted _ -> "evicted";
      case Ending.Replaced _ -> "replaced";
      case Ending.Displaced _, Ending.Expired _ -> "lapsed";
      case Ending.Terminated _ -> "terminated";
      case Ending.Other(var word, _, _) -> word;
    };
  }

  /** Writes what the player of an evicted stream may know of the stream that took its slot. */
  static void taker(JsonGenerator json, Stream taker) {
    var fields = StoredDetails.read(taker.details());
    json.writeObjectPropertyStart("by");
    for (var field : new Field[] {Field.DEVICE_ID, Field.DEVICE_NAME, Field.VIDEO_NAME}) {
      fields
          .text(field)
          .filter(text -> !text.isEmpty())
          .ifPresent(text -> json.writeStringProperty(field.jsonName(), text));
    }
    Json.time(json, "started_at", taker.id().startedAt());
    json.writeEndObject();
  }

  /** Writes what is known of the device that stopped a stream. */
  static void stopper(JsonGenerator json, Device.Named device) {
    json.writeObjectPropertyStart("by");
    json.writeStringProperty(Field.DEVICE_ID.jsonName(), device.id());
    json.writeEndObject();
  }

  /** Writes the name of the plan that holds, if plans have names. */
  public static void plan(JsonGenerator json, @Nullable String plan) {
    if (plan != null) {
      json.writeStringProperty("plan", plan);
    }
  }

  static void usage(JsonGenerator json, SlotUsage usage, Terms terms) {
    plan(json, terms.planName());
    limit(json, usage.limit());
    json.writeNumberProperty("active", usage.active());
    if (usage.isUnlimited()) {
      json.writeNullProperty("remaining");
    } else {
      json.writeNumberProperty("remaining", usage.remaining());
    }
    json.writeBooleanProperty("unlimited", usage.isUnlimited());
  }

  /** Writes the usage while the store is unavailable. */
  static void unknownUsage(JsonGenerator json, Terms terms) {
    plan(json, terms.planName());
    limit(json, terms.limit());
    json.writeNullProperty("active");
    json.writeNullProperty("remaining");
    json.writeBooleanProperty("unlimited", terms.limit() instanceof Limit.Unlimited);
  }

  /** Writes a limit; null if there is none. */
  public static void limit(JsonGenerator json, Limit limit) {
    switch (limit) {
      case Limit.AtMost(var streams) -> json.writeNumberProperty("limit", streams);
      case Limit.Unlimited _ -> json.writeNullProperty("limit");
    }
  }

  /** Writes the token of a stream, if there is one. */
  static void token(JsonGenerator json, Optional<String> token) {
    token.ifPresent(text -> json.writeStringProperty(Field.STREAM_TOKEN.jsonName(), text));
  }

  /** Writes the heartbeat interval and the server's time. */
  static void pace(JsonGenerator json, Terms terms) {
    json.writeNumberProperty("heartbeat_interval_ms", terms.heartbeatInterval().toMillis());
    Json.time(json, "server_time", terms.now());
  }
}
