package io.streamgate.identity.jwt;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the bearer from the claims of a verified token. Implementations are thread-safe.
 *
 * @param <T> the bearers of tokens
 */
public sealed interface TokenClaims<T> permits ViewerClaims, OperatorClaims {

  /** The bearer; null if the token does not name one, which {@link #missing} says. */
  @Nullable T read(Map<String, Object> token);

  /** What a token without a bearer lacks: for the caller and the operator. */
  String missing();
}
