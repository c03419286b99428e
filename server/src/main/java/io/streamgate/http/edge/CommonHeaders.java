package io.streamgate.http.edge;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The headers of all responses of a port. Their values are shared, and nothing is formatted for a
 * single response. Thread-safe.
 */
final class CommonHeaders {

  private static final CharSequence CONTENT_TYPE_OPTIONS =
      HttpHeaders.createOptimized("x-content-type-options");
  private static final CharSequence NOSNIFF = HttpHeaders.createOptimized("nosniff");

  /**
   * The address of a page is sent to this server only. Sending it to nobody ({@code no-referrer})
   * would also hide the origin of some requests, and a change without its true origin is refused.
   */
  private static final CharSequence REFERRER_POLICY =
      HttpHeaders.createOptimized("referrer-policy");

  private static final CharSequence SAME_ORIGIN = HttpHeaders.createOptimized("same-origin");
  private static final CharSequence KEEP_ALIVE = HttpHeaders.createOptimized("keep-alive");
  private static final Duration LARGEST_MARGIN = Duration.ofSeconds(5);

  private final HttpDate date;
  private final @Nullable CharSequence timeout;
  private volatile boolean isClosing;

  CommonHeaders(HttpDate date, Duration idleTimeout) {
    this.date = date;
    this.timeout = timeout(idleTimeout);
  }

  /**
   * How long a client may reuse an idle connection: the idle timeout less a tenth, at most 5 s.
   * Without this margin, a client could send on a connection that is being closed, and not know
   * whether its request arrived. Null below a second, which the header cannot express.
   */
  private static @Nullable CharSequence timeout(Duration idleTimeout) {
    var tenth = idleTimeout.dividedBy(10);
    var margin = tenth.compareTo(LARGEST_MARGIN) < 0 ? tenth : LARGEST_MARGIN;
    var seconds = idleTimeout.minus(margin).toSeconds();
    return seconds < 1 ? null : HttpHeaders.createOptimized("timeout=" + seconds);
  }

  /** From now on every response closes its connection. */
  void keepNoConnection() {
    isClosing = true;
  }

  /** Puts the headers into the response, after its own: {@code connection} above all. */
  void put(HttpServerRequest request, long nanos) {
    var response = request.response();
    response.putHeader(HttpHeaders.DATE, date.at(nanos));
    response.putHeader(CONTENT_TYPE_OPTIONS, NOSNIFF);
    if (!response.headers().contains(REFERRER_POLICY)) {
      response.putHeader(REFERRER_POLICY, SAME_ORIGIN);
    }
    if (isClosing) {
      response.putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
    } else if (timeout != null
        && isKept(request)
        && !response.headers().contains(HttpHeaders.CONNECTION)) {
      // a header about the connection must be named there (RFC 9110, section 7.6.1)
      response.putHeader(HttpHeaders.CONNECTION, HttpHeaders.KEEP_ALIVE);
      response.putHeader(KEEP_ALIVE, timeout);
    }
  }

  /** Whether Vert.x keeps the connection of {@code request}. */
  private static boolean isKept(HttpServerRequest request) {
    var headers = request.headers();
    return request.version() == HttpVersion.HTTP_1_0
        ? headers.contains(HttpHeaders.CONNECTION, HttpHeaders.KEEP_ALIVE, true)
        : !headers.contains(HttpHeaders.CONNECTION, HttpHeaders.CLOSE, true);
  }
}
