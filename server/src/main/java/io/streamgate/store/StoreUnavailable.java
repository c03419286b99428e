package io.streamgate.store;

/**
 * The world failed a store: a disk, a network, a full queue.
 *
 * <p>Whether the change that was asked for has happened is open, unless {@link #mayHaveHappened}
 * says it has not. Asking again with the same stream id is harmless.
 */
public final class StoreUnavailable extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final boolean mayHaveHappened;

  private StoreUnavailable(String message, Throwable cause, boolean mayHaveHappened) {
    super(message, cause);
    this.mayHaveHappened = mayHaveHappened;
  }

  /** The store refused before it did anything: full, starting, closed. */
  public static StoreUnavailable rejected(String message) {
    return new StoreUnavailable(message, new IllegalStateException(message), false);
  }

  /** The store failed under way. */
  public static StoreUnavailable underWay(String message, Throwable cause) {
    return new StoreUnavailable(message, cause, true);
  }

  /** Whether the change may have happened all the same. */
  public boolean mayHaveHappened() {
    return mayHaveHappened;
  }
}
