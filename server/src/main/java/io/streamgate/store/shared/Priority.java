package io.streamgate.store.shared;

/** Whether a call may use the places reserved by {@link CallLimit}. */
public enum Priority {
  /** Starts, reads, upkeep. */
  NORMAL,
  /** Heartbeats, changes and ends. */
  URGENT
}
