package io.streamgate.identity;

/** The viewer of a call, and the id of its request in the log, the response and the problem. */
public record Caller(Viewer viewer, String requestId) {}
