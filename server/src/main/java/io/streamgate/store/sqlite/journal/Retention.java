package io.streamgate.store.sqlite.journal;

import java.time.Duration;

/**
 * How long an ended stream is readable.
 *
 * @param isDefault whether the operator has not set it: then history that an earlier retention kept
 *     stays on disk for that long
 */
public record Retention(Duration time, boolean isDefault) {}
