package io.streamgate.store.sqlite;

import static io.streamgate.given.Given.VIEWER;
import static io.streamgate.given.Given.freshViewer;
import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.lease.id.ViewerId;
import io.streamgate.store.sqlite.journal.Journal.Change;
import io.streamgate.store.sqlite.journal.Journal.Change.Trim;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How often a viewer's history is trimmed. */
final class HistoryBoundTest {

  private final HistoryBound bound = new HistoryBound(1_000);

  private List<Change> add(ViewerId viewer, int streams) {
    return bound.trims(Map.of(viewer, streams));
  }

  private long trimsOf(int ends) {
    return IntStream.range(0, ends).filter(_ -> !add(VIEWER, 1).isEmpty()).count();
  }

  @Test
  void aViewerOfWhomNothingIsKnownIsTrimmed() {
    assertThat(add(VIEWER, 1)).containsExactly(new Trim(VIEWER, 1_000, 1 + 64));
  }

  @Test
  void thenOnceForEachSixteenthOfTheBoundThatIsAdded() {
    assertThat(trimsOf(1 + 62 * 3)).isEqualTo(4);
    assertThat(trimsOf(61)).isZero();
    assertThat(add(VIEWER, 1)).containsExactly(new Trim(VIEWER, 1_000, 62 + 64));
  }

  @Test
  void manyStreamsAtOnceAreTrimmedAtOnce() {
    add(VIEWER, 1);

    assertThat(add(VIEWER, 200)).containsExactly(new Trim(VIEWER, 1_000, 200 + 64));
  }

  @Test
  void afterAFailedCommitItIsTrimmedAnew() {
    trimsOf(2);

    bound.clear();

    assertThat(trimsOf(1)).isEqualTo(1);
  }

  @Test
  void ofTenThousandViewersTheOneThatEndedNothingForLongestIsForgotten() {
    trimsOf(2);
    IntStream.range(0, 10_000).forEach(_ -> add(freshViewer(), 1));

    assertThat(trimsOf(1)).isEqualTo(1);
  }

  @Test
  void aSmallBoundIsExact() {
    var small = new HistoryBound(10);

    assertThat(small.trims(Map.of(VIEWER, 1))).hasSize(1);
    assertThat(small.trims(Map.of(VIEWER, 1))).hasSize(1);
  }

  @Test
  void withoutABoundNothingIsTrimmed() {
    assertThat(new HistoryBound(Integer.MAX_VALUE).trims(Map.of(VIEWER, 1))).isEmpty();
  }
}
