package io.streamgate.dryrun;

import static io.streamgate.given.Given.T0;
import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.dryrun.Reservoir.ChosenStart;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Whether each start has the same chance. */
final class ReservoirTest {

  private static final int SIZE = 10;
  private static final int OFFERED = 100;
  private static final int TRIALS = 2_000;

  private final RandomGenerator random = new SplittableRandom(17);

  private Reservoir filled(int offered) {
    var reservoir = new Reservoir(SIZE);
    for (var i = 0; i < offered; i++) {
      reservoir.offer(random, T0.plusMillis(i), Optional::empty);
    }
    return reservoir;
  }

  private static int[] histogram(List<ChosenStart> starts, int[] counts) {
    for (var start : starts) {
      counts[(int) (start.at().toEpochMilli() - T0.toEpochMilli())]++;
    }
    return counts;
  }

  @Test
  void asLongAsThereIsRoomEveryStartIsKept() {
    var kept = filled(SIZE).kept(_ -> true);

    assertThat(kept.starts()).hasSize(SIZE);
    assertThat(kept.share()).isEqualTo(1);
  }

  @Test
  void ofManyStartsAllAreKeptEquallyOften() {
    var counts = new int[OFFERED];
    for (var trial = 0; trial < TRIALS; trial++) {
      var kept = filled(OFFERED).kept(_ -> true);
      assertThat(kept.starts()).hasSize(SIZE);
      assertThat(kept.share()).isEqualTo(0.1);
      counts = histogram(kept.starts(), counts);
    }

    // 200 are expected of each; 67 are five standard deviations
    assertThat(IntStream.of(counts).boxed()).allSatisfy(n -> assertThat(n).isBetween(133, 267));
  }

  @Test
  void aSampleThatIsThinnedOutIsStillUniformAndTheSameEachTime() {
    var counts = new int[OFFERED];
    var left = 0;
    for (var trial = 0; trial < TRIALS; trial++) {
      var kept = filled(OFFERED).kept(_ -> true);
      var thin = kept.thinnedTo(0.05);
      assertThat(kept.thinnedTo(0.05)).isEqualTo(thin);
      left += thin.size();
      counts = histogram(thin, counts);
    }

    assertThat(left).isBetween(9_600, 10_400);
    assertThat(IntStream.of(counts).boxed()).allSatisfy(n -> assertThat(n).isBetween(51, 149));
  }

  @Test
  void whatIsRemovedIsNoLongerKept() {
    var reservoir = filled(SIZE);
    var middle = T0.plusMillis(5);

    reservoir.retain(at -> at.isAfter(middle));

    assertThat(reservoir.kept(_ -> true).starts())
        .extracting(ChosenStart::at)
        .containsExactly(
            middle.plusMillis(1), middle.plusMillis(2), middle.plusMillis(3), middle.plusMillis(4));
  }

  @Test
  void aSampleIsMadeOnlyOfAStartThatIsChosen() {
    var made = new int[1];
    var reservoir = filled(1_000_000);

    for (var i = 0; i < 1000; i++) {
      reservoir.offer(
          random,
          Instant.EPOCH,
          () -> {
            made[0]++;
            return Optional.empty();
          });
    }

    assertThat(made[0]).isLessThan(3);
  }
}
