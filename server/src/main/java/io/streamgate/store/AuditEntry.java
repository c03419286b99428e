package io.streamgate.store;

import java.time.Instant;

/**
 * What an operator did, or began to do.
 *
 * @param at to the millisecond
 * @param operator the name of the operator
 * @param role the operator's role
 * @param action such as {@code end} or {@code set-override}
 * @param subject what it was done to: a stream's id, the override as text, the name of an erased
 *     viewer as a keyed hash; may be empty
 * @param reason why, as the operator said; may be empty
 * @param requestId unique among the entries of one millisecond
 */
public record AuditEntry(
    Instant at,
    String operator,
    String role,
    String action,
    String subject,
    String reason,
    String requestId) {}
