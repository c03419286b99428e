package io.streamgate;

import io.streamgate.config.Config;
import io.streamgate.lease.Rules.SameDevice;
import io.streamgate.policy.Pace;
import io.streamgate.policy.Plan;
import io.streamgate.policy.Policy;
import io.streamgate.policy.PolicySource;
import io.streamgate.telemetry.Metrics;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Creates the policy from the settings. */
final class PolicyWiring {

  private static final Logger LOG = LoggerFactory.getLogger(PolicyWiring.class);

  private PolicyWiring() {}

  static Policy policy(Config config, Metrics metrics) {
    var streams = config.streams();
    var pace =
        new Pace(
            streams.lease(),
            streams.heartbeatInterval(),
            streams.leaveGrace(),
            config.storage().onFailure());
    var plan =
        new Plan(
            streams.limit(),
            streams.atLimit(),
            SameDevice.REPLACES,
            streams.startsPerMinute(),
            streams.changesPerMinute());
    var bound = config.storage().store().mostStreams();
    var cut = new LongAdder();
    metrics.counter(
        "streamgate.limits.cut",
        "Requests whose viewer's own limit is above the bound of the store",
        cut::sum);
    Runnable whenCut =
        () -> {
          if (cut.sum() == 0) {
            LOG.warn(
                "a viewer's own limit is above {}, the bound of the store, which holds", bound);
          }
          cut.increment();
        };
    return new Policy(pace, PolicySource.forEveryone(plan).withOwnLimits(bound, whenCut));
  }
}
