package io.streamgate.store;

/**
 * How a store stands.
 *
 * @param state whether it serves
 * @param detail for the operator to read
 */
public record StoreHealth(State state, String detail, Census census) {

  /** Whether a store serves, and if not, whose fault that is. */
  public enum State {
    /** It serves. */
    SERVING,
    /** This node's own resources fail it: its disk, its start. Another node would do better. */
    NODE_AT_FAULT,
    /** What all nodes share fails it. Another node would do no better. */
    SHARED_AT_FAULT
  }

  /** What a store can count at once. */
  public sealed interface Census {
    /**
     * Counted.
     *
     * @param members streams that hold a slot, lapsed or not
     * @param viewers viewers that have at least one, or had one in the last minutes
     * @param queued changes that wait for their commit
     */
    record Counted(long members, long viewers, long queued) implements Census {}

    /** This store cannot tell without reading everything. */
    record Unknown() implements Census {}
  }
}
