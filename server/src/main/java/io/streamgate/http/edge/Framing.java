package io.streamgate.http.edge;

import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.streamgate.http.edge.wire.UnreadableRequest;
import io.streamgate.http.exchange.Answer;
import io.streamgate.http.exchange.ProblemType;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Refuses requests whose end or host a proxy in front may read differently. Bytes that follow such
 * a request on its connection may be a part of it, hidden from the proxy (request smuggling), so
 * nothing else on the connection is answered.
 */
final class Framing {

  private static final String NOT_IN_A_HOST = ",/\\@?# \t";

  private Framing() {}

  /** The fault in a request's framing, as a problem's detail. */
  static Optional<String> faultOf(HttpServerRequest request) {
    var headers = request.headers();
    var codings =
        headers.contains(HttpHeaders.TRANSFER_ENCODING)
            ? headers.getAll(HttpHeaders.TRANSFER_ENCODING)
            : List.<String>of();
    if (codings.size() > 1 || !codings.stream().allMatch("chunked"::equalsIgnoreCase)) {
      return Optional.of("Transfer-Encoding must be chunked");
    }
    return isOneHost(headers.getAll(HttpHeaders.HOST), request.version())
        ? Optional.empty()
        : Optional.of("Send exactly one Host: a name or an address, with or without a port");
  }

  /** Whether nothing is wrong with a request but that it came on one connection too many. */
  static boolean isOneTooMany(@Nullable Throwable cause) {
    return cause instanceof UnreadableRequest unreadable
        && unreadable.refusal() == UnreadableRequest.Refusal.TOO_MANY_CONNECTIONS;
  }

  /** The problem of a request that the decoder could not read. */
  static Answer.Problem problemOf(@Nullable Throwable cause) {
    return switch (cause) {
      case TooLongHttpHeaderException _ ->
          Answer.problem(ProblemType.HEADERS_TOO_LARGE, "Send fewer or shorter headers");
      case TooLongHttpLineException _ ->
          Answer.problem(ProblemType.INVALID_REQUEST, "Send a shorter URL");
      case UnreadableRequest unreadable ->
          switch (unreadable.refusal()) {
            case HEADERS_LATE -> Answer.problem(ProblemType.REQUEST_TIMEOUT, unreadable.detail());
            case TOO_MANY_CONNECTIONS ->
                Answer.problem(ProblemType.OVERLOADED, unreadable.detail())
                    .retryAfter(Duration.ofSeconds(1));
            case FOLDED_HEADER -> Answer.problem(ProblemType.INVALID_REQUEST, unreadable.detail());
            case OTHER_VERSION ->
                Answer.problem(ProblemType.HTTP_VERSION_NOT_SUPPORTED, unreadable.detail());
          };
      case null, default ->
          Answer.problem(ProblemType.INVALID_REQUEST, "This is not an HTTP/1.1 request");
    };
  }

  private static boolean isOneHost(List<String> hosts, HttpVersion version) {
    return hosts.isEmpty()
        ? version == HttpVersion.HTTP_1_0
        : hosts.size() == 1 && isHost(hosts.getFirst());
  }

  private static boolean isHost(String text) {
    for (var i = 0; i < text.length(); i++) {
      if (NOT_IN_A_HOST.indexOf(text.charAt(i)) >= 0) {
        return false;
      }
    }
    return true;
  }
}
