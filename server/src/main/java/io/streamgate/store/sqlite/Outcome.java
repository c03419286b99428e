package io.streamgate.store.sqlite;

import io.streamgate.store.StoreUnavailable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future.State;
import java.util.function.Function;

/** What became of a question. */
sealed interface Outcome<D> {

  /**
   * It was decided.
   *
   * @param commit what has to be durable before anybody hears of it
   */
  record Decided<D>(D decision, CompletableFuture<Void> commit) implements Outcome<D> {}

  /** It was not looked at. */
  record Untouched<D>(String why) implements Outcome<D> {}

  /** The decision, once everybody may hear of it: now, where nothing is left to commit. */
  default CompletableFuture<D> told() {
    return told(CompletableFuture::completedFuture);
  }

  /** What {@code then} makes of the decision, once everybody may hear of it. */
  default <T> CompletableFuture<T> told(Function<D, CompletableFuture<T>> then) {
    return switch (this) {
      case Untouched<D>(var why) -> CompletableFuture.failedFuture(StoreUnavailable.rejected(why));
      case Decided<D>(var decision, var commit) -> {
        if (commit.state() == State.SUCCESS) {
          yield then.apply(decision);
        }
        // by hand, for a dependent stage would wrap the failure
        var told = new CompletableFuture<T>();
        var _ =
            commit.whenComplete(
                (_, failure) -> {
                  if (failure == null) {
                    pass(then.apply(decision), told);
                  } else {
                    told.completeExceptionally(failure);
                  }
                });
        yield told;
      }
    };
  }

  private static <T> void pass(CompletableFuture<T> from, CompletableFuture<T> to) {
    var _ =
        from.whenComplete(
            (value, failure) -> {
              if (failure == null) {
                to.complete(value);
              } else {
                to.completeExceptionally(failure);
              }
            });
  }
}
