package io.streamgate.http.api;

import io.streamgate.http.body.Field;
import io.streamgate.http.body.StoredDetails;
import io.streamgate.http.exchange.Json;
import io.streamgate.lease.Rules.Limit;
import io.streamgate.lease.SlotUsage;
import io.streamgate.lease.stream.Details;
import io.streamgate.lease.stream.Ended;
import io.streamgate.lease.stream.Ending;
import io.streamgate.lease.stream.Member;
import io.streamgate.lease.stream.Playback;
import io.streamgate.lease.stream.Status;
import io.streamgate.lease.stream.Stream;
import io.streamgate.limiter.Terms;
import java.time.Instant;
import java.util.Locale;
import tools.jackson.core.JsonGenerator;

/** How streams and accounts look on the wire. */
final class StreamJson {

  private StreamJson() {}

  /** All there is to show of a stream, as members of the object that is open. */
  static void stream(JsonGenerator json, Stream stream, Terms terms) {
    stream(json, new StreamName.Usual(stream.id()), stream, terms);
  }

  /** The same, under that name. */
  static void stream(JsonGenerator json, StreamName name, Stream stream, Terms terms) {
    var status = Status.of(stream, terms.now());
    json.writeStringProperty("stream_id", name.toString());
    json.writeStringProperty("viewer", terms.viewer().value());
    json.writeStringProperty("status", word(status));
    details(json, stream.details());
    json.writeBooleanProperty("video_playing", isPlaying(stream, status));
    json.writeBooleanProperty("video_ended", status == Status.ENDED);
    json.writeNumberProperty("position_ms", stream.playback().positionMs());
    Json.time(json, "started_at", stream.id().startedAt());
    switch (stream) {
      case Member member when member.isOverAt(terms.now()) -> ended(json, member.expired());
      case Member member -> {
        Json.time(json, "last_seen_at", lastSeenAt(member, terms));
        Json.time(json, "expires_at", member.expiresAt());
      }
      case Ended ended -> ended(json, ended);
    }
  }

  /** The word for that status in the API. */
  static String word(Status status) {
    return status.name().toLowerCase(Locale.ROOT);
  }

  /** The details are members of a JSON object already: they are copied as they stand. */
  private static void details(JsonGenerator json, Details details) {
    var object = details.json();
    if (object.length() > 2) {
      json.writeRaw(',');
      json.writeRaw(object, 1, object.length() - 2);
    }
  }

  private static boolean isPlaying(Stream stream, Status status) {
    return status != Status.ENDED && stream.playback() instanceof Playback.Playing;
  }

  private static Instant lastSeenAt(Member member, Terms terms) {
    var renewed = member.expiresAt().minus(terms.lease());
    var started = member.id().startedAt();
    return renewed.isBefore(started) ? started : renewed;
  }

  /** When and why it ended. */
  static void ended(JsonGenerator json, Ended stream) {
    Json.time(json, "ended_at", stream.ending().at());
    json.writeStringProperty("reason", reason(stream.ending()));
  }

  private static String reason(Ending ending) {
    return switch (ending) {
      case Ending.Stopped _, Ending.Recorded _ -> "ended";
      case Ending.Evicted _ -> "evicted";
      case Ending.Replaced _ -> "replaced";
      case Ending.Displaced _, Ending.Expired _ -> "lapsed";
      case Ending.Other(var word, _, _) -> word;
    };
  }

  /** What the player of an evicted stream may know of the one that has its slot. */
  static void taker(JsonGenerator json, Stream taker) {
    var fields = StoredDetails.read(taker.details());
    json.writeObjectPropertyStart("by");
    for (var field : new Field[] {Field.DEVICE_NAME, Field.VIDEO_NAME}) {
      fields
          .text(field)
          .filter(text -> !text.isEmpty())
          .ifPresent(text -> json.writeStringProperty(field.jsonName(), text));
    }
    Json.time(json, "started_at", taker.id().startedAt());
    json.writeEndObject();
  }

  /** How many of the slots are in use. */
  static void usage(JsonGenerator json, SlotUsage usage) {
    if (usage.isUnlimited()) {
      json.writeNullProperty("limit");
    } else {
      json.writeNumberProperty("limit", usage.limit().bound());
    }
    json.writeNumberProperty("active", usage.active());
    if (usage.isUnlimited()) {
      json.writeNullProperty("remaining");
    } else {
      json.writeNumberProperty("remaining", usage.remaining());
    }
    json.writeBooleanProperty("unlimited", usage.isUnlimited());
  }

  /** The same while nobody can count the streams. */
  static void unknownUsage(JsonGenerator json, Limit limit) {
    switch (limit) {
      case Limit.AtMost(var streams) -> json.writeNumberProperty("limit", streams);
      case Limit.Unlimited() -> json.writeNullProperty("limit");
    }
    json.writeNullProperty("active");
    json.writeNullProperty("remaining");
    json.writeBooleanProperty("unlimited", limit instanceof Limit.Unlimited);
  }

  /** When the next sign of life is due, and what time it is here. */
  static void pace(JsonGenerator json, Terms terms) {
    json.writeNumberProperty("heartbeat_interval_ms", terms.heartbeatInterval().toMillis());
    Json.time(json, "server_time", terms.now());
  }
}
