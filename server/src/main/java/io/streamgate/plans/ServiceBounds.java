package io.streamgate.plans;

/**
 * The settings of the service that each plan keeps to.
 *
 * @param mostStreams the bound of the store, which no limit may exceed
 * @param changesPerMinute how many changes a viewer may make in a minute; 0 for no limit
 */
public record ServiceBounds(int mostStreams, int changesPerMinute) {}
