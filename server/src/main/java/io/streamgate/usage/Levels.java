package io.streamgate.usage;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.apache.datasketches.hll.HllSketch;
import org.apache.datasketches.hll.HllUnion;
import org.apache.datasketches.hll.TgtHllType;
import org.jspecify.annotations.Nullable;

/**
 * Starts of one day by level, in order of the level.
 *
 * @param reached admitted starts, by the number of streams that the viewer then had
 * @param attempted admitted and refused starts, by the number that the viewer has, or would have
 */
public record Levels(LocalDate day, List<Level> reached, List<Level> attempted) {

  public Levels {
    reached = List.copyOf(reached);
    attempted = List.copyOf(attempted);
  }

  /**
   * The starts of one level.
   *
   * @param level 101 stands for all above 100
   * @param starts exact, as long as the node has run
   * @param viewers a HyperLogLog of the viewers in base64; empty if there are none
   */
  public record Level(int level, long starts, String viewers) {

    /** About how many viewers these are; the standard error is 1.6 %. */
    public long distinctViewers() {
      return viewers.isEmpty() ? 0 : Math.round(sketch().getEstimate());
    }

    private HllSketch sketch() {
      return HllSketch.heapify(Base64.getDecoder().decode(viewers));
    }

    /** These starts and those of the same level on another node. */
    private Level and(Level other) {
      var union = new HllUnion(LevelCounts.LG_K);
      for (var one : List.of(this, other)) {
        if (!one.viewers.isEmpty()) {
          union.update(one.sketch());
        }
      }
      var both = union.isEmpty() ? "" : compact(union.getResult(TgtHllType.HLL_4));
      return new Level(level, Math.addExact(starts, other.starts), both);
    }
  }

  static Levels of(LocalDate day, LevelCounts reached, LevelCounts attempted) {
    return new Levels(day, levels(reached), levels(attempted));
  }

  private static List<Level> levels(LevelCounts counts) {
    var levels = new ArrayList<Level>();
    for (var level = 1; level <= LevelCounts.HIGHEST + 1; level++) {
      var starts = counts.starts(level);
      if (starts > 0) {
        levels.add(new Level(level, starts, compact(counts.viewers(level))));
      }
    }
    return levels;
  }

  private static String compact(@Nullable HllSketch sketch) {
    return sketch == null ? "" : Base64.getEncoder().encodeToString(sketch.toCompactByteArray());
  }

  /**
   * These starts and those of another node on the same day.
   *
   * @throws IllegalArgumentException if the days differ
   */
  public Levels and(Levels other) {
    if (!day.equals(other.day)) {
      throw new IllegalArgumentException(
          "the days differ: %s and %s; merge answers for the same day".formatted(day, other.day));
    }
    return new Levels(day, sum(reached, other.reached), sum(attempted, other.attempted));
  }

  private static List<Level> sum(List<Level> one, List<Level> other) {
    var byLevel = new TreeMap<Integer, Level>();
    one.forEach(each -> byLevel.put(each.level, each));
    other.forEach(each -> byLevel.merge(each.level, each, Level::and));
    return byLevel.values().stream().sorted(Comparator.comparingInt(Level::level)).toList();
  }
}
