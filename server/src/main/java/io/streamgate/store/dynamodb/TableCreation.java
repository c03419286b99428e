package io.streamgate.store.dynamodb;

/** What to do where there is no table. */
public enum TableCreation {
  /** Nothing: in production it is provisioned. */
  NEVER,
  /** Create it: for development. */
  WHEN_ABSENT
}
