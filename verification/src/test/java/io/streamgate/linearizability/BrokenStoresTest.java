package io.streamgate.linearizability;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.given.Given;
import io.streamgate.store.CheckThenActLeaseStore;
import io.streamgate.store.LeaseStore;
import io.streamgate.store.memory.MemoryLeaseStore;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Proves that the contract can fail: each bug is found, and reported in a short table. */
@Isolated("the threads must run at the same time")
@Tag("model")
final class BrokenStoresTest {

  private static final int VIEWERS = 200;
  private static final int TRIES = 30;
  private final long seed = Long.getLong("streamgate.seed", System.nanoTime());

  private static LeaseStore intact() {
    return new MemoryLeaseStore(LinearizabilityContract.RETENTION);
  }

  /** The table for the first viewer whose calls cannot be ordered; empty if there is none. */
  private String found(LeaseStore store, int threads) {
    return found(store, threads, _ -> true);
  }

  private String found(LeaseStore store, int threads, Predicate<Call> looked) {
    return Recording.of(List.of(store), threads, VIEWERS, seed).stream()
        .map(calls -> calls.stream().filter(looked).toList())
        .filter(calls -> !Order.exists(calls))
        .findFirst()
        .map(Counterexample::of)
        .map(Counterexample::table)
        .orElse("");
  }

  @Test
  void anIntactStoreIsFoundFaultless() {
    assertThat(found(intact(), 2)).as("-Dstreamgate.seed=%d", seed).isEmpty();
  }

  /** The store keeps no history, which this test ignores: with one thread, no bug is found. */
  @Test
  void aStoreThatChecksFirstAndActsLaterIsFound() {
    assertThat(found(new CheckThenActLeaseStore(), 1, BrokenStoresTest::needsNoHistory))
        .as("-Dstreamgate.seed=%d", seed)
        .isEmpty();
    var again = 0;
    while (found(new CheckThenActLeaseStore(), 2, BrokenStoresTest::needsNoHistory).isEmpty()) {
      // on a busy machine, two threads may not collide for a while
      assertThat(++again).as("-Dstreamgate.seed=%d", seed).isLessThan(TRIES);
    }
  }

  /** Streams that ended within the last two minutes are in the set itself. */
  private static boolean needsNoHistory(Call call) {
    return call.operation().now().isBefore(Given.second(100))
        && !(call.operation() instanceof Operation.OnRecord);
  }

  @Test
  void aReadThatIsOldIsFound() {
    assertThat(found(BrokenStores.readingTheStale(intact()), 1))
        .as("-Dstreamgate.seed=%d", seed)
        .contains(": read -> ");
  }

  @Test
  void aHeartbeatThatIsAnsweredAndLostIsFound() {
    assertThat(found(BrokenStores.losingHeartbeats(intact()), 1))
        .as("-Dstreamgate.seed=%d", seed)
        .contains("renew");
  }

  @Test
  void aStartThatIsDeniedAndHappenedIsFound() {
    assertThat(found(BrokenStores.startingInSecret(intact()), 1))
        .as("-Dstreamgate.seed=%d", seed)
        .isNotEmpty();
  }

  @Test
  void aRuleThatIsIgnoredIsFound() {
    assertThat(found(BrokenStores.ignoringRules(intact()), 1))
        .as("-Dstreamgate.seed=%d", seed)
        .contains("start");
  }

  @Test
  void anOverrideThatIsAnsweredAndLostIsFound() {
    assertThat(found(BrokenStores.losingOverrides(intact()), 1))
        .as("-Dstreamgate.seed=%d", seed)
        .contains("override by");
  }

  @Test
  void anAnswerThatIsLostMayMeanEither() {
    assertThat(found(BrokenStores.losingAnswers(intact()), 2))
        .as("-Dstreamgate.seed=%d", seed)
        .isEmpty();
  }
}
