package io.streamgate;

import io.streamgate.admin.AuditedStore;
import io.streamgate.admin.ErasureHash;
import io.streamgate.admin.Erasures;
import io.streamgate.admin.Exports;
import io.streamgate.admin.Interventions;
import io.streamgate.admin.LastMinute;
import io.streamgate.admin.Overview;
import io.streamgate.admin.PlanTrial;
import io.streamgate.admin.PlanTrial.Basis;
import io.streamgate.admin.ViewerLookup;
import io.streamgate.config.Config;
import io.streamgate.dryrun.StartSamples;
import io.streamgate.http.admin.AdminApi;
import io.streamgate.http.body.StoredDetails;
import io.streamgate.http.exchange.Route;
import io.streamgate.http.management.Health;
import io.streamgate.limiter.Event;
import io.streamgate.plans.ServiceBounds;
import io.streamgate.store.LiveSets;
import io.streamgate.telemetry.Labels;
import io.streamgate.telemetry.OperatorLog;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Creates what operators use: the services, the figures of this node, and the routes. */
final class OperatorWiring implements AutoCloseable {

  private final Config config;
  private final StoreWiring.Opened opened;
  private final PolicyWiring plans;
  private final StartSamples samples;
  private final Instant startedAt;
  private final LastMinute lastMinute = new LastMinute();
  private final ExecutorService trials =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().name("streamgate-dry-run").daemon().factory());
  private final ScheduledExecutorService seconds =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("streamgate-seconds").daemon().factory());

  private OperatorWiring(
      Config config, StoreWiring.Opened opened, PolicyWiring plans, StartSamples samples) {
    this.config = config;
    this.opened = opened;
    this.plans = plans;
    this.samples = samples;
    this.startedAt = opened.world().now();
  }

  /** Begins to count what happens. */
  static OperatorWiring open(
      Config config, StoreWiring.Opened opened, PolicyWiring plans, StartSamples samples) {
    var operators = new OperatorWiring(config, opened, plans, samples);
    var _ =
        operators.seconds.scheduleAtFixedRate(operators.lastMinute::tick, 1, 1, TimeUnit.SECONDS);
    return operators;
  }

  /** Counts what happens, and forgets the starts of erased viewers. */
  Event.Listener listener() {
    return event -> {
      lastMinute.on(event);
      if (event instanceof Event.Erased erased) {
        samples.forget(erased.caller().viewer().id());
      }
    };
  }

  /**
   * The routes of the API for operators.
   *
   * @param events is told of what operators do
   * @param connections open connections to the public port
   */
  List<Route> routes(
      Event.Listener events, Supplier<Health.Standing> standing, LongSupplier connections) {
    var world = opened.world();
    var store = new AuditedStore(opened.store(), opened.audit(), world, events, new OperatorLog());
    var lookup = new ViewerLookup(store, plans.policy());
    var hash =
        new ErasureHash(
            opened.secrets().erasureKey(), () -> world.randomBytes(ErasureHash.KEY_BYTES));
    return AdminApi.routes(
        new AdminApi.Services(
            lookup,
            new Interventions(store, lookup),
            new Exports(store, lookup),
            new Erasures(store, lookup, hash),
            trial(),
            plans.inForce(),
            () -> overview(standing.get(), connections.getAsLong()),
            bounds(),
            world));
  }

  private ServiceBounds bounds() {
    return new ServiceBounds(
        config.storage().store().mostStreams(), config.streams().changesPerMinute());
  }

  private PlanTrial trial() {
    var basis =
        opened.store() instanceof LiveSets sets ? new Basis.Live(sets) : new Basis.Samples(samples);
    var service =
        new PlanTrial.Service(config.pace(), bounds().mostStreams(), StoredDetails::attributes);
    return new PlanTrial(basis, plans.inForce(), service, opened.world(), trials);
  }

  private Overview overview(Health.Standing standing, long connections) {
    var version = OperatorWiring.class.getPackage().getImplementationVersion();
    var runtime = Runtime.getRuntime();
    return new Overview(
        Objects.requireNonNullElse(version, "development"),
        startedAt,
        Labels.of(config.storage().store()),
        Labels.of(standing.phase()),
        opened.store().health(),
        lastMinute.counts(),
        connections,
        runtime.totalMemory() - runtime.freeMemory(),
        runtime.maxMemory(),
        opened.world().now());
  }

  @Override
  public void close() {
    seconds.shutdownNow();
    trials.shutdownNow();
  }
}
