package io.streamgate.store.sqlite.directory;

/**
 * The data directory cannot be used: another process uses it, it cannot be written, or its files
 * are damaged or from a newer version. Nothing in it was changed. The message is one line for the
 * operator; it names the directory and says what to do.
 */
public final class DataDirectoryUnusable extends IllegalStateException {

  private static final long serialVersionUID = 1;

  /** A failure without a cause. */
  public DataDirectoryUnusable(String message) {
    super(message);
  }

  /** A failure caused by the system or by SQLite. */
  public DataDirectoryUnusable(String message, Throwable cause) {
    super(message, cause);
  }
}
