package io.streamgate.store.sqlite.journal;

import java.time.Duration;
import java.time.Instant;

/**
 * How long history and the audit stay on disk.
 *
 * @param time of history, at least the retention
 * @param heldUntil before this time nothing is deleted, because the clock may be wrong
 * @param sinceLatest how far the clock is ahead of the latest time on record
 */
public record Kept(Duration time, Duration audit, Instant heldUntil, Duration sinceLatest) {}
