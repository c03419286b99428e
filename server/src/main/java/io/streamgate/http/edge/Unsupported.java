package io.streamgate.http.edge;

import io.streamgate.http.exchange.Answer;
import io.streamgate.http.exchange.ProblemType;
import io.streamgate.http.exchange.Route;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Optional;

/** Refuses requests that demand what this server does not support, as their headers have it. */
final class Unsupported {

  private static final String JSON_WHITE_SPACE = " \t\r\n";

  private Unsupported() {}

  /** Refuses expectations other than {@code 100-continue} (RFC 9110, section 10.1.1). */
  static Optional<Answer> refusalOfExpectation(HttpServerRequest request) {
    var expectations = request.headers().getAll(HttpHeaders.EXPECT);
    return areAll(HttpHeaders.CONTINUE, expectations)
        ? Optional.empty()
        : Optional.of(
            Answer.problem(ProblemType.EXPECTATION_FAILED, "Expect must be 100-continue"));
  }

  /** Refuses a body that is to be read, unless it can be accepted where it is blank. */
  static Optional<Answer> refusalOfBody(HttpServerRequest request, Route.Body accepted) {
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
  static Optional<Answer> refusalOfUntyped(
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
