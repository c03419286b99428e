package io.streamgate.store.sqlite;

import static io.streamgate.given.Given.VIEWER;
import static io.streamgate.given.Given.freshViewer;
import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.lease.id.ViewerId;
import io.streamgate.store.sqlite.journal.Journal.Change;
import io.streamgate.store.sqlite.journal.Journal.Change.Trim;
import io.streamgate.store.sqlite.journal.Retention;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How often a viewer's history is trimmed. */
final class HistoryBoundTest {

  private final HistoryBound bound = boundOf(1_000);

  private static HistoryBound boundOf(int perViewer) {
    return new HistoryBound(
        new Retention(
            Duration.ofDays(1), true, perViewer, Duration.ofDays(1), new SplittableRandom(1)));
  }

  private List<Change> add(ViewerId viewer, int streams) {
    return bound.trims(Map.of(viewer, streams));
  }

  @Test
  void aboutOnceForEachSixteenthOfTheBoundThatIsAdded() {
    var trims = IntStream.range(0, 62_000).filter(_ -> !add(VIEWER, 1).isEmpty()).count();

    assertThat(trims).isBetween(900L, 1_100L);
  }

  /** Each viewer has a few streams, as most have: their ends must not cost a trim each. */
  @Test
  void asRarelyForManyViewersWithOneStreamEach() {
    var trims = IntStream.range(0, 62_000).filter(_ -> !add(freshViewer(), 1).isEmpty()).count();

    assertThat(trims).isBetween(900L, 1_100L);
  }

  @Test
  void manyStreamsAtOnceAreTrimmedAtOnce() {
    assertThat(add(VIEWER, 62)).containsExactly(new Trim(VIEWER, 1_000, 62 + 256));
  }

  /** The longest time without a trim, and what the next trims delete. */
  @Test
  void aHistoryReturnsToItsBound() {
    var longest = 0;
    var most = 0;
    var kept = 1_000;
    for (var ended = 0; ended < 1_000_000; ended++) {
      kept++;
      most = Math.max(most, kept);
      for (var trim : add(VIEWER, 1)) {
        longest = Math.max(longest, kept - 1_000);
        kept = Math.max(1_000, kept - ((Trim) trim).atMost());
      }
    }

    assertThat(longest).isGreaterThan(256);
    assertThat(most).isLessThan(2_000);
  }

  @Test
  void aSmallBoundIsExact() {
    var small = boundOf(31);

    assertThat(IntStream.range(0, 100)).allMatch(_ -> !small.trims(Map.of(VIEWER, 1)).isEmpty());
  }

  @Test
  void withoutABoundNothingIsTrimmed() {
    var without = boundOf(Integer.MAX_VALUE);

    assertThat(IntStream.range(0, 1_000))
        .allMatch(_ -> without.trims(Map.of(VIEWER, 1_000)).isEmpty());
  }
}
