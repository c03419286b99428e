package io.streamgate.events;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.streamgate.identity.Caller;
import io.streamgate.identity.Proof;
import io.streamgate.identity.Viewer;
import io.streamgate.lease.id.Device;
import io.streamgate.lease.id.Sid;
import io.streamgate.lease.id.StreamId;
import io.streamgate.lease.id.ViewerId;
import io.streamgate.limiter.Event;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Events, and a sink that keeps them. */
public final class EventFixture {

  /** When all events are. */
  public static final Instant NOON = Instant.parse("2026-11-29T12:00:00Z");

  /** A stream of a device that is called {@code tv}. */
  public static final StreamId STREAM = stream(1);

  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

  private EventFixture() {}

  /** A hash by a key of zeros. */
  public static SubjectHash hash() {
    return SubjectHash.parse(SubjectHash.key(new byte[SubjectHash.KEY_BYTES])).orElseThrow();
  }

  static StreamId stream(int number) {
    var random = new byte[Sid.RANDOM_BYTES];
    random[0] = (byte) number;
    return StreamId.of(NOON.minusSeconds(3_600), Sid.ofRandom(new Device.Named("tv"), random));
  }

  static Caller caller(String viewer) {
    return new Caller(
        new Viewer(new ViewerId(viewer)), new Proof.OfViewer(null), "Zx4r9mQ2TqJ1yB7c", TRACE);
  }

  static Caller operatorFor(String viewer) {
    return new Caller(
        new Viewer(new ViewerId(viewer)), new Proof.OfOperator("olga"), "Zx4r9mQ2TqJ1yB7c", "");
  }

  /** A start that was admitted. */
  public static Event.Started started(String viewer) {
    return new Event.Started(caller(viewer), STREAM, Event.Manner.ADMITTED, null, 1);
  }

  static Event.Erased erased(String viewer) {
    return new Event.Erased(operatorFor(viewer), false);
  }

  /** Writes events for {@code sinks}. */
  public static CloudEvents writing(CloudEvents.Viewers viewers, CloudEvents.Sink... sinks) {
    return new CloudEvents("/streamgate/5f3a9c1e07d2", viewers, EventFixture::hash, List.of(sinks));
  }

  /** An event of that many bytes or a few more, which names no viewer. */
  public static CloudEvent event(String id, int bytes) {
    return new CloudEvent(
        id, ("{\"id\":\"" + id + "\",\"x\":\"" + "x".repeat(bytes) + "\"}").getBytes(UTF_8), null);
  }

  /** Keeps events. */
  static final class Kept implements CloudEvents.Sink {
    private final List<CloudEvent> events = new ArrayList<>();

    List<String> json() {
      return events.stream().map(event -> new String(event.json(), UTF_8)).toList();
    }

    @Override
    public boolean isOpen() {
      return true;
    }

    @Override
    public void add(CloudEvent event) {
      events.add(event);
    }

    @Override
    public void erase(ViewerId viewer, CloudEvents.Eraser eraser) {
      events.replaceAll(event -> event.names(viewer) ? eraser.withoutName(event) : event);
    }
  }
}
