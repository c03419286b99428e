package io.streamgate;

import static java.util.concurrent.CompletableFuture.completedStage;

import io.streamgate.config.Config;
import io.streamgate.identity.CredentialObserver;
import io.streamgate.identity.Identification;
import io.streamgate.identity.Identity;
import io.streamgate.identity.backend.BackEndIdentity;
import io.streamgate.identity.backend.NoPlayers;
import io.streamgate.identity.forwarded.ForwardedIdentity;
import io.streamgate.identity.token.StreamTokenIdentity;
import io.streamgate.identity.token.StreamTokens;

/** Creates the identity of each port from the settings. */
final class IdentityWiring {

  private IdentityWiring() {}

  /**
   * Identifies viewers on the public port. A back end's key wins over a stream token, and that over
   * the mode's identity.
   */
  static Identity ofPlayers(Config config, StreamTokens tokens, CredentialObserver observer) {
    var byToken = new StreamTokenIdentity(tokens, ofMode(config.viewers()), observer);
    return new BackEndIdentity(config.viewers().backEnds(), byToken, observer);
  }

  private static Identity ofMode(Config.ViewerIdentity viewers) {
    return switch (viewers.identity()) {
      case FORWARDED ->
          new ForwardedIdentity(
              viewers.addressHeader(), viewers.trustedProxies(), viewers.ipv6Prefix());
      case JWT -> throw new UnsupportedOperationException("built on another branch");
      case HEADER -> new NoPlayers();
    };
  }

  /** Finds no viewer, on the management port. */
  static Identity ofOperators() {
    return (_, _) -> completedStage(new Identification.Missing("this port serves no viewers"));
  }
}
