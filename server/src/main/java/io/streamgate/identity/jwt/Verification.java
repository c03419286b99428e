package io.streamgate.identity.jwt;

import java.time.Duration;

/**
 * The bearer of a token, or why there is none. Each {@code detail} is for the caller and the
 * operator, and quotes nothing of the token.
 *
 * @param <T> the bearers of tokens
 */
public sealed interface Verification<T> {

  /** The token is valid. */
  record Valid<T>(T bearer) implements Verification<T> {}

  /** The request has no token. */
  record Missing<T>(String detail) implements Verification<T> {}

  /** The token is not valid. */
  record Invalid<T>(String detail) implements Verification<T> {}

  /** The token cannot be checked at present; retry after {@code retryAfter}. */
  record Unavailable<T>(String detail, Duration retryAfter) implements Verification<T> {}
}
