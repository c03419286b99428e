package io.streamgate;

import io.streamgate.config.Config;
import io.streamgate.lease.rule.SameDevice;
import io.streamgate.limiter.World;
import io.streamgate.plans.PlansFile;
import io.streamgate.plans.PlansSource;
import io.streamgate.plans.ServiceBounds;
import io.streamgate.policy.Catalog;
import io.streamgate.policy.Plan;
import io.streamgate.policy.PlansInForce;
import io.streamgate.policy.PlansInForce.PlansOrigin;
import io.streamgate.policy.Policy;
import io.streamgate.policy.PolicySource;
import io.streamgate.telemetry.Metrics;
import io.streamgate.telemetry.PlanWarnings;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Creates the policy from the settings, and reads a file of plans again while the node runs. */
final class PolicyWiring implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(PolicyWiring.class);

  /** A change is in use after two looks, so within five seconds. */
  private static final Duration INTERVAL = Duration.ofSeconds(2);

  private static final double MILLIS_PER_SECOND = 1000;

  /** A thread of its own: a network file system may take its time. */
  private final ScheduledExecutorService looking =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("streamgate-plans").daemon().factory());

  private final World world;
  private final Policy policy;
  private final Supplier<PlansInForce> inForce;

  private PolicyWiring(Config config, World world, Metrics metrics) {
    this.world = world;
    var bound = config.storage().store().mostStreams();
    var bounds = new ServiceBounds(bound, config.streams().changesPerMinute());
    var file =
        config.plans() instanceof PlansSource.InFile inFile
            ? new PlansFile(inFile, bounds, world.now())
            : null;
    registerGauges(metrics, file);
    if (file != null) {
      watch(file);
    }
    this.inForce = file == null ? fixed(config, world.now()) : file::inForce;
    Supplier<Catalog> current = file == null ? inForce.get()::catalog : file::catalog;
    var source = PolicySource.of(current, bound, new PlanWarnings(metrics, bound));
    this.policy = new Policy(config.pace(), source);
  }

  /** Begins to look at the file of plans, if there is one. */
  static PolicyWiring open(Config config, World world, Metrics metrics) {
    return new PolicyWiring(config, world, metrics);
  }

  /** The pace of the service, and the plans in use. */
  Policy policy() {
    return policy;
  }

  /** The plans in use, where they come from, and whether the file was usable at the last look. */
  Supplier<PlansInForce> inForce() {
    return inForce;
  }

  private static Supplier<PlansInForce> fixed(Config config, Instant now) {
    var plans =
        config.plans() instanceof PlansSource.Inline(var inline)
            ? new PlansInForce(inline, new PlansOrigin.Inline(), now, null)
            : new PlansInForce(
                Catalog.forEveryone(plan(config.streams())),
                new PlansOrigin.OfSettings(),
                now,
                null);
    return () -> plans;
  }

  private static Plan plan(Config.Streams streams) {
    return new Plan(
        streams.limit(),
        streams.atLimit(),
        SameDevice.REPLACES,
        streams.startsPerMinute(),
        streams.changesPerMinute());
  }

  private void watch(PlansFile file) {
    var _ =
        looking.scheduleWithFixedDelay(
            () -> look(file), INTERVAL.toMillis(), INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Never throws: a scheduler cancels a task that throws, and changes would go unseen. */
  private void look(PlansFile file) {
    try {
      file.look(world.now());
    } catch (RuntimeException fault) {
      LOG.error("reading the plans again failed with an internal error", fault);
    }
  }

  /** On every node, so that an alert works whether there is a file or not. */
  private void registerGauges(Metrics metrics, @Nullable PlansFile file) {
    metrics.gauge(
        "streamgate.plans.valid",
        "Whether the plans in use are those of the file",
        () -> file == null || file.isValid() ? 1 : 0);
    metrics.gauge(
        "streamgate.plans.age.seconds",
        "Time since the plans in use were read",
        () -> file == null ? Double.NaN : file.age(world.now()).toMillis() / MILLIS_PER_SECOND);
  }

  /** Does not wait: the thread may be in a read that does not return. */
  @Override
  public void close() {
    looking.shutdownNow();
  }
}
