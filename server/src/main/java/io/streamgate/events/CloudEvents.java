package io.streamgate.events;

import io.streamgate.identity.Caller;
import io.streamgate.lease.id.ViewerId;
import io.streamgate.limiter.Event;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Writes events as CloudEvents 1.0, in JSON, and hands them to the sinks. Not thread-safe. */
public final class CloudEvents implements EventQueue.EventHandler {

  /** How events name their viewer. */
  public enum Viewers {
    /** By the id. */
    PLAIN,
    /** By a hash of the id. */
    HASHED
  }

  /** Where events go. Called by one thread; never blocks. */
  public interface Sink {

    /** Whether anybody listens. If not, events need not be written. */
    boolean isOpen();

    /** Takes an event, or drops and counts it. */
    void add(CloudEvent event);

    /** Replaces the events that name {@code viewer}, which was erased. */
    void erase(ViewerId viewer, Eraser eraser);
  }

  /** Makes an event that does not name its viewer from one that does. */
  @FunctionalInterface
  public interface Eraser {
    /** The same event, by the same id. */
    CloudEvent withoutName(CloudEvent event);
  }

  private static final JsonFactory FACTORY = JsonFactory.builder().build();
  private static final int TYPICAL_BYTES = 512;

  private final String source;
  private final Viewers viewers;
  private final Supplier<SubjectHash> hash;
  private final List<Sink> sinks;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(TYPICAL_BYTES);
  private long written;

  /**
   * Writes for these sinks.
   *
   * @param source the node, as the events' {@code source}
   * @param hash ready when the first event comes
   */
  public CloudEvents(String source, Viewers viewers, Supplier<SubjectHash> hash, List<Sink> sinks) {
    this.source = source;
    this.viewers = viewers;
    this.hash = hash;
    this.sinks = List.copyOf(sinks);
  }

  @Override
  public void on(Event event, Instant at) {
    if (event instanceof Event.Erased) {
      var viewer = EventTypes.viewer(event);
      sinks.forEach(sink -> sink.erase(viewer, this::withoutName));
    }
    var type = EventTypes.of(event);
    if (type != null && isOpen()) {
      var written = write(event, type, at);
      sinks.forEach(sink -> sink.add(written));
    }
  }

  private boolean isOpen() {
    for (var sink : sinks) {
      if (sink.isOpen()) {
        return true;
      }
    }
    return false;
  }

  /** An erasure never names the viewer. */
  private CloudEvent write(Event event, String type, Instant at) {
    var id = Long.toString(++written);
    return viewers == Viewers.HASHED || event instanceof Event.Erased
        ? new CloudEvent(id, json(id, event, type, at, null), null)
        : new CloudEvent(
            id,
            json(id, event, type, at, EventTypes.viewer(event).value()),
            new CloudEvent.Named(event, at));
  }

  private CloudEvent withoutName(CloudEvent event) {
    var named = event.named();
    if (named == null) {
      return event;
    }
    var type = String.valueOf(EventTypes.of(named.event()));
    return new CloudEvent(
        event.id(), json(event.id(), named.event(), type, named.at(), null), null);
  }

  /** Begins with {@code specversion}, by which lines of events differ from those of the log. */
  private byte[] json(String id, Event event, String type, Instant at, @Nullable String name) {
    bytes.reset();
    try (var json = FACTORY.createGenerator(ObjectWriteContext.empty(), bytes)) {
      json.writeStartObject();
      json.writeStringProperty("specversion", "1.0");
      json.writeStringProperty("id", id);
      json.writeStringProperty("source", source);
      json.writeStringProperty("type", type);
      json.writeStringProperty(
          "subject", name == null ? hash.get().subject(EventTypes.viewer(event)) : name);
      json.writeStringProperty("time", at.toString());
      json.writeStringProperty("datacontenttype", "application/json");
      request(json, callerOf(event), id);
      json.writeObjectPropertyStart("data");
      EventJson.data(json, event);
      json.writeEndObject();
      json.writeEndObject();
    }
    return bytes.toByteArray();
  }

  private static @Nullable Caller callerOf(Event event) {
    return switch (event) {
      case Event.Started start -> start.caller();
      case Event.NotStarted start -> start.caller();
      case Event.StreamEnded end -> end.caller();
      case Event.Overridden(var caller, _) -> caller;
      case Event.Erased(var caller, _) -> caller;
      default -> null;
    };
  }

  /** The span is the event: only the trace of the request is known. */
  private static void request(JsonGenerator json, @Nullable Caller caller, String id) {
    if (caller != null) {
      json.writeStringProperty("requestid", caller.requestId());
      if (!caller.traceId().isEmpty()) {
        var span = "%016x".formatted(Long.parseLong(id));
        json.writeStringProperty("traceparent", "00-" + caller.traceId() + "-" + span + "-00");
      }
    }
  }
}
