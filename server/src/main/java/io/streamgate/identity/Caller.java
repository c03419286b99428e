package io.streamgate.identity;

import io.streamgate.lease.id.ViewerId;

/**
 * On whose behalf a call is made.
 *
 * @param requestId names the request in the log, the answer and the problem alike
 */
public record Caller(ViewerId viewer, String requestId) {}
