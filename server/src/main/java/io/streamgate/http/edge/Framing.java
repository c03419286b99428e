package io.streamgate.http.edge;

import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.streamgate.http.edge.wire.UnreadableRequest;
import io.streamgate.http.exchange.Answer;
import io.streamgate.http.exchange.ProblemType;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Refuses requests that a proxy in front may read in another way than this server does: where they
 * end, and for which host they are. What follows such a request on its connection may be a part of
 * it, hidden from the proxy, so from then on the connection is poisoned. Thread-safe.
 */
final class Framing {

  private static final String ODD_IN_A_HOST = ",/\\@?# \t";

  private final Set<HttpConnection> poisoned = ConcurrentHashMap.newKeySet();

  /** What is wrong with the request's framing, for its sender to read. */
  static Optional<String> faultOf(HttpServerRequest request) {
    var headers = request.headers();
    var codings =
        headers.contains(HttpHeaders.TRANSFER_ENCODING)
            ? headers.getAll(HttpHeaders.TRANSFER_ENCODING)
            : List.<String>of();
    if (!codings.isEmpty() && !isChunked(codings)) {
      return Optional.of("Transfer-Encoding may only be chunked");
    }
    return isOneHost(headers.getAll(HttpHeaders.HOST), request.version())
        ? Optional.empty()
        : Optional.of("Send exactly one Host, a name or an address with or without a port");
  }

  /** What to tell of a request that the decoder could not read, and for what {@code cause}. */
  static Answer.Problem problemOf(@Nullable Throwable cause) {
    return switch (cause) {
      case TooLongHttpHeaderException _ ->
          Answer.problem(ProblemType.HEADERS_TOO_LARGE, "Send fewer or shorter headers");
      case TooLongHttpLineException _ ->
          Answer.problem(ProblemType.INVALID_REQUEST, "Send a shorter address");
      case UnreadableRequest.TooSlow slow ->
          Answer.problem(
              ProblemType.REQUEST_TIMEOUT,
              "The headers must be here within " + slow.allowedMs() + " ms");
      case UnreadableRequest.TooMany _ ->
          Answer.problem(ProblemType.OVERLOADED, "There are too many connections")
              .retryAfter(Duration.ofSeconds(1));
      case UnreadableRequest.OtherVersion _ ->
          Answer.problem(ProblemType.INVALID_REQUEST, "Send HTTP/1.1");
      case null, default ->
          Answer.problem(ProblemType.INVALID_REQUEST, "This is not an HTTP/1.1 request");
    };
  }

  private static boolean isChunked(List<String> codings) {
    return codings.size() == 1 && codings.getFirst().equalsIgnoreCase("chunked");
  }

  private static boolean isOneHost(List<String> hosts, HttpVersion version) {
    return hosts.isEmpty()
        ? version == HttpVersion.HTTP_1_0
        : hosts.size() == 1 && isHost(hosts.getFirst());
  }

  private static boolean isHost(String text) {
    for (var i = 0; i < text.length(); i++) {
      if (ODD_IN_A_HOST.indexOf(text.charAt(i)) >= 0) {
        return false;
      }
    }
    return true;
  }

  /** From now on nothing that comes on the connection is answered. */
  void poison(HttpConnection connection) {
    poisoned.add(connection);
  }

  /** Forgets a connection that is closed. */
  void forget(HttpConnection connection) {
    poisoned.remove(connection);
  }

  /** Whether nothing on the connection is to be answered any more. */
  boolean isPoisoned(HttpConnection connection) {
    return !poisoned.isEmpty() && poisoned.contains(connection);
  }
}
