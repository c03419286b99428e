package io.streamgate.failure;

import java.util.concurrent.CompletionException;

/** Unwraps the failures of stages. */
public final class Causes {

  private Causes() {}

  /** The failure, unwrapped from {@link CompletionException}. */
  public static Throwable of(Throwable failure) {
    var cause = failure.getCause();
    return failure instanceof CompletionException && cause != null ? of(cause) : failure;
  }

  /** The root cause. */
  public static Throwable root(Throwable failure) {
    var cause = failure.getCause();
    return cause == null ? failure : root(cause);
  }
}
