package io.streamgate.events;

import io.streamgate.lease.id.ViewerId;
import io.streamgate.limiter.Event;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An event as it is sent. Immutable: nobody may change the bytes. */
public final class CloudEvent {

  /** An event that names its viewer. */
  record Named(Event event, Instant at) {
    ViewerId viewer() {
      return EventTypes.viewer(event);
    }
  }

  private final String id;
  private final byte[] json;
  private final @Nullable Named named;

  /**
   * Creates an event.
   *
   * @param json the event in the JSON format of CloudEvents
   * @param named what its name was written from; null if it does not name its viewer
   */
  CloudEvent(String id, byte[] json, @Nullable Named named) {
    this.id = id;
    this.json = json;
    this.named = named;
  }

  String id() {
    return id;
  }

  /** The event in the JSON format of CloudEvents. Not a copy. */
  public byte[] json() {
    return json;
  }

  @Nullable Named named() {
    return named;
  }

  /** Whether the event names {@code viewer}. */
  public boolean names(ViewerId viewer) {
    return named != null && named.viewer().equals(viewer);
  }
}
