package io.streamgate.store;

/**
 * The store could not complete a call, because of a disk, a network or a full queue. The change may
 * have happened, unless {@link #mayHaveHappened} is false. Repeating it with the same stream id is
 * harmless.
 */
public final class StoreUnavailable extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final boolean mayHaveHappened;

  private StoreUnavailable(String message, Throwable cause, boolean mayHaveHappened) {
    super(message, cause);
    this.mayHaveHappened = mayHaveHappened;
  }

  /** The store rejected the call before it did anything: it is full, starting or closed. */
  public static StoreUnavailable rejected(String message) {
    return new StoreUnavailable(message, new IllegalStateException(message), false);
  }

  /** The call failed while it was in progress. */
  public static StoreUnavailable underWay(String message, Throwable cause) {
    return new StoreUnavailable(message, cause, true);
  }

  /** Whether the change may have happened. */
  public boolean mayHaveHappened() {
    return mayHaveHappened;
  }
}
