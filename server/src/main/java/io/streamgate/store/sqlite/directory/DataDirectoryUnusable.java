package io.streamgate.store.sqlite.directory;

/**
 * The data directory cannot be used: another process has it, it cannot be written, or what is in it
 * is damaged or of a newer version. Nothing in it was changed. The message is one line, for the
 * operator, and names the directory and what to do.
 */
public final class DataDirectoryUnusable extends IllegalStateException {

  private static final long serialVersionUID = 1;

  /** One that nothing else caused. */
  public DataDirectoryUnusable(String message) {
    super(message);
  }

  /** One with what the system or SQLite said. */
  public DataDirectoryUnusable(String message, Throwable cause) {
    super(message, cause);
  }
}
