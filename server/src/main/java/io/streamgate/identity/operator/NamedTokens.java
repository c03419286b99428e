package io.streamgate.identity.operator;

import static java.util.concurrent.CompletableFuture.completedStage;

import io.streamgate.identity.CredentialObserver;
import io.streamgate.identity.CredentialObserver.CredentialCheck;
import io.streamgate.identity.CredentialObserver.CredentialKind;
import io.streamgate.identity.HashedSecrets;
import io.streamgate.identity.Request;
import io.streamgate.identity.TokenHeader;
import java.time.Instant;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The operators whose tokens the settings name, by their hashes. */
public final class NamedTokens implements OperatorIdentity {

  /** The header with the token, in lower case. */
  public static final String HEADER = "authorization";

  private static final TokenHeader IN_HEADER =
      new TokenHeader(HEADER, "the operator's token", "TOKEN");

  private final HashedSecrets<Operator> tokens;
  private final @Nullable OperatorIdentity others;
  private final CredentialObserver observer;

  /**
   * Knows the operators with these tokens.
   *
   * @param others identifies the operators of all other requests; null if there are none
   */
  public NamedTokens(
      HashedSecrets<Operator> tokens,
      @Nullable OperatorIdentity others,
      CredentialObserver observer) {
    this.tokens = tokens;
    this.others = others;
    this.observer = observer;
  }

  @Override
  public CompletionStage<OperatorIdentification> identify(Request request, Instant now) {
    var reading = IN_HEADER.read(request.headers().apply(HEADER));
    if (reading instanceof TokenHeader.Reading.Presented(var token)) {
      var owner = tokens.ownerOf(token);
      if (owner.isPresent()) {
        observe(CredentialCheck.VERIFIED);
        return completedStage(new OperatorIdentification.Known(owner.get()));
      }
    }
    return others == null ? completedStage(refusal(reading)) : others.identify(request, now);
  }

  private OperatorIdentification refusal(TokenHeader.Reading reading) {
    return switch (reading) {
      case TokenHeader.Reading.Absent(var detail) ->
          new OperatorIdentification.TokenMissing(detail);
      case TokenHeader.Reading.Unreadable(var detail) -> invalid(detail);
      case TokenHeader.Reading.Presented _ ->
          invalid("the token is no operator's; its SHA-256 must be in STREAMGATE_OPERATORS");
    };
  }

  private OperatorIdentification invalid(String detail) {
    observe(CredentialCheck.INVALID);
    return new OperatorIdentification.TokenInvalid(detail);
  }

  private void observe(CredentialCheck outcome) {
    observer.shown(CredentialKind.OPERATOR_TOKEN, outcome);
  }
}
