package io.streamgate.http.edge;

import io.streamgate.failure.Causes;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Lets requests wait for an identity, and their bodies with them. */
final class Suspension {

  private final Vertx vertx;
  private final Duration timeout;

  /** Lets each request wait for {@code timeout} at most. */
  Suspension(Vertx vertx, Duration timeout) {
    this.vertx = vertx;
    this.timeout = timeout;
  }

  /**
   * Calls {@code next} with the outcome of {@code stage}, on the request's event loop. Called there
   * too. If the stage fails or exceeds the timeout, the exchange fails.
   *
   * @param isUnread whether the body has yet to be read; it is buffered until then
   */
  <T> void until(CompletionStage<T> stage, Exchange exchange, boolean isUnread, Consumer<T> next) {
    var identified = stage.toCompletableFuture();
    if (identified.isDone()) {
      proceed(exchange, identified, next);
      return;
    }
    var request = exchange.request();
    if (isUnread) {
      request.pause();
    }
    var context = vertx.getOrCreateContext();
    var answered = identified.copy().orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS);
    var _ =
        answered.whenComplete(
            (_, _) ->
                context.runOnContext(
                    _ -> {
                      proceed(exchange, answered, next);
                      if (isUnread) {
                        request.resume();
                      }
                    }));
  }

  private static <T> void proceed(
      Exchange exchange, CompletableFuture<T> answered, Consumer<T> next) {
    T outcome;
    try {
      outcome = answered.join();
    } catch (CompletionException | CancellationException broken) {
      exchange.fail(new IllegalStateException("the caller was not identified", Causes.of(broken)));
      return;
    }
    exchange.guard(() -> next.accept(outcome));
  }
}
