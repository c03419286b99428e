package io.streamgate.wiring;

import io.streamgate.config.Config;
import io.streamgate.config.identity.AccessTokens;
import io.streamgate.http.client.KeyFetcher;
import io.streamgate.identity.Request;
import io.streamgate.identity.jwt.TokenClaims;
import io.streamgate.identity.jwt.TokenVerifier;
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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Creates the verifier of access tokens, with its threads, its timer and its keys.
 *
 * @param <T> the bearers of tokens
 */
final class JwtWiring<T> implements AutoCloseable {

  private static final long TICK_MS = 1_000;
  private static final double MILLIS_PER_SECOND = 1_000;

  private final Vertx vertx;
  private final KeyFetcher fetcher;
  private final ExecutorService background;
  private final ExecutorService verifiers;
  private final World world;
  private final CurrentKeys keys;
  private final TokenVerifier<T> verifier;
  private final Duration outage;
  private final long timer;

  /**
   * Whose tokens are verified.
   *
   * @param name of the threads, and of the file with the last keys
   * @param address the address that a request's share of the queue belongs to
   */
  record Bearers<T>(String name, TokenClaims<T> claims, Function<Request, String> address) {}

  /** Fetches the keys for the first time in the background. */
  JwtWiring(
      Bearers<T> bearers,
      AccessTokens<?> tokens,
      Config config,
      Vertx vertx,
      World world,
      Metrics metrics) {
    this.vertx = vertx;
    this.world = world;
    this.fetcher = new KeyFetcher(vertx, KeyTexts.MAX_BYTES);
    this.background = pool("streamgate-" + bearers.name() + "-keys", 1);
    this.verifiers = pool("streamgate-" + bearers.name(), mostVerifications());
    this.keys =
        new CurrentKeys(
            source(tokens.keys()),
            tokens.times(),
            file(config, tokens, bearers.name() + "-keys.json"),
            metrics.keyFetches(),
            world.now());
    this.verifier =
        new TokenVerifier<>(
            tokens.rules(),
            bearers.claims(),
            keys,
            new TokenVerifier.Surroundings(
                verifiers,
                mostVerifications(),
                CompletableFuture.delayedExecutor(
                    patienceMs(config), TimeUnit.MILLISECONDS, Runnable::run),
                world::nanoTime,
                bearers.address(),
                metrics.credentials()));
    this.outage = tokens.times().outage();
    keys.refreshIfDue(world.now());
    this.timer = vertx.setPeriodic(TICK_MS, _ -> tick(world.now()));
  }

  private void tick(Instant now) {
    keys.refreshIfDue(now);
    verifier.sweep(now);
  }

  /** Verifies the access tokens. */
  TokenVerifier<T> verifier() {
    return verifier;
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
  private static KeyFile file(Config config, AccessTokens<?> tokens, String name) {
    if (config.storage().store() != Config.Store.SQLITE) {
      return KeyFile.none();
    }
    var path = config.storage().directory().resolve(name);
    return switch (tokens.keys()) {
      case KeyLocation.InFile _ -> KeyFile.none();
      case KeyLocation.AtUrl(var url) -> KeyFile.at(path, url.toString());
      case KeyLocation.AtUrlOfEachKey(var start) -> KeyFile.at(path, start);
    };
  }

  /** The age in seconds beyond which keys are not used. */
  long limitOfAge() {
    return outage.toSeconds();
  }

  /** The age of the keys in seconds; not a number without keys. */
  double ageOfKeys() {
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
