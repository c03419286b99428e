package io.streamgate.wiring;

import io.streamgate.config.Config;
import io.streamgate.config.aws.Aws;
import io.streamgate.identity.HashedSecrets;
import io.streamgate.identity.HashedSecrets.Hashed;
import io.streamgate.identity.jwt.JwtOperators;
import io.streamgate.identity.operator.NamedTokens;
import io.streamgate.identity.operator.Operator;
import io.streamgate.identity.operator.OperatorIdentification;
import io.streamgate.identity.operator.OperatorIdentity;
import io.streamgate.identity.operator.Role;
import io.streamgate.identity.operator.SlowedGuesses;
import io.streamgate.limiter.World;
import io.streamgate.telemetry.Metrics;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Creates the identity of operators from the settings. Without settings there are no operators, but
 * in development: then a token is made for this run, as notebooks do.
 */
public final class OperatorIdentityWiring implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(OperatorIdentityWiring.class);

  /** For the audit. */
  private static final String OF_THIS_RUN = "this-run";

  private static final int TOKEN_BYTES = 32;

  private final Config config;
  private final World world;
  private final Metrics metrics;
  private final @Nullable JwtWiring<OperatorIdentification> jwt;
  private final @Nullable String tokenOfThisRun;
  private final HashedSecrets<Operator> tokens;

  private OperatorIdentityWiring(Config config, Vertx vertx, World world, Metrics metrics) {
    this.config = config;
    this.world = world;
    this.metrics = metrics;
    this.jwt = jwt(config, vertx, world, metrics);
    var named = config.management().operators().tokens();
    this.tokenOfThisRun =
        named.isEmpty() && jwt == null && isDevelopedHere(config)
            ? Base64.getUrlEncoder().withoutPadding().encodeToString(world.randomBytes(TOKEN_BYTES))
            : null;
    this.tokens =
        tokenOfThisRun == null
            ? named
            : HashedSecrets.of(
                List.of(Hashed.of(new Operator(OF_THIS_RUN, Role.OPERATE), tokenOfThisRun)));
  }

  /** Creates the identity, and its metrics. */
  public static OperatorIdentityWiring open(
      Config config, Vertx vertx, World world, Metrics metrics) {
    return new OperatorIdentityWiring(config, vertx, world, metrics);
  }

  /** Only somebody on this machine could use the token, and in production nobody reads the log. */
  private static boolean isDevelopedHere(Config config) {
    return config.aws().environment() == Aws.Environment.DEV
        && Loopback.isLoopback(config.management().host());
  }

  private static @Nullable JwtWiring<OperatorIdentification> jwt(
      Config config, Vertx vertx, World world, Metrics metrics) {
    var tokens = config.management().operators().accessTokens();
    if (tokens == null) {
      registerMeters(metrics, null);
      return null;
    }
    var bearers =
        new JwtWiring.Bearers<>(
            "operator-jwt",
            tokens.claims(),
            request -> Objects.requireNonNullElse(request.peer(), ""));
    var jwt = new JwtWiring<>(bearers, tokens, config, vertx, world, metrics);
    registerMeters(metrics, jwt);
    return jwt;
  }

  private static void registerMeters(
      Metrics metrics, @Nullable JwtWiring<OperatorIdentification> jwt) {
    metrics.gauge(
        "streamgate.operator.jwt.keys.age.seconds",
        "Time since the keys of the operators' identity provider were fetched",
        () -> jwt == null ? Double.NaN : jwt.ageOfKeys());
  }

  /** Identifies operators; empty if there are none, and so no routes for them. */
  public Optional<OperatorIdentity> identity() {
    if (tokens.isEmpty() && jwt == null) {
      return Optional.empty();
    }
    var others = jwt == null ? null : new JwtOperators(jwt.verifier());
    var all = new NamedTokens(tokens, others, metrics.credentials());
    return Optional.of(new SlowedGuesses(all, headers(), world::nanoTime));
  }

  private Set<String> headers() {
    var headers = new HashSet<>(List.of(NamedTokens.HEADER));
    var accessTokens = config.management().operators().accessTokens();
    if (accessTokens != null) {
      headers.add(accessTokens.rules().header());
    }
    return headers;
  }

  /** How operators are identified, for the log. */
  public String summary() {
    var ways = new ArrayList<String>();
    if (tokenOfThisRun != null) {
      ways.add("token of this run");
    } else if (!tokens.isEmpty()) {
      ways.add("tokens");
    }
    if (jwt != null) {
      ways.add("access tokens");
    }
    return ways.isEmpty() ? "none" : String.join(", ", ways);
  }

  /** Logs the link to the console with the token of this run, if there is one. */
  public void announce(int managementPort) {
    if (tokenOfThisRun != null) {
      // in the fragment, which browsers send to nobody
      LOG.atInfo()
          .addKeyValue(
              "url",
              "http://%s:%d/console/#token=%s"
                  .formatted(hostOfLink(), managementPort, tokenOfThisRun))
          .log("operators are not set; the console of this run is at this link");
    }
  }

  private String hostOfLink() {
    var host = config.management().host();
    return host.contains(":") ? "[" + host + "]" : host;
  }

  /** Stops fetching keys. */
  @Override
  public void close() {
    if (jwt != null) {
      jwt.close();
    }
  }
}
