package io.streamgate.store.shared;

import static io.streamgate.given.Given.id;
import static java.util.concurrent.CompletableFuture.completedStage;
import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.store.StoreUnavailable;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class BackoffTest {

  private static final int SEEDS = 1_000;
  private static final int RETRIES = 7;

  private static int waitedMs(int seed) {
    return IntStream.range(0, RETRIES)
        .map(tries -> new Backoff(seed, tries, Delay.REAL).waitMs())
        .sum();
  }

  /**
   * The delays were once remainders of a hash that grew by one with each attempt. One seed in sixty
   * waited only a few milliseconds in total, and lost all attempts to the same crowd.
   */
  @Test
  void noRequestIsBoundToWaitForHardlyAnyTimeAtEveryTry() {
    assertThat(IntStream.range(0, SEEDS).filter(seed -> waitedMs(seed) < 40).count())
        .isLessThan(SEEDS / 100);
  }

  @Test
  void requestsThatWaitedTheSameWaitDifferentlyNextTime() {
    var alike =
        IntStream.range(0, SEEDS)
            .filter(
                seed ->
                    new Backoff(seed, 0, Delay.REAL).waitMs()
                        == new Backoff(seed + 128, 0, Delay.REAL).waitMs())
            .filter(
                seed ->
                    new Backoff(seed, 4, Delay.REAL).waitMs()
                        == new Backoff(seed + 128, 4, Delay.REAL).waitMs());

    assertThat(alike.count()).isLessThan(SEEDS / 50);
  }

  @Test
  void theWaitsGrowToATenthOfASecond() {
    assertThat(longest(0)).isEqualTo(3);
    assertThat(longest(3)).isEqualTo(31);
    assertThat(longest(6)).isEqualTo(99);
  }

  private static int longest(int tries) {
    return IntStream.range(0, SEEDS)
        .map(seed -> new Backoff(seed, tries, Delay.REAL).waitMs())
        .max()
        .orElse(0);
  }

  @Test
  void everyStreamsFirstTryHasAWaitOfItsOwn() {
    assertThat(Backoff.of(id("a", 0), Delay.REAL).tries()).isZero();
    assertThat(Backoff.of(id("a", 0), Delay.REAL).seed())
        .isNotEqualTo(Backoff.of(id("b", 0), Delay.REAL).seed());
  }

  @Test
  void aChangeIsDecidedEightTimesAtTheMostAndMayHaveHappened() {
    var seventh = new Backoff(seedThatWaits(6, 0), 6, Delay.REAL);

    assertThat(seventh.retry(next -> completedStage(next.tries()))).isCompletedWithValue(7);
    var eighth = new Backoff(0, 7, Delay.REAL).retry(next -> completedStage(next.tries()));
    assertThat(eighth.toCompletableFuture().exceptionNow())
        .isInstanceOfSatisfying(
            StoreUnavailable.class, failure -> assertThat(failure.mayHaveHappened()).isTrue())
        .hasMessageContaining("changed 8 times");
  }

  @Test
  void aChangeThatHasToWaitIsDecidedAfterwards() {
    var decided =
        new Backoff(seedThatWaits(0, 1), 0, Delay.REAL).retry(next -> completedStage(next.tries()));

    assertThat(decided.toCompletableFuture()).succeedsWithin(Duration.ofSeconds(20)).isEqualTo(1);
  }

  @Test
  void whoNeedNotWaitIsDecidedOnItsOwnThreadAndNobodyElse() {
    var here = Thread.currentThread();
    var atOnce = new Backoff(seedThatWaits(6, 0), 6, Delay.REAL);
    var later = new Backoff(seedThatWaits(6, 1), 6, Delay.REAL);

    assertThat(atOnce.retry(_ -> completedStage(Thread.currentThread())))
        .isCompletedWithValue(here);
    assertThat(later.retry(_ -> completedStage(Thread.currentThread())).toCompletableFuture())
        .succeedsWithin(Duration.ofSeconds(20))
        .isNotEqualTo(here);
  }

  private static int seedThatWaits(int tries, int ms) {
    return IntStream.range(0, SEEDS)
        .filter(seed -> new Backoff(seed, tries, Delay.REAL).waitMs() == ms)
        .findFirst()
        .orElseThrow();
  }
}
