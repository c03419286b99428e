package io.streamgate.store;

import static io.streamgate.given.Given.freshViewer;
import static io.streamgate.given.Given.heartbeat;
import static io.streamgate.given.Given.id;
import static io.streamgate.given.Given.limit;
import static io.streamgate.given.Given.pastView;
import static io.streamgate.given.Given.rewrite;
import static io.streamgate.given.Given.second;
import static io.streamgate.given.Given.unlimited;
import static io.streamgate.given.GivenPlans.family;
import static io.streamgate.given.GivenPlans.overrideOf;
import static io.streamgate.given.GivenPlans.plan;
import static io.streamgate.given.GivenPlans.play;
import static io.streamgate.given.Sets.ended;
import static io.streamgate.given.Sets.members;
import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.given.GivenPlans;
import io.streamgate.given.Sets;
import io.streamgate.lease.LeaseSet;
import io.streamgate.lease.Start.Takeover;
import io.streamgate.lease.StartDecision;
import io.streamgate.lease.StreamDecision;
import io.streamgate.lease.id.Device;
import io.streamgate.lease.id.ViewerId;
import io.streamgate.oracle.Excess;
import io.streamgate.store.contract.LeaseStoreFixture;
import io.streamgate.store.memory.MemoryLeaseStore;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The invariants, one test each, on the kernel or on the reference store. Races are covered by the
 * contract and the random script.
 */
final class InvariantsTest {

  private static final String[] MATCH = {
    "content_type", "live", "genre", "sport", "device_type", "tv", "network", "192.0.2.9"
  };

  private static final List<Takeover> TAKEOVERS =
      List.of(
          new Takeover.None(),
          new Takeover.Oldest(),
          new Takeover.Chosen(List.of(id("s1", 1))),
          new Takeover.Chosen(List.of(id("s0", 0), id("never", 0), id("s2", 2))));

  @Test
  void invariant01NoAdmissionLeavesABoundOfItsPlanExceeded() {
    var admissions = 0;
    for (var held = 0; held <= 6; held++) {
      for (var rules : GivenPlans.upTo(6)) {
        for (var takeover : TAKEOVERS) {
          for (var second : List.of(10, 91, 93, 200, 690, 692)) {
            var set = playing(held);
            var play = play(id("new", second), takeover, MATCH);
            var decision = Sets.start(set, play, rules);
            if (decision instanceof StartDecision.Admitted(var added, var next, _)) {
              admissions++;
              assertThat(Excess.on(added, next.members(), rules)).isEmpty();
            } else {
              assertThat(decision.after(set)).isSameAs(set);
            }
          }
        }
      }
    }
    assertThat(admissions).isPositive();
  }

  /** Streams of which each rule counts some. */
  private static LeaseSet playing(int streams) {
    var set = LeaseSet.EMPTY;
    for (var n = 0; n < streams; n++) {
      var facts =
          n % 2 == 0 ? MATCH : new String[] {"network", "192.0.2." + n, "device_id", "" + n};
      set = Sets.start(set, play(id("s" + n, n), facts), unlimited()).after(set);
    }
    return set;
  }

  @Test
  void invariant01NothingButAnAdmissionAddsAMember() {
    var set = ended(playing(3), id("s0", 0), 5);
    var two = List.of(id("s1", 1), id("s2", 2));

    assertThat(members(set.renew(id("s0", 0), heartbeat(), second(6)), set)).isEqualTo(two);
    assertThat(members(set.amend(id("s0", 0), rewrite("{}"), second(6)), set)).isEqualTo(two);
    assertThat(members(set.end(id("s0", 0), Device.UNNAMED, second(6)), set)).isEqualTo(two);
    assertThat(members(Sets.start(set, play(id("s0", 6)), limit(9)), set)).isEqualTo(two);
    assertThat(members(Sets.start(set, play(id("s1", 6)), limit(9)), set)).isEqualTo(two);
    assertThat(members(Sets.start(set, pastView(id("p", 6)), limit(9)), set)).isEqualTo(two);
  }

  @Test
  void invariant02AnAcknowledgedStartIsListedAndARefusedOneLeftNothingBehind() {
    try (var store = store()) {
      var viewer = freshViewer();
      start(store, viewer, "a", 0);
      start(store, viewer, "b", 1);

      assertThat(members(read(store, viewer))).containsExactly(id("a", 0));
      assertThat(history(store, viewer, 2)).isZero();
    }
  }

  @Test
  void invariant03TwentyEndsOfTheUnknownDoNotMakeRoomForTwentyStarts() {
    var set = playing(1);
    for (var repeated = 0; repeated < 20; repeated++) {
      set = ended(set, id("unknown", 0), 5);
    }

    assertThat(Sets.start(set, play(id("a", 6)), limit(1)))
        .isInstanceOf(StartDecision.Refused.class);
  }

  @Test
  void invariant04ALeaseIsDeadAtItsExpiryThoughNothingSwept() {
    var set = playing(1);

    assertThat(set.liveAt(second(89.999))).hasSize(1);
    assertThat(set.liveAt(second(90))).isEmpty();
    assertThat(Sets.start(set, play(id("a", 90)), limit(1)))
        .isInstanceOf(StartDecision.Admitted.class);
  }

  @Test
  void invariant05AReplayIsAnsweredBeforeAnyBoundIsLookedAt() {
    var set = playing(3).overridden(overrideOf(0, second(99))).next();

    for (var rules : List.of(limit(0), limit(3), family(1))) {
      assertThat(Sets.start(set, play(id("s1", 9)), rules))
          .isInstanceOf(StartDecision.Replayed.class);
    }
  }

  @Test
  void invariant06LoweringABoundStopsNoRunningStreamAndZeroMeansNone() {
    var set = playing(3).overridden(overrideOf(2, second(99))).next();

    for (var rules : List.of(limit(3), plan("plan", 9, List.of(GivenPlans.ONE_LIVE_MATCH), null))) {
      var refused = Sets.start(set, play(id("a", 9), MATCH), rules);
      assertThat(refused).isInstanceOf(StartDecision.Refused.class);
      assertThat(members(refused, set)).hasSize(3);
    }
    assertThat(Sets.start(LeaseSet.EMPTY, play(id("a", 9)), limit(0)))
        .isInstanceOf(StartDecision.NotAllowed.class);
  }

  @Test
  void invariant07OneViewersAnswersAreTheSameBesideTenThousandOthers() {
    try (var alone = store();
        var crowded = store()) {
      for (var other = 0; other < 10_000; other++) {
        start(crowded, freshViewer(), "a", 0);
      }
      var viewer = freshViewer();

      assertThat(start(crowded, viewer, "a", 1)).isEqualTo(start(alone, viewer, "a", 1));
      assertThat(start(crowded, viewer, "b", 2)).isEqualTo(start(alone, viewer, "b", 2));
    }
  }

  @Test
  void invariant08SevenSpellingsOfAViewerAreSevenViewersAndEachIsCountedOnce() {
    try (var store = store()) {
      for (var spelling : List.of("1", "01", "1.0", "1e0", "+1", "0x1", "1/")) {
        var viewer = new ViewerId(spelling);
        assertThat(start(store, viewer, "a", 0)).isInstanceOf(StartDecision.Admitted.class);
        assertThat(start(store, viewer, "b", 1)).isInstanceOf(StartDecision.Refused.class);
      }
    }
  }

  @Test
  void invariant09AnIdleViewerLeavesNothingBehindButHistoryAndThatForItsRetention() {
    try (var store = store()) {
      var viewer = freshViewer();
      start(store, viewer, "a", 0);
      store.sweep(second(690));
      store.sweep(second(810));

      assertThat(store.health().census()).isEqualTo(new StoreHealth.Census.Counted(0, 0, 0, 0));
      assertThat(history(store, viewer, 810)).isEqualTo(1);
      assertThat(history(store, viewer, 30 * 24 * 3600 + 91)).isZero();
    }
  }

  @Test
  void invariant09OfAnOverrideNothingIsLeftWhenItHasExpired() {
    try (var store = store()) {
      var viewer = freshViewer();
      store.setOverride(viewer, overrideOf(1, second(9)), second(0));
      store.sweep(second(8.999));
      assertThat(read(store, viewer).override()).isNotNull();
      store.sweep(second(9));

      assertThat(store.health().census()).isEqualTo(new StoreHealth.Census.Counted(0, 0, 0, 0));
    }
  }

  @Test
  void invariant10AStreamIdNeverNamesTwoStreams() {
    var ids = new HashSet<>();
    var set = LeaseSet.EMPTY;
    for (var second = 0; second < 1000; second += 125) {
      var decision = Sets.start(set, play(id("same-key", second)), limit(1));
      assertThat(ids.addAll(members(decision, set))).isTrue();
      set = ended(decision.after(set), id("same-key", second), second + 5);
    }
  }

  @Test
  void invariant10AnEndedStreamNeverComesBack() {
    var set = ended(playing(1), id("s0", 0), 5);

    assertThat(set.renew(id("s0", 0), heartbeat(), second(6)))
        .isInstanceOf(StreamDecision.Gone.class);
    assertThat(Sets.start(set, play(id("s0", 6)), limit(3)))
        .isInstanceOf(StartDecision.AlreadyEnded.class);
    assertThat(members(Sets.start(set, play(id("s0", 125)), limit(3)), set))
        .containsExactly(id("s0", 125));
  }

  private static LeaseStore store() {
    return new MemoryLeaseStore(Duration.ofDays(30));
  }

  private static StartDecision start(
      LeaseStore store, ViewerId viewer, String name, double second) {
    return LeaseStoreFixture.await(
        store.start(viewer, play(id(name, second)), limit(1), second(second)));
  }

  private static LeaseSet read(LeaseStore store, ViewerId viewer) {
    return LeaseStoreFixture.await(store.read(viewer));
  }

  private static int history(LeaseStore store, ViewerId viewer, double second) {
    return LeaseStoreFixture.await(store.history(viewer, HistoryPage.newest(9), second(second)))
        .size();
  }
}
