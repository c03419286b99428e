package io.streamgate.identity.operator;

/**
 * The operator of a call, and the names of the request.
 *
 * @param requestId the request's id in the log, the response and the problem
 * @param traceId the id of the distributed trace that the request belongs to; empty if none
 */
public record OperatorCaller(Operator operator, String requestId, String traceId) {}
