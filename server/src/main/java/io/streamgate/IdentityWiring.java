package io.streamgate;

import static java.util.concurrent.CompletableFuture.completedStage;

import io.streamgate.config.Config;
import io.streamgate.identity.Identification;
import io.streamgate.identity.Identity;
import io.streamgate.identity.forwarded.ForwardedIdentity;

/** From settings to what tells who asks. */
final class IdentityWiring {

  private static final Identification NO_VIEWER =
      new Identification.Missing("no viewer is served on this port");

  private IdentityWiring() {}

  /** Tells viewers apart, on the public port. */
  static Identity ofPlayers(Config config) {
    var viewers = config.viewers();
    return switch (viewers.identity()) {
      case FORWARDED -> new ForwardedIdentity(viewers.trustedProxies());
    };
  }

  /** Says that nobody is a viewer on the management port, whatever a request tells. */
  static Identity ofOperators() {
    return _ -> completedStage(NO_VIEWER);
  }
}
