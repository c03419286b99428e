package io.streamgate.store.dynamodb.table;

/** The table cannot be used as it is, and waiting will not help. The message says what to do. */
public final class TableUnusable extends Exception {

  private static final long serialVersionUID = 1;

  /** A message of one line, for the operator. */
  public TableUnusable(String message) {
    super(message);
  }
}
