package io.streamgate.usage;

import java.util.Arrays;
import java.util.concurrent.atomic.LongAdder;
import org.apache.datasketches.hll.HllSketch;
import org.apache.datasketches.hll.TgtHllType;
import org.jspecify.annotations.Nullable;

/**
 * Starts of one day by level: how many streams the viewer then had. Any thread may count a start;
 * the sketches of viewers belong to one thread.
 */
final class LevelCounts {

  /** The highest level with a counter of its own; the next one counts all above. */
  static final int HIGHEST = 100;

  /** A standard error of 1.6 %, in at most 2 KB a level. */
  static final int LG_K = 12;

  private final LongAdder[] starts = new LongAdder[HIGHEST + 2];
  private final @Nullable HllSketch[] viewers = new @Nullable HllSketch[HIGHEST + 2];

  LevelCounts() {
    Arrays.setAll(starts, _ -> new LongAdder());
  }

  /** The level of a viewer with that many streams, which is at least 1. */
  static int levelOf(int streams) {
    return Math.min(streams, HIGHEST + 1);
  }

  void count(int level) {
    starts[level].increment();
  }

  /** Adds a viewer, by a hash of its id that does not tell the id. */
  void add(int level, long viewerHash) {
    var sketch = viewers[level];
    if (sketch == null) {
      sketch = new HllSketch(LG_K, TgtHllType.HLL_4);
      viewers[level] = sketch;
    }
    sketch.update(viewerHash);
  }

  /** How many starts reached a level. */
  long starts(int level) {
    return starts[level].sum();
  }

  /** The viewers of a level; null if there were none. */
  @Nullable HllSketch viewers(int level) {
    return viewers[level];
  }
}
