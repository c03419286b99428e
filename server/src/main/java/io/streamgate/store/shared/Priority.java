package io.streamgate.store.shared;

/** Which calls are still made when almost too many are in flight. */
public enum Priority {
  /** Starts, reads, upkeep. */
  NORMAL,
  /** Heartbeats, changes and ends. */
  URGENT
}
