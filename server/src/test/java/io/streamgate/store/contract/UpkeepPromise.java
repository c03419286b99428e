package io.streamgate.store.contract;

import static io.streamgate.given.Given.freshViewer;
import static io.streamgate.given.Given.id;
import static io.streamgate.given.Given.limit;
import static io.streamgate.given.Given.play;
import static io.streamgate.given.Given.second;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.streamgate.lease.StartDecision;
import io.streamgate.lease.StreamDecision;
import io.streamgate.lease.stream.Ended;
import io.streamgate.lease.stream.Ending;
import io.streamgate.store.LeaseStore;
import io.streamgate.store.StoreHealth;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Sweeping records expired streams and forgets old ones; decisions do not depend on it. */
abstract class UpkeepPromise extends Promise {

  UpkeepPromise(LeaseStoreContract contract) {
    super(contract);
  }

  private static final double TEN_MINUTES = 600;

  private static final double THIRTY_DAYS = 30 * 24 * 3600;

  @Test
  void anEndedStreamIsOffTheRecordAfterThirtyDaysThoughNobodySwept() {
    start("a", 0);
    end(id("a", 0), 10);

    assertThat(history(10.001 + THIRTY_DAYS)).isEmpty();
    start("b", 10.001 + THIRTY_DAYS);
    assertThat(find(id("a", 0), 10.001 + THIRTY_DAYS)).isEmpty();
    assertThat(end(id("a", 0), 10.001 + THIRTY_DAYS)).isEqualTo(new StreamDecision.Unknown());
  }

  @Test
  void sweepingPutsAMemberThatNobodyRevivedOnRecordAtItsExpiry() {
    assumeUpkeep();
    start("a", 0);
    sweep(90 + TEN_MINUTES);

    assertThat(members()).isEmpty();
    assertThat(history(90 + TEN_MINUTES).stream().map(Ended::ending))
        .containsExactly(new Ending.Expired(second(90)));
  }

  @Test
  void sweepingTellsOnceHowManyMembersNobodyRevived() {
    assumeUpkeep();
    start("a", 0);
    start("b", 0);
    start("c", 0);
    renew(id("c", 0), 60);

    assertThat(sweep(90 + TEN_MINUTES)).isEqualTo(2);
    assertThat(sweep(90 + TEN_MINUTES)).isEqualTo(0);
  }

  @Test
  void sweepingTellsOnceWhichMembersNobodyRevived() {
    assumeUpkeep();
    start("a", 0);
    start("b", 0);
    var lapsed = new CopyOnWriteArrayList<Ended>();
    LeaseStore.LapseObserver observer =
        (whose, stream) -> {
          if (whose.equals(viewer)) {
            lapsed.add(stream);
          }
        };
    await(store.sweep(second(90 + TEN_MINUTES), observer));
    await(store.sweep(second(91 + TEN_MINUTES), observer));

    assertThat(lapsed).extracting(Ended::id).containsExactlyInAnyOrder(id("a", 0), id("b", 0));
    assertThat(lapsed)
        .extracting(Ended::ending)
        .containsExactly(new Ending.Expired(second(90)), new Ending.Expired(second(90)));
  }

  @Test
  void sweepingLeavesAMemberThatCanStillBeRevived() {
    start("a", 0);

    sweep(90);
    sweep(89.999 + TEN_MINUTES);

    assertThat(members()).containsExactly(id("a", 0));
    assertThat(renew(id("a", 0), 89.999 + TEN_MINUTES)).isInstanceOf(StreamDecision.Kept.class);
  }

  @Test
  void sweepingFreesNoSlotAndDecisionsDoNotWaitForIt() {
    start("a", 0, 1);

    assertThat(start("b", 89.999, 1)).isInstanceOf(StartDecision.Refused.class);
    assertThat(start("b", 90, 1)).isInstanceOf(StartDecision.Admitted.class);
    assertThat(historyIds(90)).containsExactly(id("a", 0));
  }

  @Test
  void aStartAfterTimeHasEndedAMemberFindsItOnRecord() {
    start("a", 0);
    start("b", 1000);

    assertThat(membersAt(1000)).containsExactly(id("b", 1000));
    assertThat(history(1000).stream().map(Ended::ending))
        .containsExactly(new Ending.Expired(second(90)));
  }

  @Test
  void aRevivedMemberIsNotSweptAtItsOldExpiry() {
    start("a", 0);
    sweep(95);
    renew(id("a", 0), 100);

    sweep(90 + TEN_MINUTES);

    assertThat(members()).containsExactly(id("a", 0));
  }

  @Test
  void theCensusCountsMembersAndForgetsTheIdle() {
    assumeFalse(census().isEmpty(), "this store cannot count");
    start("a", 0);
    start("b", 0);
    await(store.start(freshViewer(), play(id("c", 0)), limit(3), second(0)));
    assertThat(census()).containsExactly(3L, 2L);

    end(id("a", 0), 1);
    assertThat(census()).containsExactly(2L, 2L);

    sweep(3600);
    assertThat(census()).containsExactly(0L, 0L);
  }

  @Test
  void theCensusCountsLapsedMembersFromTheSweepThatFindsThemUntilTheyAreRenewedOrEnd() {
    assumeFalse(census().isEmpty(), "this store cannot count");
    start("a", 0);
    start("b", 0);
    start("c", 10);
    sweep(89);
    assertThat(lapsed()).isZero();

    sweep(95);
    assertThat(lapsed()).isEqualTo(2);

    renew(id("a", 0), 96);
    assertThat(lapsed()).isEqualTo(1);

    end(id("b", 0), 97);
    assertThat(lapsed()).isZero();
  }

  private long lapsed() {
    return ((StoreHealth.Census.Counted) store.health().census()).lapsed();
  }

  /** Members and viewers; empty if the store cannot count them. */
  private List<Long> census() {
    return switch (store.health().census()) {
      case StoreHealth.Census.Counted(var members, _, var viewers, _) -> List.of(members, viewers);
      case StoreHealth.Census.Unknown _ -> List.of();
    };
  }

  @Test
  void historyPastItsRetentionIsSweptAway() {
    assumeUpkeep();
    start("a", 0);
    end(id("a", 0), 10);
    sweep(11 + THIRTY_DAYS);

    assertThat(historyIds(20)).isEmpty();
  }
}
