package io.streamgate.http.plans;

import io.streamgate.TestWorld;
import io.streamgate.given.Given;
import io.streamgate.http.Client;
import io.streamgate.http.HandMade;
import io.streamgate.http.LocalPort;
import io.streamgate.http.api.Api;
import io.streamgate.identity.HashedSecrets;
import io.streamgate.identity.Identity;
import io.streamgate.identity.backend.BackEndIdentity;
import io.streamgate.identity.forwarded.AddressHeader;
import io.streamgate.identity.forwarded.ForwardedIdentity;
import io.streamgate.identity.forwarded.TrustedProxies;
import io.streamgate.identity.token.StreamTokenIdentity;
import io.streamgate.lease.id.ViewerId;
import io.streamgate.lease.rule.Limit;
import io.streamgate.lease.rule.ViewerOverride;
import io.streamgate.limiter.Limiter;
import io.streamgate.policy.Catalog;
import io.streamgate.policy.Pace.OnStoreFailure;
import io.streamgate.policy.Policy;
import io.streamgate.policy.PolicySource;
import io.streamgate.store.memory.MemoryLeaseStore;
import io.streamgate.telemetry.Metrics;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A server with the plans of a catalog, which may be replaced, as a file of plans may change. Its
 * clock and its store are the test's. It knows one back end, and admits uncounted if the store
 * fails.
 */
public final class ServerWithPlans implements AutoCloseable {

  private static final String KEY = "first-key";
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final TestWorld world = new TestWorld();
  private final MemoryLeaseStore store = new MemoryLeaseStore(Duration.ofDays(30));
  private final Metrics metrics = new Metrics();
  private final AtomicInteger networksAsked = new AtomicInteger();
  private final AtomicReference<Catalog> catalog;
  private final HandMade server;

  private ServerWithPlans(Catalog catalog, Identity ofMode) {
    this.catalog = new AtomicReference<>(catalog);
    var source =
        PolicySource.of(this.catalog::get, Limit.ENGINEERING_BOUND, new PolicySource.Unobserved());
    var policy = new Policy(Given.pace(OnStoreFailure.ADMIT), source);
    var limiter = new Limiter(store, policy, world, metrics);
    var byToken = new StreamTokenIdentity(Given.tokens(), ofMode, metrics.credentials());
    var identity = new BackEndIdentity(backEnds(), byToken, metrics.credentials());
    this.server =
        HandMade.serving(
            Api.routes(limiter, Given.tokens(), this::networkOf),
            LocalPort.rules(PATIENCE, identity));
  }

  private String networkOf(Function<String, List<String>> headers, @Nullable String peer) {
    networksAsked.incrementAndGet();
    return Given.networks().networkOf(headers, peer);
  }

  /** How often the network of a request was worked out. */
  int networksAsked() {
    return networksAsked.get();
  }

  private static HashedSecrets<String> backEnds() {
    return HashedSecrets.of(List.of(HashedSecrets.Hashed.of("playback", KEY)));
  }

  /** A server whose viewers are addresses. */
  public static ServerWithPlans of(Catalog catalog) {
    return of(
        catalog,
        new ForwardedIdentity(AddressHeader.FORWARDED_FOR, new TrustedProxies.Counted(1), 64));
  }

  /** A server with viewers identified by {@code ofMode}. */
  static ServerWithPlans of(Catalog catalog, Identity ofMode) {
    return new ServerWithPlans(catalog, ofMode);
  }

  /** A client without identifying headers. */
  public Client nobody() {
    return Client.of(server.port());
  }

  /** The back end, which speaks for {@code viewer}. */
  public Client backEndFor(String viewer) {
    return nobody().with("x-streamgate-key", KEY).with("x-streamgate-viewer", viewer);
  }

  /** Sets the override of a viewer, or removes it. */
  void override(String viewer, @Nullable ViewerOverride override) {
    store.setOverride(new ViewerId(viewer), override, world.now()).toCompletableFuture().join();
  }

  /** Replaces all plans. */
  public void reload(Catalog next) {
    catalog.set(next);
  }

  /** Advances the clock of the limiter. */
  void pass(Duration time) {
    world.pass(time);
  }

  /** From now on the store fails. */
  void failStore() {
    store.close();
  }

  /** The metrics as Prometheus text. */
  String metrics() {
    return metrics.scrape();
  }

  @Override
  public void close() {
    server.close();
    store.close();
    metrics.close();
  }
}
