package io.streamgate.identity.operator;

import org.jspecify.annotations.Nullable;

/**
 * A call to the management port that was refused before it could do anything.
 *
 * @param requestId the request's id in the log, the response and the problem
 * @param traceId the id of the distributed trace that the request belongs to; empty if none
 * @param peer the address at the other end of the connection; null if it is already closed
 * @param detail what the caller was told; quotes nothing of a token
 */
public record RefusedCall(
    String requestId, String traceId, @Nullable String peer, RefusalReason reason, String detail) {

  /** Why, named after the problems that callers get. */
  public enum RefusalReason {
    TOKEN_MISSING,
    TOKEN_INVALID,
    ROLE_TOO_SMALL,
    HOST_NOT_ALLOWED,
    ORIGIN_NOT_ALLOWED,
    TOO_MANY_ATTEMPTS,
    IDENTITY_UNAVAILABLE
  }
}
