package io.streamgate.store.dynamodb.table;

/** Which calls go on when there are almost too many under way. */
public enum Lane {
  /** Starts, reads, upkeep. */
  ANY,
  /** Heartbeats, changes and ends. */
  URGENT
}
