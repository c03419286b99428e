package io.streamgate.store.dynamodb.table;

/** The table cannot be used, and a retry would not help. The message says what to do. */
public final class TableUnusable extends Exception {

  private static final long serialVersionUID = 1;

  /** An exception with a message of one line, for the operator. */
  public TableUnusable(String message) {
    super(message);
  }
}
