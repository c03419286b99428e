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
 * What a page in a browser may do. An address as viewer is a credential that every page in that
 * browser has, so a page of an origin that is not listed may read nothing and change nothing.
 * Players outside a browser send no {@code Origin} and are not concerned.
 */
final class BrowserRules {

  private static final Set<HttpMethod> CHANGES =
      Set.of(HttpMethod.POST, HttpMethod.PATCH, HttpMethod.DELETE, HttpMethod.PUT);
  private static final String MAY_SEND =
      "content-type, idempotency-key, authorization, x-forwarded-for";
  private static final String MAY_READ = "Location, Retry-After, Idempotent-Replayed, x-request-id";
  private static final String PREFLIGHT_SECONDS = "600";
  private static final int LONGEST_ECHO = 100;

  private final Set<String> listed;

  BrowserRules(Set<String> listed) {
    this.listed = Set.copyOf(listed);
  }

  /** The refusal of a request that would change something from a page that may not. */
  Optional<Answer> refusalOf(HttpServerRequest request) {
    var origin = request.getHeader(HttpHeaders.ORIGIN);
    if (origin == null
        || !CHANGES.contains(request.method())
        || listed.contains(origin)
        || isOwn(origin, request.getHeader(HttpHeaders.HOST))) {
      return Optional.empty();
    }
    return Optional.of(refusal(origin));
  }

  private static boolean isOwn(String origin, @Nullable String host) {
    var scheme = origin.indexOf("://");
    return host != null && scheme > 0 && origin.substring(scheme + 3).equalsIgnoreCase(host);
  }

  /** The headers that let a listed page read the answer. */
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
            new Header("access-control-expose-headers", MAY_READ))
        : List.of(vary);
  }

  /** The further headers that answer a preflight of a listed page. */
  List<Header> preflightHeaders(HttpServerRequest request, String allow) {
    var origin = request.getHeader(HttpHeaders.ORIGIN);
    if (origin == null
        || !listed.contains(origin)
        || request.getHeader("access-control-request-method") == null) {
      return List.of();
    }
    return List.of(
        new Header("access-control-allow-methods", allow),
        new Header("access-control-allow-headers", MAY_SEND),
        new Header("access-control-max-age", PREFLIGHT_SECONDS));
  }

  /** What a refused page's developer reads. */
  private static Answer refusal(String origin) {
    return Answer.problem(
        ProblemType.ORIGIN_NOT_ALLOWED,
        "Pages of "
            + printable(origin.toLowerCase(Locale.ROOT))
            + " may not do this; list the origin in STREAMGATE_CORS_ORIGINS");
  }

  /** What a client sent, fit to be shown: short, visible ASCII. */
  private static String printable(String text) {
    var shown = text.length() > LONGEST_ECHO ? text.substring(0, LONGEST_ECHO) + "..." : text;
    return shown.replaceAll("[^ -~]", "?");
  }
}
