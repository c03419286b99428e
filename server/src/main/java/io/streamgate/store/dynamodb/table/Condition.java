package io.streamgate.store.dynamodb.table;

/** The outcome of a call whose only purpose is to write or delete a row under a condition. */
public enum Condition {
  MET,
  UNMET,

  /** An earlier attempt, whose answer was lost, may have met it. */
  UNMET_WHEN_REPEATED
}
