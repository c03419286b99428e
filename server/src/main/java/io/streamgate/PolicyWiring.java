package io.streamgate;

import io.streamgate.config.Config;
import io.streamgate.lease.rule.SameDevice;
import io.streamgate.limiter.World;
import io.streamgate.plans.PlansFile;
import io.streamgate.plans.PlansSource;
import io.streamgate.plans.ServiceBounds;
import io.streamgate.policy.Catalog;
import io.streamgate.policy.Plan;
import io.streamgate.policy.Policy;
import io.streamgate.policy.PolicySource;
import io.streamgate.telemetry.Metrics;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Creates the policy from the settings, and reads a file of plans again while the node runs. */
final class PolicyWiring implements AutoCloseable {

  private static final double MILLIS_PER_SECOND = 1000;

  private final Policy policy;
  private final @Nullable PlansWatch watch;

  private PolicyWiring(Policy policy, @Nullable PlansWatch watch) {
    this.policy = policy;
    this.watch = watch;
  }

  static PolicyWiring open(Config config, World world, Metrics metrics) {
    var bound = config.storage().store().mostStreams();
    var file =
        config.plans() instanceof PlansSource.InFile inFile
            ? new PlansFile(
                inFile, new ServiceBounds(bound, config.streams().changesPerMinute()), world.now())
            : null;
    registerGauges(metrics, file, world);
    Supplier<Catalog> current = file == null ? fixed(config) : file::catalog;
    var source = PolicySource.of(current, bound, new PlanWarnings(metrics, bound));
    return new PolicyWiring(
        new Policy(config.pace(), source), file == null ? null : PlansWatch.of(file, world::now));
  }

  /** The pace of the service, and the plans in use. */
  Policy policy() {
    return policy;
  }

  private static Supplier<Catalog> fixed(Config config) {
    var catalog =
        config.plans() instanceof PlansSource.Inline(var inline)
            ? inline
            : Catalog.forEveryone(plan(config.streams()));
    return () -> catalog;
  }

  private static Plan plan(Config.Streams streams) {
    return new Plan(
        streams.limit(),
        streams.atLimit(),
        SameDevice.REPLACES,
        streams.startsPerMinute(),
        streams.changesPerMinute());
  }

  /** On every node: an alert works whether there is a file or not. */
  private static void registerGauges(Metrics metrics, @Nullable PlansFile file, World world) {
    metrics.gauge(
        "streamgate.plans.valid",
        "Whether the plans in use are those of the file",
        () -> file == null || file.isValid() ? 1 : 0);
    metrics.gauge(
        "streamgate.plans.age.seconds",
        "Time since the plans in use were read",
        () -> file == null ? Double.NaN : file.age(world.now()).toMillis() / MILLIS_PER_SECOND);
  }

  @Override
  public void close() {
    if (watch != null) {
      watch.close();
    }
  }
}
