package io.streamgate.http.edge;

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
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Identifies the viewer of a request, or answers why there is none. Pauses the request in the
 * meantime.
 */
final class Identifying {

  /** The challenge of a 401 (RFC 6750, section 3). */
  static final String CHALLENGE = "Bearer";

  private final Suspension suspension;
  private final EdgeRules rules;

  Identifying(Vertx vertx, EdgeRules rules) {
    this.suspension = new Suspension(vertx, rules.requestTimeout());
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
    var identified =
        rules
            .identity()
            .identify(toIdentify(exchange.request(), stream, body), rules.clock().instant());
    suspension.until(
        identified,
        exchange,
        body instanceof Progress.Unread,
        identification -> {
          switch (identification) {
            case Known(var viewer, var proof) -> known.accept(viewer, proof);
            case NotKnown notKnown -> {
              rules.observer().notIdentified(exchange.requestId(), exchange.traceId(), notKnown);
              exchange.answer(refusalOf(notKnown));
            }
          }
        });
  }

  /** What identifies the caller of a request that is about no stream. */
  static Request toIdentify(HttpServerRequest request) {
    return toIdentify(request, null, new Progress.Unread());
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

  private static Answer refusalOf(NotKnown notKnown) {
    return switch (notKnown) {
      case Identification.Missing(var detail) -> Answer.problem(ProblemType.VIEWER_MISSING, detail);
      case Identification.Invalid(var detail) -> Answer.problem(ProblemType.VIEWER_INVALID, detail);
      case Identification.Unauthorized(var credential, var detail) ->
          switch (credential) {
            case MISSING -> tokenMissing(detail);
            case INVALID -> tokenInvalid(detail);
          };
      case Identification.Unavailable(var detail, var wait) ->
          Answer.problem(ProblemType.IDENTITY_UNAVAILABLE, detail).retryAfter(wait);
    };
  }

  /** RFC 6750, section 3.1: no error code for a request without a credential. */
  static Answer.Problem tokenMissing(String detail) {
    return Answer.problem(ProblemType.TOKEN_MISSING, detail).with("www-authenticate", CHALLENGE);
  }

  static Answer.Problem tokenInvalid(String detail) {
    return Answer.problem(ProblemType.TOKEN_INVALID, detail)
        .with("www-authenticate", CHALLENGE + " error=\"invalid_token\"");
  }
}
