package io.streamgate.wiring;

import static java.util.Objects.requireNonNull;

import io.streamgate.config.Config;
import io.streamgate.identity.Identity;
import io.streamgate.identity.Request;
import io.streamgate.identity.Viewer;
import io.streamgate.identity.backend.BackEndIdentity;
import io.streamgate.identity.backend.NoPlayers;
import io.streamgate.identity.forwarded.ForwardedIdentity;
import io.streamgate.identity.jwt.JwtIdentity;
import io.streamgate.identity.jwt.ViewerClaims;
import io.streamgate.identity.token.StreamTokenIdentity;
import io.streamgate.identity.token.StreamTokens;
import io.streamgate.limiter.World;
import io.streamgate.telemetry.Metrics;
import io.vertx.core.Vertx;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Creates the identity of viewers from the settings. */
public final class IdentityWiring implements AutoCloseable {

  private final Identity players;
  private final @Nullable JwtWiring<Viewer> jwt;

  private IdentityWiring(Identity players, @Nullable JwtWiring<Viewer> jwt) {
    this.players = players;
    this.jwt = jwt;
  }

  /**
   * Creates the identity of the public port, and its metrics. A back end's key wins over a stream
   * token, and that over the mode's identity.
   */
  public static IdentityWiring open(
      Config config, StreamTokens tokens, Vertx vertx, World world, Metrics metrics) {
    var viewers = config.viewers();
    var jwt = jwt(config, vertx, world, metrics);
    var ofMode =
        switch (viewers.identity()) {
          case FORWARDED -> forwarded(viewers);
          case JWT -> new JwtIdentity(requireNonNull(jwt).verifier());
          case HEADER -> new NoPlayers();
        };
    var credentials = metrics.credentials();
    var byToken = new StreamTokenIdentity(tokens, ofMode, credentials);
    return new IdentityWiring(new BackEndIdentity(viewers.backEnds(), byToken, credentials), jwt);
  }

  /** Null if access tokens identify nobody. Its metrics are there anyway: a dashboard works. */
  private static @Nullable JwtWiring<Viewer> jwt(
      Config config, Vertx vertx, World world, Metrics metrics) {
    var tokens = config.viewers().accessTokens();
    if (tokens == null) {
      registerMeters(metrics, null, () -> 0);
      return null;
    }
    var claims = new ViewerClaims(tokens.claims());
    var bearers = new JwtWiring.Bearers<>("jwt", claims, addressOf(config.viewers()));
    var jwt = new JwtWiring<>(bearers, tokens, config, vertx, world, metrics);
    registerMeters(metrics, jwt, claims::unusableLimits);
    return jwt;
  }

  /** Identifies viewers by their addresses. */
  public static ForwardedIdentity forwarded(Config.ViewerIdentity viewers) {
    return new ForwardedIdentity(
        viewers.addressHeader(), viewers.trustedProxies(), viewers.ipv6Prefix());
  }

  /** The address that proxies pass on, or that of the peer if there is none. */
  private static Function<Request, String> addressOf(Config.ViewerIdentity viewers) {
    var networks = forwarded(viewers);
    return request -> {
      var network = networks.networkOf(request.headers(), request.peer());
      return network.isEmpty() ? Objects.requireNonNullElse(request.peer(), "") : network;
    };
  }

  private static void registerMeters(
      Metrics metrics, @Nullable JwtWiring<Viewer> jwt, Supplier<Number> unusableLimits) {
    metrics.gauge(
        "streamgate.jwt.keys.age.seconds",
        "Time since the identity provider's keys were fetched",
        () -> jwt == null ? Double.NaN : jwt.ageOfKeys());
    metrics.gauge(
        "streamgate.jwt.keys.age.limit.seconds",
        "Age beyond which the identity provider's keys are not used",
        () -> jwt == null ? Double.NaN : jwt.limitOfAge());
    metrics.gauge(
        "streamgate.jwt.verifications.running",
        "Signatures of access tokens that are being checked",
        () -> jwt == null ? 0 : jwt.verifier().verificationsRunning());
    metrics.gauge(
        "streamgate.jwt.verifications.waiting",
        "Signatures of access tokens that wait to be checked",
        () -> jwt == null ? 0 : jwt.verifier().verificationsWaiting());
    metrics.counter(
        "streamgate.jwt.limits.unusable",
        "Limits in access tokens that are no limit",
        unusableLimits);
  }

  /** Identifies viewers on the public port. */
  public Identity ofPlayers() {
    return players;
  }

  /** Stops fetching keys. */
  @Override
  public void close() {
    if (jwt != null) {
      jwt.close();
    }
  }
}
