package io.streamgate;

import static java.util.Objects.requireNonNull;
import static java.util.concurrent.CompletableFuture.completedStage;

import io.streamgate.config.Config;
import io.streamgate.identity.Identification;
import io.streamgate.identity.Identity;
import io.streamgate.identity.backend.BackEndIdentity;
import io.streamgate.identity.backend.NoPlayers;
import io.streamgate.identity.forwarded.ForwardedIdentity;
import io.streamgate.identity.operator.NamedTokens;
import io.streamgate.identity.operator.OperatorIdentity;
import io.streamgate.identity.token.StreamTokenIdentity;
import io.streamgate.identity.token.StreamTokens;
import io.streamgate.limiter.World;
import io.streamgate.telemetry.Metrics;
import io.vertx.core.Vertx;
import org.jspecify.annotations.Nullable;

/** Creates the identity of each port from the settings. */
final class IdentityWiring implements AutoCloseable {

  private final Identity players;
  private final @Nullable JwtWiring jwt;

  private IdentityWiring(Identity players, @Nullable JwtWiring jwt) {
    this.players = players;
    this.jwt = jwt;
  }

  /**
   * Creates the identity of the public port, and its metrics. A back end's key wins over a stream
   * token, and that over the mode's identity.
   */
  static IdentityWiring open(
      Config config, StreamTokens tokens, Vertx vertx, World world, Metrics metrics) {
    var viewers = config.viewers();
    var accessTokens = viewers.accessTokens();
    var jwt =
        accessTokens == null ? null : new JwtWiring(config, accessTokens, vertx, world, metrics);
    JwtWiring.registerMeters(metrics, jwt);
    var ofMode =
        switch (viewers.identity()) {
          case FORWARDED -> forwarded(viewers);
          case JWT -> requireNonNull(jwt).identity();
          case HEADER -> new NoPlayers();
        };
    var credentials = metrics.credentials();
    var byToken = new StreamTokenIdentity(tokens, ofMode, credentials);
    return new IdentityWiring(new BackEndIdentity(viewers.backEnds(), byToken, credentials), jwt);
  }

  /** Identifies viewers by their addresses. */
  static ForwardedIdentity forwarded(Config.ViewerIdentity viewers) {
    return new ForwardedIdentity(
        viewers.addressHeader(), viewers.trustedProxies(), viewers.ipv6Prefix());
  }

  /** Identifies viewers on the public port. */
  Identity ofPlayers() {
    return players;
  }

  /** Finds no viewer, on the management port. */
  static Identity ofOperators() {
    return (_, _) -> completedStage(new Identification.Missing("this port serves no viewers"));
  }

  /** Identifies operators, on the management port. */
  static OperatorIdentity operators(Config config) {
    return new NamedTokens(config.management().operators().tokens());
  }

  /** Stops fetching keys. */
  @Override
  public void close() {
    if (jwt != null) {
      jwt.close();
    }
  }
}
