package io.streamgate.lease;

import java.time.Duration;

/** The rules for the streams of one viewer, and the lease of a start, which is positive. */
public record Rules(Limit limit, AtLimit atLimit, SameDevice sameDevice, Duration lease) {

  /** How many streams a viewer may watch at the same time. */
  public sealed interface Limit {

    /** The most slots of one viewer, whatever the plan. Bounds the cost of one viewer. */
    int ENGINEERING_BOUND = 100;

    /** The number of slots, 0 to 100. */
    int bound();

    /** A limit of 0 to 100 streams. */
    record AtMost(int streams) implements Limit {
      public AtMost {
        if (streams < 0 || streams > ENGINEERING_BOUND) {
          throw new IllegalArgumentException(
              "a limit must be 0 to " + ENGINEERING_BOUND + ", or unlimited, not " + streams);
        }
      }

      @Override
      public int bound() {
        return streams;
      }
    }

    /** No limit but the engineering bound. */
    record Unlimited() implements Limit {
      @Override
      public int bound() {
        return ENGINEERING_BOUND;
      }
    }
  }

  /** What happens to a start when live streams hold all slots. */
  public enum AtLimit {
    /** The new stream is refused. */
    REFUSE,
    /** The oldest stream ends. */
    EVICT_OLDEST,
    /** The longest paused stream ends, or the oldest if none is paused. */
    EVICT_IDLE
  }

  /** What happens to an earlier stream of the same device. */
  public enum SameDevice {
    /** The new stream takes its slot. */
    REPLACES,
    /** Nothing. A device may play several streams. */
    COUNTS
  }

  public Rules {
    if (!lease.isPositive()) {
      throw new IllegalArgumentException("a lease must be positive, not " + lease);
    }
  }
}
