package io.streamgate.config.identity;

import io.streamgate.identity.HashedSecrets;
import io.streamgate.identity.jwt.OperatorClaims;
import io.streamgate.identity.operator.Operator;
import org.jspecify.annotations.Nullable;

/**
 * Who may operate the service.
 *
 * @param tokens the operators with tokens of their own
 * @param accessTokens null unless an identity provider names operators
 */
public record OperatorSettings(
    HashedSecrets<Operator> tokens, @Nullable AccessTokens<OperatorClaims> accessTokens) {

  /** Nobody. */
  public static final OperatorSettings NONE = new OperatorSettings(HashedSecrets.none(), null);
}
