package io.streamgate;

import static java.util.concurrent.CompletableFuture.completedStage;

import io.streamgate.config.Config;
import io.streamgate.identity.CredentialObserver;
import io.streamgate.identity.Identification;
import io.streamgate.identity.Identity;
import io.streamgate.identity.forwarded.ForwardedIdentity;
import io.streamgate.identity.token.StreamTokenIdentity;
import io.streamgate.identity.token.StreamTokens;

/** Creates the identity of each port from the settings. */
final class IdentityWiring {

  private IdentityWiring() {}

  /** Identifies viewers on the public port. */
  static Identity ofPlayers(Config config, StreamTokens tokens, CredentialObserver observer) {
    return new StreamTokenIdentity(tokens, ofMode(config), observer);
  }

  private static Identity ofMode(Config config) {
    var viewers = config.viewers();
    return switch (viewers.identity()) {
      case FORWARDED ->
          new ForwardedIdentity(
              viewers.addressHeader(), viewers.trustedProxies(), viewers.ipv6Prefix());
      case JWT, HEADER -> throw new UnsupportedOperationException("built on another branch");
    };
  }

  /** Finds no viewer, on the management port. */
  static Identity ofOperators() {
    return (_, _) -> completedStage(new Identification.Missing("this port serves no viewers"));
  }
}
