package io.streamgate.http.edge;

import io.streamgate.http.exchange.Answer;
import io.streamgate.http.exchange.Answer.Header;
import io.streamgate.http.exchange.ProblemType;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What pages in a browser may do. A viewer's address is a credential of every page in the viewer's
 * browser, so only pages of listed origins may read or change anything. Players outside a browser
 * send no {@code Origin} and are not affected.
 */
final class BrowserRules {

  private static final Set<HttpMethod> CHANGES =
      Set.of(HttpMethod.POST, HttpMethod.PATCH, HttpMethod.DELETE, HttpMethod.PUT);
  private static final String ALLOWED_HEADERS =
      "content-type, idempotency-key, authorization, x-forwarded-for";
  private static final String EXPOSED_HEADERS =
      "Location, Retry-After, Idempotent-Replayed, x-request-id, traceparent";
  private static final String PREFLIGHT_SECONDS = "600";
  private static final int MAX_QUOTED = 100;

  private final Set<String> listed;

  BrowserRules(Set<String> listed) {
    this.listed = Set.copyOf(listed);
  }

  /** Refuses a request for a change by a page of another origin. */
  Optional<Answer> refusalOf(HttpServerRequest request) {
    var origin = request.getHeader(HttpHeaders.ORIGIN);
    if (origin == null
        || !CHANGES.contains(request.method())
        || listed.contains(origin)
        || isOwn(origin, request.getHeader(HttpHeaders.HOST))) {
      return Optional.empty();
    }
    return Optional.of(
        Answer.problem(
            ProblemType.ORIGIN_NOT_ALLOWED,
            "Pages from "
                + printable(origin.toLowerCase(Locale.ROOT))
                + " may not change streams; add the origin to STREAMGATE_CORS_ORIGINS"));
  }

  private static boolean isOwn(String origin, @Nullable String host) {
    var scheme = origin.indexOf("://");
    return host != null && scheme > 0 && origin.substring(scheme + 3).equalsIgnoreCase(host);
  }

  /** The headers that let a listed page read the response. */
  List<Header> answerHeaders(HttpServerRequest request) {
    var origin = request.getHeader(HttpHeaders.ORIGIN);
    if (listed.isEmpty() || origin == null) {
      return List.of();
    }
    var vary = new Header("vary", "Origin");
    return listed.contains(origin)
        ? List.of(
            vary,
            new Header("access-control-allow-origin", origin),
            new Header("access-control-expose-headers", EXPOSED_HEADERS))
        : List.of(vary);
  }

  /** The further headers of the response to a preflight of a listed page. */
  List<Header> preflightHeaders(HttpServerRequest request, String allow) {
    var origin = request.getHeader(HttpHeaders.ORIGIN);
    if (origin == null
        || !listed.contains(origin)
        || request.getHeader("access-control-request-method") == null) {
      return List.of();
    }
    return List.of(
        new Header("access-control-allow-methods", allow),
        new Header("access-control-allow-headers", ALLOWED_HEADERS),
        new Header("access-control-max-age", PREFLIGHT_SECONDS));
  }

  /** Text of a client, as short visible ASCII. */
  private static String printable(String text) {
    var shown = text.length() > MAX_QUOTED ? text.substring(0, MAX_QUOTED) + "..." : text;
    return shown.replaceAll("[^ -~]", "?");
  }
}
