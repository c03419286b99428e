package io.streamgate.failure;

import java.util.concurrent.CompletionException;

/** Finds what a stage failed with. */
public final class Causes {

  private Causes() {}

  /**
   * The failure itself, out of each {@link CompletionException} that a dependent stage, or a wait
   * for the stage, has wrapped it in.
   */
  public static Throwable of(Throwable failure) {
    var cause = failure.getCause();
    return failure instanceof CompletionException && cause != null ? of(cause) : failure;
  }

  /** What the failure goes back to in the end: the cause that has no cause. */
  public static Throwable root(Throwable failure) {
    var cause = failure.getCause();
    return cause == null ? failure : root(cause);
  }
}
