package io.streamgate;

import io.streamgate.config.Config;
import io.streamgate.config.Config.Streams;
import io.streamgate.lease.Rules.SameDevice;
import io.streamgate.policy.Pace;
import io.streamgate.policy.Plan;
import io.streamgate.policy.Policy;
import io.streamgate.policy.PolicySource;

/** From settings to the pace of the service and the plan of its viewers. */
final class PolicyWiring {

  private PolicyWiring() {}

  static Policy policy(Config config) {
    return new Policy(pace(config), PolicySource.forEveryone(plan(config.streams())));
  }

  private static Pace pace(Config config) {
    var streams = config.streams();
    return new Pace(streams.lease(), streams.heartbeatInterval(), config.storage().onFailure());
  }

  private static Plan plan(Streams streams) {
    return new Plan(
        streams.limit(), streams.atLimit(), SameDevice.REPLACES, streams.startsPerMinute());
  }
}
