package io.streamgate;

import io.streamgate.config.Config;
import io.streamgate.config.identity.AccessTokens;
import io.streamgate.http.client.KeyFetcher;
import io.streamgate.identity.Identity;
import io.streamgate.identity.Request;
import io.streamgate.identity.jwt.JwtIdentity;
import io.streamgate.identity.jwt.keys.CurrentKeys;
import io.streamgate.identity.jwt.keys.KeyFile;
import io.streamgate.identity.jwt.keys.KeyLocation;
import io.streamgate.identity.jwt.keys.KeySource;
import io.streamgate.identity.jwt.keys.KeyTexts;
import io.streamgate.limiter.World;
import io.streamgate.telemetry.Metrics;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Creates the identity of access tokens, with its threads, its timer and its metrics. */
final class JwtWiring implements AutoCloseable {

  private static final String KEPT_KEYS = "jwt-keys.json";
  private static final long TICK_MS = 1_000;
  private static final double MILLIS_PER_SECOND = 1_000;

  private final Vertx vertx;
  private final KeyFetcher fetcher;
  private final ExecutorService background = pool("streamgate-jwt-keys", 1);
  private final ExecutorService verifiers = pool("streamgate-jwt", mostVerifications());
  private final World world;
  private final CurrentKeys keys;
  private final JwtIdentity identity;
  private final Duration outage;
  private final long timer;

  /** Fetches the keys for the first time in the background. */
  JwtWiring(Config config, AccessTokens tokens, Vertx vertx, World world, Metrics metrics) {
    this.vertx = vertx;
    this.world = world;
    this.fetcher = new KeyFetcher(vertx, KeyTexts.MAX_BYTES);
    this.keys =
        new CurrentKeys(
            source(tokens.keys()),
            tokens.times(),
            file(config, tokens),
            metrics.keyFetches(),
            world.now());
    this.identity =
        new JwtIdentity(
            tokens.rules(),
            keys,
            new JwtIdentity.Surroundings(
                verifiers,
                mostVerifications(),
                CompletableFuture.delayedExecutor(
                    patienceMs(config), TimeUnit.MILLISECONDS, Runnable::run),
                world::nanoTime,
                addressOf(config.viewers()),
                metrics.credentials()));
    this.outage = tokens.times().outage();
    keys.refreshIfDue(world.now());
    this.timer = vertx.setPeriodic(TICK_MS, _ -> tick(world.now()));
  }

  private void tick(Instant now) {
    keys.refreshIfDue(now);
    identity.sweep(now);
  }

  /** Identifies viewers by their access tokens. */
  Identity identity() {
    return identity;
  }

  /** A second, but less than the request may take, which would be an internal error. */
  private static long patienceMs(Config config) {
    return Math.min(1_000, config.http().requestTimeout().toMillis() / 2);
  }

  /** Half of the cores are left to everything else, whatever is sent. */
  private static int mostVerifications() {
    return Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
  }

  private static ExecutorService pool(String name, int threads) {
    return Executors.newFixedThreadPool(
        threads, Thread.ofPlatform().daemon().name(name + "-", 0).factory());
  }

  private KeySource source(KeyLocation location) {
    return switch (location) {
      case KeyLocation.InFile(var path) -> new KeySource.OfFile(path, background);
      case KeyLocation.AtUrl(var url) -> new KeySource.OfUrl(url, fetcher::fetch, background);
      case KeyLocation.AtUrlOfEachKey(var start) ->
          new KeySource.OfEachKey(start, fetcher::fetch, background);
    };
  }

  /** Only the sqlite store has a directory. A file of keys needs no copy. */
  private static KeyFile file(Config config, AccessTokens tokens) {
    if (config.storage().store() != Config.Store.SQLITE) {
      return KeyFile.none();
    }
    var path = config.storage().directory().resolve(KEPT_KEYS);
    return switch (tokens.keys()) {
      case KeyLocation.InFile _ -> KeyFile.none();
      case KeyLocation.AtUrl(var url) -> KeyFile.at(path, url.toString());
      case KeyLocation.AtUrlOfEachKey(var start) -> KeyFile.at(path, start);
    };
  }

  /** The address that proxies pass on, or that of the peer if there is none. */
  private static Function<Request, String> addressOf(Config.ViewerIdentity viewers) {
    var networks = IdentityWiring.forwarded(viewers);
    return request -> {
      var network = networks.networkOf(request.headers(), request.peer());
      return network.isEmpty() ? Objects.requireNonNullElse(request.peer(), "") : network;
    };
  }

  /**
   * Registers the metrics of access tokens, on every node: a dashboard works in every mode.
   *
   * @param jwt null if access tokens identify nobody
   */
  static void registerMeters(Metrics metrics, @Nullable JwtWiring jwt) {
    metrics.gauge(
        "streamgate.jwt.keys.age.seconds",
        "Time since the identity provider's keys were fetched",
        () -> jwt == null ? Double.NaN : jwt.ageOfKeys());
    metrics.gauge(
        "streamgate.jwt.keys.age.limit.seconds",
        "Age beyond which the identity provider's keys are not used",
        () -> jwt == null ? Double.NaN : jwt.outage.toSeconds());
    metrics.gauge(
        "streamgate.jwt.verifications.running",
        "Signatures of access tokens that are being checked",
        () -> jwt == null ? 0 : jwt.identity.verificationsRunning());
    metrics.gauge(
        "streamgate.jwt.verifications.waiting",
        "Signatures of access tokens that wait to be checked",
        () -> jwt == null ? 0 : jwt.identity.verificationsWaiting());
    metrics.counter(
        "streamgate.jwt.limits.unusable",
        "Limits in access tokens that are no limit",
        () -> jwt == null ? 0 : jwt.identity.unusableLimits());
  }

  private double ageOfKeys() {
    var age = keys.age(world.now());
    return age == null ? Double.NaN : age.toMillis() / MILLIS_PER_SECOND;
  }

  @Override
  public void close() {
    vertx.cancelTimer(timer);
    fetcher.close();
    verifiers.shutdownNow();
    background.shutdownNow();
  }
}
