package io.streamgate.identity.operator;

import java.time.Duration;

/**
 * The operator of a request, or why there is none. Each {@code detail} is for the operator, and
 * quotes nothing of a token.
 */
public sealed interface OperatorIdentification {

  /** The operator is known. */
  record Known(Operator operator) implements OperatorIdentification {}

  /** The operator is not known. */
  sealed interface Unknown extends OperatorIdentification {

    /** What was found, and what is needed. */
    String detail();
  }

  /** The request has no token. */
  record TokenMissing(String detail) implements Unknown {}

  /** The token does not verify. */
  record TokenInvalid(String detail) implements Unknown {}

  /** The token verifies, and gives its bearer no role. */
  record WithoutRole(String detail) implements Unknown {}

  /** Too many wrong tokens came from the same address; retry after {@code retryAfter}. */
  record TooManyAttempts(String detail, Duration retryAfter) implements Unknown {}

  /** The token cannot be checked at present; retry after {@code retryAfter}. */
  record Unavailable(String detail, Duration retryAfter) implements Unknown {}
}
