package io.streamgate.store.sqlite.journal;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long an ended stream is readable.
 *
 * @param isDefault whether the operator has not set the time: then history that an earlier
 *     retention kept stays on disk for that long
 * @param perViewer how many ended streams of a viewer are kept on disk; beyond that, the oldest are
 *     deleted
 * @param chance by which the oldest are deleted now and then; used by one thread
 */
public record Retention(Duration time, boolean isDefault, int perViewer, RandomGenerator chance) {

  /** A retention without a bound per viewer. */
  public Retention(Duration time, boolean isDefault) {
    this(time, isDefault, Integer.MAX_VALUE, () -> 0);
  }
}
