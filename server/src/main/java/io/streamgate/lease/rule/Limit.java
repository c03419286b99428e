package io.streamgate.lease.rule;

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
