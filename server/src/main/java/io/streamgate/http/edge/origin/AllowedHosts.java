package io.streamgate.http.edge.origin;

import io.netty.util.NetUtil;
import io.streamgate.http.exchange.Answer;
import io.streamgate.http.exchange.ProblemType;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;

/**
 * The values of {@code Host} that a port accepts. Against DNS rebinding: the name of a stranger's
 * page can be made to resolve to this server, which then looks to the browser like the page's own,
 * but the browser still sends that name as {@code Host}. An address cannot be rebound.
 */
public final class AllowedHosts {

  private static final String HEALTH = "/health/";
  private static final String LOCALHOST = "localhost";

  private final boolean isEvery;
  private final Set<String> names;
  private final String setting;

  private AllowedHosts(boolean isEvery, Set<String> names, String setting) {
    this.isEvery = isEvery;
    this.names = Set.copyOf(names);
    this.setting = setting;
  }

  /** Accepts every host. */
  public static AllowedHosts every() {
    return new AllowedHosts(true, Set.of(), "");
  }

  /**
   * Accepts IP addresses, {@code localhost} and these names.
   *
   * @param names in lower case, without a port or a trailing dot
   * @param setting the setting that lists them, for the refusal
   */
  public static AllowedHosts only(Collection<String> names, String setting) {
    return new AllowedHosts(false, Set.copyOf(names), setting);
  }

  /** Refuses a request for another host, unless it is a health check. */
  public Optional<Answer.Problem> refusalOf(HttpServerRequest request) {
    if (isEvery) {
      return Optional.empty();
    }
    var host = request.getHeader(HttpHeaders.HOST);
    var path = request.path();
    if ((host != null && isAllowed(host)) || (path != null && path.startsWith(HEALTH))) {
      return Optional.empty();
    }
    return Optional.of(
        Answer.problem(
            ProblemType.HOST_NOT_ALLOWED,
            (host == null || host.isEmpty()
                    ? "Host is missing;"
                    : "Host " + BrowserRules.printable(host) + " is not allowed;")
                + (" use an IP address or localhost, or add the name to " + setting)));
  }

  /** Whether a {@code Host} is accepted, with any port. */
  boolean isAllowed(String text) {
    var host = HostAndPort.of(text, 0).host();
    return names.contains(host)
        || host.equals(LOCALHOST)
        || host.endsWith("." + LOCALHOST)
        || NetUtil.isValidIpV4Address(host)
        || isBracketedIpv6(host);
  }

  private static boolean isBracketedIpv6(String host) {
    return host.startsWith("[")
        && host.endsWith("]")
        && NetUtil.isValidIpV6Address(host.substring(1, host.length() - 1));
  }
}
