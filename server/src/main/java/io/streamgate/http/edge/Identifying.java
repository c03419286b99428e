package io.streamgate.http.edge;

import io.streamgate.failure.Causes;
import io.streamgate.http.exchange.Answer;
import io.streamgate.http.exchange.ProblemType;
import io.streamgate.identity.Identification;
import io.streamgate.identity.Identification.Known;
import io.streamgate.identity.Identification.NotKnown;
import io.streamgate.identity.Proof;
import io.streamgate.identity.Request;
import io.streamgate.identity.Viewer;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Identifies the viewer of a request, or answers why there is none. Pauses the request in the
 * meantime.
 */
final class Identifying {

  /** The challenge of a 401 (RFC 6750, section 3). */
  private static final String CHALLENGE = "Bearer";

  private final Vertx vertx;
  private final EdgeRules rules;

  Identifying(Vertx vertx, EdgeRules rules) {
    this.vertx = vertx;
    this.rules = rules;
  }

  /** How far the body of the request has been read. */
  sealed interface Progress {

    /** Not at all, or there is none. */
    record Unread() implements Progress {}

    /** To its end; {@code token} is null if it has no stream token. */
    record Whole(@Nullable String token) implements Progress {}
  }

  /**
   * Calls {@code known} with the viewer, on the request's event loop. Called there too. If the
   * identity fails or exceeds the timeout, the exchange fails.
   *
   * @param stream the id of the stream that the path names
   */
  void identify(
      Exchange exchange, @Nullable String stream, Progress body, BiConsumer<Viewer, Proof> known) {
    var request = exchange.request();
    var identified =
        rules
            .identity()
            .identify(toIdentify(request, stream, body), rules.clock().instant())
            .toCompletableFuture();
    if (identified.isDone()) {
      proceed(exchange, identified, known);
      return;
    }
    // the body is read only for a known viewer: until then it is buffered
    var isUnread = body instanceof Progress.Unread;
    if (isUnread) {
      request.pause();
    }
    var context = vertx.getOrCreateContext();
    var timeout = rules.requestTimeout().toMillis();
    var answered = identified.copy().orTimeout(timeout, TimeUnit.MILLISECONDS);
    var _ =
        answered.whenComplete(
            (_, _) ->
                context.runOnContext(
                    _ -> {
                      proceed(exchange, answered, known);
                      if (isUnread) {
                        request.resume();
                      }
                    }));
  }

  private static Request toIdentify(
      HttpServerRequest request, @Nullable String stream, Progress body) {
    var peer = request.remoteAddress();
    return new Request(
        request.headers()::getAll,
        peer == null ? null : peer.hostAddress(),
        request.method().name(),
        Objects.requireNonNull(request.path(), "a routed request has a path"),
        stream,
        body instanceof Progress.Whole(var token) ? token : null);
  }

  private void proceed(
      Exchange exchange,
      CompletableFuture<Identification> answered,
      BiConsumer<Viewer, Proof> known) {
    Identification identification;
    try {
      identification = answered.join();
    } catch (CompletionException | CancellationException broken) {
      exchange.fail(new IllegalStateException("the viewer was not identified", Causes.of(broken)));
      return;
    }
    switch (identification) {
      case Known(var viewer, var proof) -> exchange.guard(() -> known.accept(viewer, proof));
      case NotKnown notKnown -> {
        rules.observer().notIdentified(exchange.requestId(), exchange.traceId(), notKnown);
        exchange.answer(refusalOf(notKnown));
      }
    }
  }

  private static Answer refusalOf(NotKnown notKnown) {
    return switch (notKnown) {
      case Identification.Missing(var detail) -> Answer.problem(ProblemType.VIEWER_MISSING, detail);
      case Identification.Invalid(var detail) -> Answer.problem(ProblemType.VIEWER_INVALID, detail);
      case Identification.Unauthorized(var credential, var detail) ->
          switch (credential) {
            // RFC 6750, section 3.1: no error code for a request without a credential
            case MISSING ->
                Answer.problem(ProblemType.TOKEN_MISSING, detail)
                    .with("www-authenticate", CHALLENGE);
            case INVALID ->
                Answer.problem(ProblemType.TOKEN_INVALID, detail)
                    .with("www-authenticate", CHALLENGE + " error=\"invalid_token\"");
          };
      case Identification.Unavailable(var detail, var wait) ->
          Answer.problem(ProblemType.IDENTITY_UNAVAILABLE, detail).retryAfter(wait);
    };
  }
}
