package io.streamgate.admin;

import io.streamgate.store.StoreHealth;
import java.time.Instant;

/**
 * How one node stands.
 *
 * @param store the kind of the store
 * @param status as the health check says it
 * @param connections open connections to the public port
 */
public record Overview(
    String version,
    Instant startedAt,
    String store,
    String status,
    StoreHealth health,
    LastMinute.MinuteCounts lastMinute,
    long connections,
    long heapUsed,
    long heapMost,
    Instant now) {}
