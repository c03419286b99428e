package io.streamgate.lease;

import java.time.Duration;

/**
 * What one viewer is allowed, and for how long a start holds its slot.
 *
 * @param lease how long a stream stays live without another sign of life; positive
 */
public record Rules(Limit limit, AtLimit atLimit, SameDevice sameDevice, Duration lease) {

  /** How many streams a viewer may have at once. */
  public sealed interface Limit {

    /** What one viewer can hold at the most, whatever the plan: bounds the cost of one viewer. */
    int ENGINEERING_BOUND = 100;

    /** The number of members at which the next start finds no room, 0 to 100. */
    int bound();

    /**
     * So many and no more.
     *
     * @param streams 0 (none at all) to 100
     */
    record AtMost(int streams) implements Limit {
      public AtMost {
        if (streams < 0 || streams > ENGINEERING_BOUND) {
          throw new IllegalArgumentException(
              "a limit is 0 to " + ENGINEERING_BOUND + ", or unlimited, not " + streams);
        }
      }

      @Override
      public int bound() {
        return streams;
      }
    }

    /** No rule refuses; the engineering bound stays. */
    record Unlimited() implements Limit {
      @Override
      public int bound() {
        return ENGINEERING_BOUND;
      }
    }
  }

  /** What a start meets when live streams hold every slot. */
  public enum AtLimit {
    /** The new stream is refused. */
    REFUSE,
    /** The stream that started first ends. */
    EVICT_OLDEST,
    /** The stream that was paused first ends; where none is paused, the one that started first. */
    EVICT_IDLE
  }

  /** What a start does to an earlier stream of the device it comes from. */
  public enum SameDevice {
    /** Takes its slot. */
    REPLACES,
    /** Nothing: a device may play several. */
    COUNTS
  }

  public Rules {
    if (!lease.isPositive()) {
      throw new IllegalArgumentException("a lease is longer than nothing, not " + lease);
    }
  }
}
