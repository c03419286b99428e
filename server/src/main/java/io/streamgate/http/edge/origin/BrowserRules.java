package io.streamgate.http.edge.origin;

import io.streamgate.http.exchange.Answer;
import io.streamgate.http.exchange.Answer.Header;
import io.streamgate.http.exchange.ProblemType;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What pages in a browser may do. A viewer's address is a credential of every page in the viewer's
 * browser, so only pages of listed origins may read or change anything. Players outside a browser
 * send no {@code Origin} and are not affected.
 */
public final class BrowserRules {

  private static final Set<HttpMethod> CHANGES =
      Set.of(HttpMethod.POST, HttpMethod.PATCH, HttpMethod.DELETE, HttpMethod.PUT);

  /** What the API reads, and what tracing adds to every request of a page. */
  private static final List<String> ALLOWED_HEADERS =
      List.of(
          "content-type",
          "idempotency-key",
          "authorization",
          "x-forwarded-for",
          "x-device-id",
          "stream-token",
          "traceparent",
          "tracestate",
          "baggage");

  private static final String EXPOSED_HEADERS =
      "Location, Retry-After, Date, Allow, Idempotent-Replayed, x-request-id, traceparent";
  private static final String PREFLIGHT_SECONDS = "600";
  private static final Header VARY = new Header("vary", "Origin");
  private static final int MAX_QUOTED = 100;

  /** For pages of any origin, which browsers then call without cookies. */
  private static final List<Header> READABLE_BY_ALL =
      List.of(
          new Header("access-control-allow-origin", AllowedPages.EVERY_ORIGIN),
          new Header("access-control-expose-headers", EXPOSED_HEADERS));

  /** The headers of responses to pages of each listed origin. */
  private final Map<String, List<Header>> listed;

  private final boolean isEveryListed;

  /** The headers of responses to all other pages. */
  private final List<Header> ofOthers;

  private final String allowedHeaders;

  /** Rules that let only {@code pages} of other origins call. */
  public BrowserRules(AllowedPages pages) {
    this.listed =
        pages.origins().stream()
            .filter(origin -> !origin.equals(AllowedPages.EVERY_ORIGIN))
            .collect(Collectors.toUnmodifiableMap(Function.identity(), BrowserRules::readableBy));
    this.isEveryListed = pages.origins().contains(AllowedPages.EVERY_ORIGIN);
    // a cache may keep a response, and use it for a page of a listed origin
    var varying = listed.isEmpty() ? List.<Header>of() : List.of(VARY);
    this.ofOthers =
        isEveryListed
            ? Stream.concat(varying.stream(), READABLE_BY_ALL.stream()).toList()
            : varying;
    this.allowedHeaders =
        Stream.concat(ALLOWED_HEADERS.stream(), pages.moreHeaders().stream())
            .distinct()
            .collect(Collectors.joining(", "));
  }

  /** Whether pages of {@code origin} may call the API. */
  private boolean mayCall(String origin) {
    return isEveryListed || listed.containsKey(origin);
  }

  private static List<Header> readableBy(String origin) {
    return List.of(
        VARY,
        new Header("access-control-allow-origin", origin),
        new Header("access-control-allow-credentials", "true"),
        new Header("access-control-expose-headers", EXPOSED_HEADERS));
  }

  /** Refuses a request for a change by a page of another origin. */
  public Optional<Answer.Problem> refusalOfChange(HttpServerRequest request) {
    return CHANGES.contains(request.method())
        ? refusal(request, "change streams", "add the origin to STREAMGATE_CORS_ORIGINS,")
        : Optional.empty();
  }

  /** Refuses an operator's request by a page of another origin, also if it only reads. */
  public Optional<Answer.Problem> refusalOfOperator(HttpServerRequest request) {
    return refusal(request, "call the operators' API", "use the console of this server,");
  }

  private Optional<Answer.Problem> refusal(HttpServerRequest request, String what, String advice) {
    var origin = request.getHeader(HttpHeaders.ORIGIN);
    var host = request.getHeader(HttpHeaders.HOST);
    if (origin == null || mayCall(origin) || isOwn(origin, host)) {
      return Optional.empty();
    }
    return Optional.of(
        Answer.problem(
            ProblemType.ORIGIN_NOT_ALLOWED,
            "Pages from %s may not %s: %s; %s or let the proxy pass on the Host of the page"
                .formatted(
                    printable(origin.toLowerCase(Locale.ROOT)),
                    what,
                    host == null ? "Host is missing" : "Host is " + printable(host),
                    advice)));
  }

  /** Whether {@code host} is the origin's: what is omitted is the default port of its scheme. */
  private static boolean isOwn(String origin, @Nullable String host) {
    var scheme = origin.indexOf("://");
    if (host == null || scheme <= 0) {
      return false;
    }
    var port =
        switch (origin.substring(0, scheme).toLowerCase(Locale.ROOT)) {
          case "https" -> 443;
          case "http" -> 80;
          default -> 0;
        };
    return HostAndPort.of(origin.substring(scheme + 3), port).equals(HostAndPort.of(host, port));
  }

  /**
   * The headers that let a listed page read the response. Responses to other requests vary too: a
   * cache may keep them and use them for such a page.
   */
  public List<Header> answerHeaders(HttpServerRequest request) {
    if (listed.isEmpty()) {
      return ofOthers;
    }
    var origin = request.getHeader(HttpHeaders.ORIGIN);
    return origin == null ? ofOthers : listed.getOrDefault(origin, ofOthers);
  }

  /** The further headers of the response to a preflight of a listed page; empty if it is none. */
  public List<Header> preflightHeaders(HttpServerRequest request, String allow) {
    var origin = request.getHeader(HttpHeaders.ORIGIN);
    if (origin == null
        || !mayCall(origin)
        || request.getHeader("access-control-request-method") == null) {
      return List.of();
    }
    return List.of(
        new Header("access-control-allow-methods", allow),
        new Header("access-control-allow-headers", allowedHeaders),
        new Header("access-control-max-age", PREFLIGHT_SECONDS));
  }

  /** Text of a client, as short visible ASCII. */
  static String printable(String text) {
    var shown = text.length() > MAX_QUOTED ? text.substring(0, MAX_QUOTED) + "..." : text;
    return shown.replaceAll("[^ -~]", "?");
  }
}
