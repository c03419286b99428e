package io.streamgate.store.sqlite;

import static io.streamgate.given.Given.VIEWER;
import static io.streamgate.given.Given.freshViewer;
import static io.streamgate.given.Given.limit;
import static io.streamgate.given.Given.play;
import static io.streamgate.given.Given.second;
import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.lease.StartDecision;
import io.streamgate.lease.StreamDecision;
import io.streamgate.store.StoreHealth.Census;
import io.streamgate.store.sqlite.ScriptedJournal.Fate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A store with a queue of one place. */
final class SqliteQueueTest extends SqliteFixture {

  @BeforeEach
  void openWithOnePlace() {
    store.close();
    open(0, 1);
  }

  @Test
  void aFullQueueRefusesBeforeTheKernelDecides() {
    journal().hold();
    var first = starting("a", 0);

    var refused = failure(starting("b", 1));

    assertThat(refused).hasMessage("too many changes wait for the disk");
    assertThat(refused.mayHaveHappened()).isFalse();
    journal().letGo();
    await(first);
    assertThat(memberIds()).containsExactly(id("a", 0));
    assertThat(start("b", 2)).isInstanceOf(StartDecision.Admitted.class);
  }

  @Test
  void aFullQueueStillTakesHeartbeatsAndReads() {
    start("a", 0);
    journal().hold();
    store.start(freshViewer(), play(id("x", 0)), limit(3), second(0));

    assertThat(renewing(id("a", 0), 1)).isCompleted();
    assertThat(store.read(VIEWER)).isCompleted();
    assertThat(await(renewing(id("never", 0), 1))).isInstanceOf(StreamDecision.Unknown.class);
  }

  @Test
  void whatWritesNothingGivesItsPlaceBack() {
    for (var repeated = 0; repeated < 5; repeated++) {
      start("a", 0);
      await(starting("b", 1, 1));
      await(ending(id("never", 0), 1));
    }

    assertThat(start("c", 2)).isInstanceOf(StartDecision.Admitted.class);
  }

  @Test
  void aQuarterOfTheQueueIsKeptForEnds() {
    store.close();
    open(0, 4);
    start("a", 0);
    journal().hold();
    for (var waiting = 0; waiting < 3; waiting++) {
      store.start(freshViewer(), play(id("x", 0)), limit(3), second(0));
    }

    var refused = failure(starting("b", 1));
    var end = ending(id("a", 0), 1);

    assertThat(refused).hasMessage("too many changes wait for the disk");
    assertThat(end).isNotCompleted();
    journal().letGo();
    await(end);
    assertThat(memberIds()).isEmpty();
  }

  @Test
  void whatWaitsForItsCommitIsCounted() {
    journal().hold();
    starting("a", 0);

    assertThat(store.health().census()).isEqualTo(new Census.Counted(1, 0, 1, 1));
  }

  @Test
  void aCommitTakesNoMoreThanItsShareOfTheQueue() {
    var queue = new WriteQueue(10);
    for (var work = 0; work < 3; work++) {
      assertThat(queue.offer(new UpkeepPass(second(0), KEPT))).isTrue();
    }

    assertThat(queue.drain(2)).hasSize(2);
    assertThat(queue.drain(2)).hasSize(1);
  }

  @Test
  void afterARecoveryACallIsQueuedWhileAnotherIsCommitted() {
    store.close();
    open(0, 4);
    failOneCommit(Fate.FAILS_BEFORE, () -> starting("a", 0));
    journal().hold();
    var first = starting("b", 1);
    journal().awaitBegun();

    var second = starting("c", 2);

    assertThat(second).isNotCompleted();
    journal().letGo();
    await(first);
    await(second);
  }

  /** A call that checks before the shutdown and enqueues after the draining would wait forever. */
  @Test
  void aShutQueueTakesNothingMore() {
    var queue = new WriteQueue(1);
    queue.shut("a reason");
    queue.shut("a later one");

    assertThat(queue.offer(new UpkeepPass(second(0), KEPT))).isFalse();
    assertThat(queue.drain(10)).isEmpty();
    assertThat(queue.rejectedBecause()).isEqualTo("a reason");
  }
}
