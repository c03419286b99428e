package io.streamgate.http.edge;

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

  /** What becomes of the question; one of these is called, once, on the request's event loop. */
  interface Outcome {

    /** It is answered. */
    void identified(Identification identification);

    /** The identity broke its promise. */
    void failed(Throwable failure);
  }

  /** Asks. Called on the request's event loop before anything of the body was read. */
  void ask(HttpServerRequest request, Outcome outcome) {
    var asked = identity.identify(said(request)).toCompletableFuture();
    if (asked.isDone()) {
      tell(asked, outcome);
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
                      tell(answered, outcome);
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

  private static void tell(CompletableFuture<Identification> answered, Outcome outcome) {
    Identification identification;
    try {
      identification = answered.join();
    } catch (CompletionException | CancellationException broken) {
      outcome.failed(new IllegalStateException("nobody said whose the request is", broken));
      return;
    }
    outcome.identified(identification);
  }
}
