package io.streamgate.store.dynamodb.node;

import io.streamgate.store.StoreUnavailable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** Waits for a store's answers. */
public final class Answers {

  private Answers() {}

  /** The answer. */
  public static <T> T await(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }

  /** The failure; an answer fails the test. */
  public static StoreUnavailable failure(CompletionStage<?> stage) {
    try {
      throw new AssertionError("answered " + await(stage));
    } catch (CompletionException failed) {
      return unavailable(failed);
    }
  }

  /** The store's failure, unwrapped from the exceptions of stages. */
  public static StoreUnavailable unavailable(Throwable failure) {
    var cause = failure.getCause();
    return switch (failure) {
      case StoreUnavailable known -> known;
      case CompletionException _ when cause != null -> unavailable(cause);
      default -> throw new AssertionError("a store failed with an unexpected exception", failure);
    };
  }
}
