package io.streamgate.identity;

/**
 * On whose behalf a call is made.
 *
 * @param requestId names the request in the log, the answer and the problem alike
 */
public record Caller(Viewer viewer, String requestId) {}
