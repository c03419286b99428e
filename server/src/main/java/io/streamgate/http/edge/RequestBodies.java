package io.streamgate.http.edge;

import io.streamgate.http.edge.wire.BoundedBody;
import io.streamgate.http.exchange.Answer;
import io.streamgate.http.exchange.ProblemType;
import io.streamgate.http.exchange.Route;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads the bodies of requests, and refuses those that the route does not accept. */
final class RequestBodies {

  private static final String JSON_WHITE_SPACE = " \t\r\n";

  private final Duration timeout;

  /** Gives each body {@code timeout} to arrive, which the connection enforces. */
  RequestBodies(Duration timeout) {
    this.timeout = timeout;
  }

  /**
   * Reads the body and calls {@code next}, or answers with a refusal. After a body that cannot be
   * read to its end, {@code hangUp} answers. Called on the request's event loop.
   */
  void read(
      Exchange exchange, Route.Body accepted, Consumer<Buffer> next, Consumer<Answer> hangUp) {
    var request = exchange.request();
    if (!BoundedBody.isPresent(request)) {
      next.accept(Buffer.buffer());
      return;
    }
    if (accepted == Route.Body.IGNORED) {
      // one that cannot be read to its end counts as none: a closing page ends its stream anyway
      BoundedBody.read(
          request,
          accepted.mostBytes(),
          next,
          failure -> {
            if (failure != BoundedBody.BodyFailure.TOO_LARGE) {
              request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
            }
            next.accept(Buffer.buffer());
          });
      return;
    }
    var refusal = refusalOfBody(request, accepted);
    if (refusal.isPresent()) {
      exchange.answer(refusal.get());
      return;
    }
    Consumer<Buffer> whole =
        body ->
            refusalOfUntyped(request, body, accepted)
                .ifPresentOrElse(exchange::answer, () -> next.accept(body));
    BoundedBody.read(
        request,
        accepted.mostBytes(),
        whole,
        failure -> hangUp.accept(problem(failure, accepted)));
  }

  private Answer problem(BoundedBody.BodyFailure failure, Route.Body accepted) {
    return switch (failure) {
      case TOO_LARGE -> {
        var detail = "The body must have at most " + accepted.mostBytes() + " bytes";
        yield Answer.problem(ProblemType.BODY_TOO_LARGE, detail);
      }
      case LATE -> {
        var detail = "The request must arrive within " + timeout.toMillis() + " ms";
        yield Answer.problem(ProblemType.REQUEST_TIMEOUT, detail);
      }
      case BROKEN -> Answer.problem(ProblemType.INVALID_REQUEST, "The body has invalid framing");
    };
  }

  /** Refuses expectations other than {@code 100-continue} (RFC 9110, section 10.1.1). */
  static Optional<Answer> refusalOfExpectation(HttpServerRequest request) {
    var expectations = request.headers().getAll(HttpHeaders.EXPECT);
    return areAll(HttpHeaders.CONTINUE, expectations)
        ? Optional.empty()
        : Optional.of(
            Answer.problem(ProblemType.EXPECTATION_FAILED, "Expect must be 100-continue"));
  }

  /** Refuses a body that is to be read, unless it can be accepted where it is blank. */
  private static Optional<Answer> refusalOfBody(HttpServerRequest request, Route.Body accepted) {
    var headers = request.headers();
    var types = headers.getAll(HttpHeaders.CONTENT_TYPE);
    if (types.size() > 1) {
      return Optional.of(Answer.problem(ProblemType.INVALID_REQUEST, "Send one Content-Type"));
    }
    if (!areAll(HttpHeaders.IDENTITY, headers.getAll(HttpHeaders.CONTENT_ENCODING))) {
      var detail = "Content-Encoding must be identity: send the body uncompressed";
      return Optional.of(
          Answer.problem(ProblemType.UNSUPPORTED_MEDIA_TYPE, detail)
              .with("accept-encoding", "identity"));
    }
    return types.isEmpty() || accepted.accepts(types.getFirst())
        ? Optional.empty()
        : Optional.of(otherType(accepted));
  }

  /** Refuses a body without a type, unless it is blank, which counts as no body. */
  private static Optional<Answer> refusalOfUntyped(
      HttpServerRequest request, Buffer body, Route.Body accepted) {
    return request.headers().contains(HttpHeaders.CONTENT_TYPE) || isBlank(body)
        ? Optional.empty()
        : Optional.of(otherType(accepted));
  }

  private static Answer otherType(Route.Body accepted) {
    return Answer.problem(
        ProblemType.UNSUPPORTED_MEDIA_TYPE, "Content-Type must be " + accepted.accepted());
  }

  private static boolean isBlank(Buffer body) {
    for (var at = 0; at < body.length(); at++) {
      if (JSON_WHITE_SPACE.indexOf(body.getByte(at)) < 0) {
        return false;
      }
    }
    return true;
  }

  /** Whether each member of the lists in {@code lines} is {@code value}, in any case. */
  private static boolean areAll(CharSequence value, List<String> lines) {
    for (var line : lines) {
      for (var member : line.split(",", -1)) {
        var text = member.strip();
        if (!text.isEmpty() && !text.equalsIgnoreCase(value.toString())) {
          return false;
        }
      }
    }
    return true;
  }
}
