package io.streamgate.store.dynamodb;

/** Whether to create a missing table. */
public enum TableCreation {
  /** In production, where the table is provisioned. */
  NEVER,
  /** In development. */
  WHEN_ABSENT
}
