package io.streamgate.identity.jwt;

import io.streamgate.identity.Request;
import io.streamgate.identity.operator.OperatorIdentification;
import io.streamgate.identity.operator.OperatorIdentification.TokenInvalid;
import io.streamgate.identity.operator.OperatorIdentification.TokenMissing;
import io.streamgate.identity.operator.OperatorIdentity;
import java.time.Instant;
import java.util.concurrent.CompletionStage;

/** The operator is named by an access token, a JWT that the identity provider has signed. */
public record JwtOperators(TokenVerifier<OperatorIdentification> tokens)
    implements OperatorIdentity {

  @Override
  public CompletionStage<OperatorIdentification> identify(Request request, Instant now) {
    return tokens
        .verify(request, now)
        .thenApply(
            verification ->
                switch (verification) {
                  case Verification.Valid<OperatorIdentification>(var found) -> found;
                  case Verification.Missing<OperatorIdentification>(var detail) ->
                      new TokenMissing(detail);
                  case Verification.Invalid<OperatorIdentification>(var detail) ->
                      new TokenInvalid(detail);
                  case Verification.Unavailable<OperatorIdentification>(
                          var detail,
                          var retryAfter) ->
                      new OperatorIdentification.Unavailable(detail, retryAfter);
                });
  }
}
