package io.streamgate.http.edge;

import io.streamgate.failure.Causes;
import io.streamgate.identity.Identification;
import io.streamgate.identity.Identity;
import io.streamgate.identity.Request;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Asks whose a request is, and has the request wait where that is not known at once. */
final class Identifying {

  private final Vertx vertx;
  private final Identity identity;
  private final Duration patience;

  /**
   * Asks that identity.
   *
   * @param patience how long it may take, for it breaks its promise where it takes longer
   */
  Identifying(Vertx vertx, Identity identity, Duration patience) {
    this.vertx = vertx;
    this.identity = identity;
    this.patience = patience;
  }

  /**
   * Asks, and goes on with what the answer is, on the request's event loop. Called there before
   * anything of the body was read. An identity that breaks its promise has the exchange fail.
   */
  void ask(Exchange exchange, Consumer<Identification> next) {
    var request = exchange.request();
    var asked = identity.identify(said(request)).toCompletableFuture();
    if (asked.isDone()) {
      goOn(exchange, asked, next);
      return;
    }
    // the body is not read before it is known who asks: what arrives meanwhile is kept
    request.pause();
    var context = vertx.getOrCreateContext();
    var answered = asked.copy().orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS);
    var _ =
        answered.whenComplete(
            (_, _) ->
                context.runOnContext(
                    _ -> {
                      goOn(exchange, answered, next);
                      request.resume();
                    }));
  }

  private static Request said(HttpServerRequest request) {
    var peer = request.remoteAddress();
    return new Request(
        request.headers()::getAll,
        peer == null ? null : peer.hostAddress(),
        request.method().name(),
        Objects.requireNonNull(request.path(), "its route was found by the path"));
  }

  private static void goOn(
      Exchange exchange,
      CompletableFuture<Identification> answered,
      Consumer<Identification> next) {
    Identification identification;
    try {
      identification = answered.join();
    } catch (CompletionException | CancellationException broken) {
      exchange.fail(
          new IllegalStateException("nobody said whose the request is", Causes.of(broken)));
      return;
    }
    exchange.guard(() -> next.accept(identification));
  }
}
