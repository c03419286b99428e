package io.streamgate.store.sqlite;

import io.streamgate.store.StoreUnavailable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future.State;
import java.util.function.Function;

/** The result of a call to a {@link Generation}. */
sealed interface Outcome<D> {

  /** The decision, which may be shown once {@code commit} has succeeded. */
  record Decided<D>(D decision, CompletableFuture<Void> commit) implements Outcome<D> {}

  /** The call was rejected before anything was decided. */
  record Rejected<D>(String why) implements Outcome<D> {}

  default CompletableFuture<D> committed() {
    return committed(CompletableFuture::completedFuture);
  }

  /** Applies {@code then} to the decision once its commit has succeeded. */
  default <T> CompletableFuture<T> committed(Function<D, CompletableFuture<T>> then) {
    return switch (this) {
      case Rejected<D>(var why) -> CompletableFuture.failedFuture(StoreUnavailable.rejected(why));
      case Decided<D>(var decision, var commit) when commit.state() == State.SUCCESS ->
          then.apply(decision);
      case Decided<D>(var decision, var commit) -> {
        var result = new CompletableFuture<T>();
        var answer = commit.thenCompose(_ -> then.apply(decision));
        var _ =
            answer.whenComplete(
                (value, failure) -> {
                  if (failure == null) {
                    result.complete(value);
                  } else {
                    result.completeExceptionally(answer.exceptionNow()); // not wrapped
                  }
                });
        yield result;
      }
    };
  }
}
