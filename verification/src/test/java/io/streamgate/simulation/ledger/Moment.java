package io.streamgate.simulation.ledger;

/**
 * When a node was asked, in milliseconds since the epoch.
 *
 * @param trueMs the true time
 * @param nodeMs the time by the node's clock, which it decides by
 */
public record Moment(long trueMs, long nodeMs) {}
