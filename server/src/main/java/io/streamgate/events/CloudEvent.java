package io.streamgate.events;

import io.streamgate.lease.id.ViewerId;
import io.streamgate.limiter.Event;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event as it is sent.
 *
 * @param json the event in the JSON format of CloudEvents
 * @param named what its name was written from; null if it does not name its viewer
 */
public record CloudEvent(String id, byte[] json, @Nullable Named named) {

  /** An event that names its viewer. */
  public record Named(Event event, Instant at) {
    ViewerId viewer() {
      return EventTypes.viewer(event);
    }
  }

  /** Whether the event names {@code viewer}. */
  public boolean names(ViewerId viewer) {
    return named != null && named.viewer().equals(viewer);
  }
}
