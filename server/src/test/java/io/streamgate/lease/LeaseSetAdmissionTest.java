package io.streamgate.lease;

import static io.streamgate.given.Given.heartbeat;
import static io.streamgate.given.Given.id;
import static io.streamgate.given.Given.limit;
import static io.streamgate.given.Given.notAllowed;
import static io.streamgate.given.Given.pastView;
import static io.streamgate.given.Given.play;
import static io.streamgate.given.Given.refused;
import static io.streamgate.given.Given.second;
import static io.streamgate.given.Given.unlimited;
import static io.streamgate.given.Sets.ended;
import static io.streamgate.given.Sets.endings;
import static io.streamgate.given.Sets.members;
import static io.streamgate.given.Sets.playing;
import static io.streamgate.given.Sets.renewed;
import static io.streamgate.given.Sets.start;
import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.lease.id.StreamId;
import io.streamgate.lease.stream.Details;
import io.streamgate.lease.stream.Ending;
import io.streamgate.lease.stream.Member;
import io.streamgate.lease.stream.Playback;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Starts below and at the limit. */
final class LeaseSetAdmissionTest {

  @Test
  void aViewerNeverSeenIsAdmitted() {
    var decision = start(LeaseSet.EMPTY, play(id("a", 0)), limit(3));

    var member = new Member(id("a", 0), second(90), new Playback.Playing(0), Details.NONE);
    assertThat(decision)
        .isEqualTo(
            new StartDecision.Admitted(
                member, new LeaseSet(List.of(member), List.of()), List.of()));
  }

  @Test
  void theThirdOfThreeIsAdmitted() {
    var set = playing(id("a", 0), id("b", 1));

    var decision = start(set, play(id("c", 2)), limit(3));

    assertThat(members(decision, set)).containsExactly(id("a", 0), id("b", 1), id("c", 2));
  }

  @Test
  void membersStandInTheOrderTheyStartedWhicheverWasDecidedFirst() {
    var set = playing(id("late", 2), id("early", 1));

    assertThat(members(set)).containsExactly(id("early", 1), id("late", 2));
  }

  @Test
  void theFourthIsRefusedWithTheStreamsInTheWay() {
    var set = playing(id("a", 0), id("b", 1), id("c", 2));

    assertThat(start(set, play(id("d", 3)), limit(3)))
        .isEqualTo(refused(set.members(), limit(3), second(90)));
  }

  @Test
  void aRefusalChangesNothingAndExtendsNothing() {
    var set = playing(id("a", 0));

    var refusal = start(set, play(id("b", 1)), limit(1));

    assertThat(refusal.after(set)).isSameAs(set);
    assertThat(refusal.ended()).isEmpty();
  }

  @Test
  void aRefusedStartDoesNotCount() {
    var set = playing(id("a", 0));
    for (var second = 1; second <= 20; second++) {
      set = start(set, play(id("b" + second, second)), limit(1)).after(set);
    }

    var room = ended(set, id("a", 0), 21);
    assertThat(start(room, play(id("c", 22)), limit(1))).isInstanceOf(StartDecision.Admitted.class);
  }

  @Test
  void aRefusalTellsWhenThereIsRoomIfThePlayersFallSilent() {
    var set = renewed(playing(id("a", 0), id("b", 10)), id("a", 0), 60);

    assertThat(start(set, play(id("c", 61)), limit(2)))
        .isEqualTo(refused(set.members(), limit(2), second(100)));
  }

  @Test
  void afterALoweredLimitSeveralLeasesMustLapseBeforeThereIsRoom() {
    var set = playing(id("a", 0), id("b", 10), id("c", 20), id("d", 30));

    assertThat(start(set, play(id("e", 40)), limit(2)))
        .isEqualTo(refused(set.members(), limit(2), second(110)));
  }

  @Test
  void theToldTimeIsTheFirstAtWhichTheStartIsAdmitted() {
    var set = playing(id("a", 0), id("b", 10), id("c", 20), id("d", 30));

    assertThat(start(set, play(id("e", 109.999)), limit(2)))
        .isInstanceOf(StartDecision.Refused.class);
    assertThat(start(set, play(id("e", 110)), limit(2))).isInstanceOf(StartDecision.Admitted.class);
  }

  @Test
  void loweringALimitStopsNoRunningStreamAndKeepsItsHeartbeatAlive() {
    var set = playing(id("a", 0), id("b", 1), id("c", 2));
    start(set, play(id("d", 3)), limit(1));

    assertThat(set.renew(id("c", 2), heartbeat(), second(4)))
        .isInstanceOf(StreamDecision.Kept.class);
  }

  @Test
  void afterALoweredLimitNothingIsAdmittedUntilEnoughHaveEnded() {
    var set = playing(id("a", 0), id("b", 1), id("c", 2));
    var two = ended(set, id("a", 0), 3);
    var one = ended(two, id("b", 1), 4);

    assertThat(start(two, play(id("d", 5)), limit(2))).isInstanceOf(StartDecision.Refused.class);
    assertThat(start(one, play(id("d", 5)), limit(2))).isInstanceOf(StartDecision.Admitted.class);
  }

  @Test
  void limitZeroAllowsNothingAndDoesNotMeanUnlimited() {
    assertThat(start(LeaseSet.EMPTY, play(id("a", 0)), limit(0)))
        .isEqualTo(notAllowed(List.of(), limit(0)));
  }

  @Test
  void limitZeroListsWhatStillRunsAndChangesNothing() {
    var set = playing(id("a", 0), id("b", 60));

    var decision = start(set, play(id("c", 90)), limit(0));

    assertThat(decision).isEqualTo(notAllowed(set.members().subList(1, 2), limit(0)));
    assertThat(decision.after(set)).isSameAs(set);
  }

  @Test
  void unlimitedRefusesOnlyAtTheEngineeringBound() {
    var oneLess = playing(many(999));
    var full = playing(many(1_000));

    assertThat(start(oneLess, play(id("next", 0)), unlimited()))
        .isInstanceOf(StartDecision.Admitted.class);
    assertThat(start(full, play(id("next", 0)), unlimited()))
        .isEqualTo(refused(full.members(), unlimited(), second(90)));
  }

  private static StreamId[] many(int count) {
    return IntStream.range(0, count).mapToObj(n -> id("s" + n, 0)).toArray(StreamId[]::new);
  }

  @Test
  void aViewThatIsOverTakesNoSlotAndIsOnRecord() {
    var set = playing(id("a", 0));

    var decision = start(set, pastView(id("seen", 1)), limit(1));

    assertThat(members(decision, set)).containsExactly(id("a", 0));
    assertThat(endings(decision)).containsExactly(new Ending.Recorded(second(1)));
  }

  @Test
  void aViewThatIsOverIsRecordedAtLimitZero() {
    assertThat(start(LeaseSet.EMPTY, pastView(id("seen", 1)), limit(0)))
        .isInstanceOf(StartDecision.Recorded.class);
  }

  @Test
  void aViewThatIsOverEndsNoStreamOfItsDevice() {
    var set = playing(id("tv/a", 0));

    assertThat(members(start(set, pastView(id("tv/seen", 1)), limit(1)), set))
        .containsExactly(id("tv/a", 0));
  }
}
