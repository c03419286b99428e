package io.streamgate;

import io.streamgate.config.Config;
import io.streamgate.lease.rule.SameDevice;
import io.streamgate.policy.Catalog;
import io.streamgate.policy.Pace;
import io.streamgate.policy.Plan;
import io.streamgate.policy.Policy;
import io.streamgate.policy.PolicySource;
import io.streamgate.telemetry.Metrics;

/** Creates the policy from the settings. */
final class PolicyWiring {

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
    var catalog = Catalog.forEveryone(plan);
    return new Policy(
        pace, PolicySource.of(() -> catalog, bound, new PlanWarnings(metrics, bound)));
  }
}
