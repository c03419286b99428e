package io.streamgate.identity.operator;

import static java.util.concurrent.CompletableFuture.completedStage;

import io.streamgate.identity.HashedSecrets;
import io.streamgate.identity.Request;
import io.streamgate.identity.TokenHeader;
import java.time.Instant;
import java.util.concurrent.CompletionStage;

/** The operators whose tokens the settings name, by their hashes. */
public final class NamedTokens implements OperatorIdentity {

  private static final TokenHeader HEADER =
      new TokenHeader("authorization", "the operator's token", "TOKEN");

  private final HashedSecrets<Operator> tokens;

  /** Knows the operators with these tokens. */
  public NamedTokens(HashedSecrets<Operator> tokens) {
    this.tokens = tokens;
  }

  @Override
  public CompletionStage<OperatorIdentification> identify(Request request, Instant now) {
    return completedStage(identification(request));
  }

  private OperatorIdentification identification(Request request) {
    return switch (HEADER.read(request.headers().apply(HEADER.name()))) {
      case TokenHeader.Reading.Absent(var detail) ->
          new OperatorIdentification.TokenMissing(detail);
      case TokenHeader.Reading.Unreadable(var detail) ->
          new OperatorIdentification.TokenInvalid(detail);
      case TokenHeader.Reading.Presented(var token) ->
          tokens
              .ownerOf(token)
              .<OperatorIdentification>map(OperatorIdentification.Known::new)
              .orElseGet(
                  () ->
                      new OperatorIdentification.TokenInvalid(
                          "the token is no operator's; its SHA-256 must be in"
                              + " STREAMGATE_OPERATORS"));
    };
  }
}
