package io.streamgate.identity.backend;

import static java.util.concurrent.CompletableFuture.completedStage;

import io.streamgate.identity.Identification;
import io.streamgate.identity.Identification.Unauthorized;
import io.streamgate.identity.Identification.Unauthorized.Credential;
import io.streamgate.identity.Identity;
import io.streamgate.identity.Request;
import java.time.Instant;
import java.util.concurrent.CompletionStage;

/** Identifies nobody: players have no identity of their own, and back ends speak for them. */
public final class NoPlayers implements Identity {

  private static final Unauthorized REFUSAL =
      new Unauthorized(
          Credential.MISSING,
          "only back ends start and list streams here; send the key of a back end in "
              + BackEndHeader.KEY.title()
              + ", or for a running stream its token in stream-token");

  @Override
  public CompletionStage<Identification> identify(Request request, Instant now) {
    return completedStage(REFUSAL);
  }
}
