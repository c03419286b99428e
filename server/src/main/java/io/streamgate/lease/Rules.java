package io.streamgate.lease;

import java.time.Duration;

/** The rules for the streams of one viewer, and the lease of a start, which is positive. */
public record Rules(Limit limit, AtLimit atLimit, SameDevice sameDevice, Duration lease) {

  /** How many streams a viewer may watch at the same time. */
  public sealed interface Limit {

    /**
     * The most slots of one viewer, whatever the plan. Bounds the cost of one viewer; a store may
     * have a lower bound.
     */
    int ENGINEERING_BOUND = 1_000;

    /** The number of slots, 0 to {@value #ENGINEERING_BOUND}. */
    int bound();

    /** This limit, or {@code most} streams if it allows more. */
    default Limit cappedAt(int most) {
      return bound() <= most ? this : new AtMost(most);
    }

    /** This limit in a store with that bound: one that is unlimited stays so. */
    default Limit within(int bound) {
      return this instanceof Unlimited ? new Unlimited(bound) : cappedAt(bound);
    }

    /** A limit of 0 to {@value Limit#ENGINEERING_BOUND} streams. */
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

    /** No limit but the bound of the store, which is at most {@value Limit#ENGINEERING_BOUND}. */
    record Unlimited(int bound) implements Limit {
      /** No limit but {@value Limit#ENGINEERING_BOUND}. */
      public Unlimited() {
        this(ENGINEERING_BOUND);
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

  /** These rules, with at most {@code most} slots. */
  public Rules cappedAt(int most) {
    return new Rules(limit.cappedAt(most), atLimit, sameDevice, lease);
  }
}
