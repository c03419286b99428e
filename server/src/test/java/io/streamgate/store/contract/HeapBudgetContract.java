package io.streamgate.store.contract;

import static io.streamgate.given.Given.heartbeat;
import static io.streamgate.given.Given.id;
import static io.streamgate.given.Given.lastWords;
import static io.streamgate.given.Given.limit;
import static io.streamgate.given.Given.pastView;
import static io.streamgate.given.Given.play;
import static io.streamgate.given.Given.rewrite;
import static io.streamgate.given.Given.second;
import static io.streamgate.given.GivenPlans.family;
import static io.streamgate.given.GivenPlans.overrideOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.given.GivenPlans;
import io.streamgate.lease.LeaseSet;
import io.streamgate.lease.StartDecision;
import io.streamgate.lease.StreamDecision;
import io.streamgate.lease.id.Device;
import io.streamgate.lease.id.ViewerId;
import io.streamgate.lease.stream.Termination;
import io.streamgate.store.HeapBudget;
import io.streamgate.store.LeaseStore;
import io.streamgate.store.StoreUnavailable;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/**
 * What a store in memory does when its heap is used up. It once accepted starts of ever new viewers
 * until the process ran out of memory.
 */
public interface HeapBudgetContract {

  ViewerId ANN = new ViewerId("ann");
  ViewerId BOB = new ViewerId("bob");
  ViewerId CAT = new ViewerId("cat");

  /** A viewer with a name of 3 characters and a stream with details of 2. */
  int A_VIEWER = 240 + 3 + 312 + 2;

  /** Opens an empty store. */
  LeaseStore open(HeapBudget heap);

  /** Waits for the answer. */
  static <T> T await(CompletionStage<T> stage) {
    assertThat(stage).succeedsWithin(Duration.ofSeconds(20));
    return stage.toCompletableFuture().join();
  }

  private static StartDecision start(LeaseStore store, ViewerId viewer) {
    return await(store.start(viewer, play(id("a", 0)), limit(3), second(0)));
  }

  private static void assertRejected(CompletionStage<?> stage, HeapBudget heap) {
    assertThat(stage)
        .failsWithin(Duration.ofSeconds(20))
        .withThrowableThat()
        .havingCause()
        .isInstanceOfSatisfying(
            StoreUnavailable.class, why -> assertThat(why.mayHaveHappened()).isFalse())
        .withMessage(heap.full());
  }

  @Test
  default void operatorsEndAndEraseThoughTheHeapIsFull() {
    var by = new Termination("erase", "x".repeat(Termination.MOST_OF_NOTE));
    var heap = new HeapBudget(3 * A_VIEWER);
    try (var store = open(heap)) {
      for (var viewer : List.of(ANN, BOB, CAT)) {
        start(store, viewer);
      }
      assertThat(heap.used()).isEqualTo(heap.limit());

      assertThat(await(store.terminate(ANN, id("a", 0), by, second(1))))
          .isInstanceOf(StreamDecision.Closed.class);
      assertThat(await(store.terminateAll(BOB, by, second(1))).all()).hasSize(1);
      assertThat(await(store.erase(CAT, by, second(1))).all()).hasSize(1);
      assertThat(heap.rejections()).isZero();
    }
  }

  @Test
  default void aStartThatFindsNoMemoryIsRejectedAndCountedAndChangesNothing() {
    var heap = new HeapBudget(3 * A_VIEWER - 1);
    try (var store = open(heap)) {
      assertThat(start(store, ANN)).isInstanceOf(StartDecision.Admitted.class);
      assertThat(start(store, BOB)).isInstanceOf(StartDecision.Admitted.class);
      assertThat(heap.used()).isEqualTo(2 * A_VIEWER);

      assertRejected(store.start(CAT, play(id("a", 0)), limit(3), second(0)), heap);
      assertRejected(store.start(CAT, pastView(id("a", 0)), limit(3), second(0)), heap);

      assertThat(await(store.read(CAT))).isEqualTo(LeaseSet.EMPTY);
      assertThat(heap.used()).isEqualTo(2 * A_VIEWER);
      assertThat(heap.rejections()).isEqualTo(2);
    }
  }

  @Test
  default void aPlayerWithAStreamGoesOnWhileMemoryIsUsedUp() {
    var heap = new HeapBudget(A_VIEWER);
    try (var store = open(heap)) {
      start(store, ANN);

      assertThat(start(store, ANN)).isInstanceOf(StartDecision.Replayed.class);
      assertThat(await(store.renew(ANN, id("a", 0), heartbeat(), second(1))))
          .isInstanceOf(StreamDecision.Kept.class);
      assertThat(await(store.amend(ANN, id("a", 0), rewrite("[]"), second(2))))
          .isInstanceOf(StreamDecision.Kept.class);
      assertThat(await(store.end(ANN, id("a", 0), Device.UNNAMED, second(3))))
          .isInstanceOf(StreamDecision.Closed.class);
      assertThat(heap.rejections()).isZero();
      assertThat(heap.used()).isGreaterThan(A_VIEWER);
    }
  }

  @Test
  default void detailsDoNotGrowWhileMemoryIsUsedUp() {
    var heap = new HeapBudget(A_VIEWER);
    try (var store = open(heap)) {
      start(store, ANN);

      assertRejected(store.amend(ANN, id("a", 0), rewrite("[1]"), second(1)), heap);
      assertRejected(store.amend(ANN, id("a", 0), lastWords("[1]"), second(1)), heap);

      assertThat(await(store.amend(ANN, id("a", 0), lastWords("[]"), second(2))))
          .isInstanceOf(StreamDecision.Closed.class);
      assertThat(heap.rejections()).isEqualTo(2);
    }
  }

  @Test
  default void endedStreamsTakeMemoryUntilTheyAreForgotten() {
    var heap = new HeapBudget(10 * A_VIEWER);
    try (var store = open(heap)) {
      start(store, ANN);
      await(store.start(BOB, pastView(id("a", 0)), limit(3), second(0)));
      await(store.end(ANN, id("a", 0), Device.UNNAMED, second(1)));
      await(store.start(CAT, play(id("a", 0)), limit(3), second(0)));
      assertThat(heap.used()).isGreaterThanOrEqualTo(3 * A_VIEWER + 2 * 80);

      for (var pass = 0; pass < 3; pass++) {
        await(store.sweep(second(200_000 + pass)));
      }
      for (var pass = 0; pass < 3; pass++) {
        await(store.sweep(second(400_000 + pass)));
      }

      assertThat(heap.used()).isZero();
    }
  }

  @Test
  default void anOverrideTakesMemoryUntilItIsRemovedOrHasExpired() {
    var heap = new HeapBudget(2 * A_VIEWER);
    var override = overrideOf(1, second(100));
    try (var store = open(heap)) {
      await(store.setOverride(ANN, override, second(0)));
      var anOverride = heap.used();
      assertThat(anOverride).isPositive();
      await(store.setOverride(BOB, override, second(0)));
      assertThat(heap.used()).isEqualTo(2 * anOverride);
      assertRejected(store.setOverride(CAT, override, second(0)), heap);
      assertThat(await(store.read(CAT))).isEqualTo(LeaseSet.EMPTY);

      await(store.setOverride(ANN, null, second(1)));
      assertThat(heap.used()).isLessThan(2 * anOverride);
      await(store.sweep(second(100)));
      await(store.sweep(second(101)));

      assertThat(heap.used()).isZero();
    }
  }

  @Test
  default void thePlanAndTheFactsOfAStreamTakeMemory() {
    var heap = new HeapBudget(10 * A_VIEWER);
    try (var store = open(heap)) {
      var play = GivenPlans.play(id("a", 0), "genre", "sport");

      await(store.start(ANN, play, family(5), second(0)));

      assertThat(heap.used()).isGreaterThan(A_VIEWER + 96);
    }
  }
}
