package io.streamgate.identity.jwt;

import io.streamgate.identity.Identification;
import io.streamgate.identity.Identification.Known;
import io.streamgate.identity.Identification.Unauthorized;
import io.streamgate.identity.Identification.Unauthorized.Credential;
import io.streamgate.identity.Identity;
import io.streamgate.identity.Request;
import io.streamgate.identity.Viewer;
import java.time.Instant;
import java.util.concurrent.CompletionStage;

/** The viewer is named by an access token, a JWT that the identity provider has signed. */
public record JwtIdentity(TokenVerifier<Viewer> tokens) implements Identity {

  @Override
  public CompletionStage<Identification> identify(Request request, Instant now) {
    return tokens
        .verify(request, now)
        .thenApply(
            verification ->
                switch (verification) {
                  case Verification.Valid<Viewer>(var viewer) -> new Known(viewer);
                  case Verification.Missing<Viewer>(var detail) ->
                      new Unauthorized(Credential.MISSING, detail);
                  case Verification.Invalid<Viewer>(var detail) ->
                      new Unauthorized(Credential.INVALID, detail);
                  case Verification.Unavailable<Viewer>(var detail, var retryAfter) ->
                      new Identification.Unavailable(detail, retryAfter);
                });
  }
}
