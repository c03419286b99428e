package io.streamgate.events;

import io.streamgate.identity.Caller;
import io.streamgate.identity.Proof;
import io.streamgate.lease.id.StreamId;
import io.streamgate.lease.rule.Limit;
import io.streamgate.lease.rule.ViewerOverride;
import io.streamgate.lease.rule.ViewerOverride.Grant;
import io.streamgate.lease.stream.Ended;
import io.streamgate.lease.stream.Ending;
import io.streamgate.limiter.Event;
import io.streamgate.limiter.Event.Manner;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** Writes the data of events: what a consumer needs, and nothing that a player said. */
final class EventJson {

  private EventJson() {}

  static void data(JsonGenerator json, Event event) {
    switch (event) {
      case Event.Started start -> started(json, start);
      case Event.NotStarted start -> refused(json, start);
      case Event.StreamEnded(_, var stream, var plan) -> {
        ended(json, stream);
        text(json, "plan", plan);
      }
      case Event.Lapsed(_, var stream) -> ended(json, stream);
      case Event.Overridden(var caller, var override) -> {
        override(json, override);
        operator(json, caller);
      }
      case Event.Erased(var caller, var isComplete) -> {
        json.writeBooleanProperty("complete", isComplete);
        operator(json, caller);
      }
      case Event.ChangeRefused _,
          Event.HeartbeatAnswered _,
          Event.LeaveAnswered _,
          Event.Expired _,
          Event.StoreAnswered _,
          Event.StoreFailed _ -> {}
    }
  }

  private static void started(JsonGenerator json, Event.Started start) {
    stream(json, start.stream());
    text(json, "plan", start.plan());
    limit(json, start.limit());
    if (start.manner() == Manner.UNENFORCED) {
      json.writeBooleanProperty("enforced", false);
    } else {
      json.writeNumberProperty("active", start.active());
    }
  }

  private static void refused(JsonGenerator json, Event.NotStarted start) {
    json.writeStringProperty("reason", start.reason().name().toLowerCase(Locale.ROOT));
    text(json, "plan", start.plan());
    text(json, "rule", start.rule());
    if (start.limit() != null) {
      limit(json, start.limit());
      json.writeNumberProperty("active", start.active());
    }
  }

  private static void ended(JsonGenerator json, Ended stream) {
    stream(json, stream.id());
    json.writeStringProperty("started_at", stream.id().startedAt().toString());
    json.writeStringProperty("ended_at", stream.ending().at().toString());
    switch (stream.ending()) {
      case Ending.Finished _, Ending.Recorded _ -> json.writeStringProperty("reason", "ended");
      case Ending.Stopped _ -> json.writeStringProperty("reason", "stopped");
      case Ending.Evicted(_, var by, var rule) -> {
        json.writeStringProperty("by", by.value());
        text(json, "rule", rule);
      }
      case Ending.Replaced(_, var by) -> {
        json.writeStringProperty("reason", "replaced");
        json.writeStringProperty("by", by.value());
      }
      case Ending.Displaced(_, var by) -> json.writeStringProperty("by", by.value());
      case Ending.Expired _ -> {}
      case Ending.Terminated(_, var by) -> {
        json.writeStringProperty("reason", "terminated");
        json.writeStringProperty("role", by.role());
      }
      case Ending.Other(var word, _, _) -> json.writeStringProperty("reason", word);
    }
  }

  private static void stream(JsonGenerator json, StreamId id) {
    json.writeStringProperty("stream_id", id.value());
    id.sid().deviceMark().ifPresent(mark -> json.writeStringProperty("device", mark));
  }

  private static void override(JsonGenerator json, @Nullable ViewerOverride override) {
    if (override == null) {
      json.writeNullProperty("until");
      return;
    }
    switch (override.grant()) {
      case Grant.OfLimit(var limit) -> limit(json, limit);
      case Grant.OfPlan(var plan) -> json.writeStringProperty("plan", plan);
    }
    json.writeStringProperty("until", override.until().toString());
  }

  private static void operator(JsonGenerator json, Caller caller) {
    if (caller.proof() instanceof Proof.OfOperator(var name)) {
      json.writeStringProperty("operator", name);
    }
  }

  /** No limit is null, as in the API. */
  private static void limit(JsonGenerator json, @Nullable Limit limit) {
    switch (limit) {
      case Limit.AtMost(var streams) -> json.writeNumberProperty("limit", streams);
      case Limit.Unlimited _ -> json.writeNullProperty("limit");
      case null -> {}
    }
  }

  private static void text(JsonGenerator json, String name, @Nullable String text) {
    if (text != null) {
      json.writeStringProperty(name, text);
    }
  }
}
