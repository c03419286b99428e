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

/** Identifies the viewer of a request, and pauses the request in the meantime. */
final class Identifying {

  private final Vertx vertx;
  private final Identity identity;
  private final Duration timeout;

  Identifying(Vertx vertx, Identity identity, Duration timeout) {
    this.vertx = vertx;
    this.identity = identity;
    this.timeout = timeout;
  }

  /**
   * Calls {@code next} with the identification, on the request's event loop. Called there before
   * the body is read. If the identity fails or exceeds the timeout, the exchange fails.
   */
  void identify(Exchange exchange, Consumer<Identification> next) {
    var request = exchange.request();
    var identified = identity.identify(toIdentify(request)).toCompletableFuture();
    if (identified.isDone()) {
      proceed(exchange, identified, next);
      return;
    }
    // the body is read only for a known viewer: until then it is buffered
    request.pause();
    var context = vertx.getOrCreateContext();
    var answered = identified.copy().orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS);
    var _ =
        answered.whenComplete(
            (_, _) ->
                context.runOnContext(
                    _ -> {
                      proceed(exchange, answered, next);
                      request.resume();
                    }));
  }

  private static Request toIdentify(HttpServerRequest request) {
    var peer = request.remoteAddress();
    return new Request(
        request.headers()::getAll,
        peer == null ? null : peer.hostAddress(),
        request.method().name(),
        Objects.requireNonNull(request.path(), "a routed request has a path"));
  }

  private static void proceed(
      Exchange exchange,
      CompletableFuture<Identification> answered,
      Consumer<Identification> next) {
    Identification identification;
    try {
      identification = answered.join();
    } catch (CompletionException | CancellationException broken) {
      exchange.fail(new IllegalStateException("the viewer was not identified", Causes.of(broken)));
      return;
    }
    exchange.guard(() -> next.accept(identification));
  }
}
