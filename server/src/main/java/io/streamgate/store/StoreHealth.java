package io.streamgate.store;

/** The health of a store, with a detail for the operator. */
public record StoreHealth(State state, String detail, Census census) {

  /** Whether a store serves, and if not, where the fault is. */
  public enum State {
    SERVING,
    /** A resource of this node is at fault, such as its disk. Another node may still serve. */
    NODE_AT_FAULT,
    /** A shared resource is at fault. No other node can serve. */
    SHARED_AT_FAULT
  }

  /** The counts that a store has in memory. */
  public sealed interface Census {
    /**
     * The counts.
     *
     * @param members streams that hold a slot, lapsed or not
     * @param lapsed those of them that the last sweep found lapsed and that nobody has renewed
     *     since
     * @param viewers viewers with at least one, or with one in the last minutes
     * @param queued changes that wait for their commit
     */
    record Counted(long members, long lapsed, long viewers, long queued) implements Census {}

    /** The store would have to read everything. */
    record Unknown() implements Census {}
  }
}
