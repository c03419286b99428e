package io.streamgate.events;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;

/** How many events were dropped. Thread-safe. */
public final class Drops {

  /** Why an event was dropped. */
  public enum DropReason {
    /** More events than the node can handle. */
    QUEUE_FULL,
    /** Nobody reads stdout. */
    STDOUT_FULL,
    /** The receiver of the webhook takes fewer events than there are. */
    WEBHOOK_FULL,
    /** The receiver of the webhook took none for too long. */
    WEBHOOK_EXPIRED,
    /** The node stopped before the event was delivered. */
    SHUTDOWN;

    /** The name in metrics. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final Map<DropReason, LongAdder> counts = new EnumMap<>(DropReason.class);

  /** Nothing was dropped yet. */
  public Drops() {
    Arrays.stream(DropReason.values()).forEach(reason -> counts.put(reason, new LongAdder()));
  }

  /** Counts dropped events. */
  public void count(DropReason reason, int events) {
    of(reason).add(events);
  }

  /** How many were dropped for this reason. */
  public long count(DropReason reason) {
    return of(reason).sum();
  }

  private LongAdder of(DropReason reason) {
    return Objects.requireNonNull(counts.get(reason));
  }
}
