package io.streamgate.lease;

import static io.streamgate.given.Given.id;
import static io.streamgate.given.Given.limit;
import static io.streamgate.given.Given.pastView;
import static io.streamgate.given.Given.play;
import static io.streamgate.given.Given.playOf;
import static io.streamgate.given.Given.rewrite;
import static io.streamgate.given.Given.second;
import static io.streamgate.given.Sets.ended;
import static io.streamgate.given.Sets.members;
import static io.streamgate.given.Sets.paused;
import static io.streamgate.given.Sets.playing;
import static io.streamgate.given.Sets.renewed;
import static io.streamgate.given.Sets.start;
import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.lease.Start.Takeover;
import io.streamgate.lease.stream.Details;
import io.streamgate.lease.stream.Ended;
import io.streamgate.lease.stream.Ending;
import io.streamgate.lease.stream.Member;
import io.streamgate.lease.stream.Playback;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A repeated start gets the answer of the first one. */
final class LeaseSetReplayTest {

  @Test
  void aRetriedStartIsTheSameStreamWithItsLeaseRenewed() {
    var set = playing(id("a", 0));

    var decision = start(set, play(id("a", 40)), limit(3));

    var renewed =
        new Member(id("a", 0), second(40), second(130), new Playback.Playing(0), Details.NONE);
    assertThat(decision)
        .isEqualTo(new StartDecision.Replayed(renewed, new LeaseSet(List.of(renewed), List.of())));
  }

  @Test
  void aRetriedStartTakesNoSecondSlotAtTheLimitNorBelowIt() {
    var set = playing(id("a", 0), id("b", 1));

    assertThat(members(start(set, play(id("a", 2)), limit(2)), set))
        .containsExactly(id("a", 0), id("b", 1));
    assertThat(members(start(set, play(id("a", 2)), limit(3)), set))
        .containsExactly(id("a", 0), id("b", 1));
  }

  @Test
  void aReplayIsAnsweredUnderALoweredLimitAndAtLimitZero() {
    var set = playing(id("a", 0), id("b", 1));

    assertThat(start(set, play(id("a", 2)), limit(1))).isInstanceOf(StartDecision.Replayed.class);
    assertThat(start(set, play(id("a", 2)), limit(0))).isInstanceOf(StartDecision.Replayed.class);
  }

  @Test
  void aReplayRevivesALapsedMember() {
    var after = start(playing(id("a", 0)), play(id("a", 689.999)), limit(1)).after(LeaseSet.EMPTY);

    assertThat(after.liveAt(second(700)).stream().map(Member::id)).containsExactly(id("a", 0));
  }

  @Test
  void aReplayKeepsWhatIsKnownOfTheStream() {
    var set = paused(playing(id("a", 0)), id("a", 0), 5);
    set = set.amend(id("a", 0), rewrite("{\"size\":1}"), second(6)).after(set);

    var member = start(set, play(id("a", 10)), limit(3)).after(set).members().getFirst();

    assertThat(member.playback()).isEqualTo(new Playback.Paused(second(5), 0));
    assertThat(member.details().json()).isEqualTo("{\"size\":1}");
  }

  @Test
  void aReplayTakesNothingOver() {
    var set = playing(id("a", 0), id("b", 1));

    var decision = start(set, play(id("b", 2), new Takeover.Oldest()), limit(2));
    var named = new Takeover.Chosen(List.of(id("a", 0)));

    assertThat(decision.ended()).isEmpty();
    assertThat(start(set, play(id("b", 2), named), limit(2)).ended()).isEmpty();
  }

  @Test
  void aReplayOfAStreamThatHasEndedStartsNothing() {
    var set = ended(playing(id("a", 0)), id("a", 0), 10);

    var decision = start(set, play(id("a", 11)), limit(3));

    assertThat(decision)
        .isEqualTo(
            new StartDecision.AlreadyEnded(
                new Ended(
                    new Member(id("a", 0), second(90), new Playback.Playing(0), Details.NONE),
                    new Ending.Finished(second(10)))));
    assertThat(decision.after(set)).isSameAs(set);
  }

  @Test
  void aKeyIsRememberedUntilJustBeforeTwoMinutesAfterTheEnd() {
    var set = ended(playing(id("a", 0)), id("a", 0), 10);

    assertThat(start(set, play(id("a", 129.999)), limit(3)))
        .isInstanceOf(StartDecision.AlreadyEnded.class);
    assertThat(members(start(set, play(id("a", 130)), limit(3)), set))
        .containsExactly(id("a", 130));
  }

  @Test
  void aKeyOutlivesTheTwoMinutesWhileItsStreamIsAMember() {
    var set = renewed(playing(id("a", 0)), id("a", 0), 600);

    assertThat(start(set, play(id("a", 1200)), limit(3)))
        .isInstanceOf(StartDecision.Replayed.class);
  }

  @Test
  void aKeyWhoseStreamNobodyRevivedForTenMinutesStartsAnotherStream() {
    var set = playing(id("a", 0));

    assertThat(members(start(set, play(id("a", 690)), limit(1)), set))
        .containsExactly(id("a", 690));
  }

  @Test
  void aReplayOfAnEvictedDisplacedOrReplacedStreamDoesNotBringItBack() {
    var evicted = playing(id("a", 0));
    evicted = start(evicted, play(id("b", 1), new Takeover.Oldest()), limit(1)).after(evicted);
    var displaced = playing(id("a", 0));
    displaced = start(displaced, play(id("b", 95)), limit(1)).after(displaced);
    var replaced = playing(id("tv/a", 0));
    replaced = start(replaced, play(id("tv/b", 1)), limit(2)).after(replaced);

    var already = StartDecision.AlreadyEnded.class;
    assertThat(start(evicted, play(id("a", 2)), limit(3))).isInstanceOf(already);
    assertThat(start(displaced, play(id("a", 96)), limit(3))).isInstanceOf(already);
    assertThat(start(replaced, play(id("tv/a", 2)), limit(3))).isInstanceOf(already);
  }

  @Test
  void aKeyUsedAgainForOtherContentStartsAndRenewsNothing() {
    var set = start(LeaseSet.EMPTY, playOf("Alien", id("a", 0)), limit(3)).after(LeaseSet.EMPTY);

    var decision = start(set, playOf("Brazil", id("a", 40)), limit(3));

    assertThat(decision).isEqualTo(new StartDecision.KeyReused(id("a", 0)));
    assertThat(decision.after(set)).isSameAs(set);
    assertThat(start(set, playOf("Alien", id("a", 40)), limit(3)))
        .isInstanceOf(StartDecision.Replayed.class);
  }

  @Test
  void aKeyOfAnEndedStreamIsNotUsedAgainForOtherContentEither() {
    var set = start(LeaseSet.EMPTY, playOf("Alien", id("a", 0)), limit(3)).after(LeaseSet.EMPTY);
    var over = ended(set, id("a", 0), 10);

    assertThat(start(over, playOf("Brazil", id("a", 129.999)), limit(3)))
        .isEqualTo(new StartDecision.KeyReused(id("a", 0)));
    assertThat(start(over, playOf("Alien", id("a", 129.999)), limit(3)))
        .isInstanceOf(StartDecision.AlreadyEnded.class);
    assertThat(start(over, playOf("Brazil", id("a", 130)), limit(3)))
        .isInstanceOf(StartDecision.Admitted.class);
  }

  @Test
  void aStartOfUnknownContentIsAReplayOfAnyAndAnyIsAReplayOfOne() {
    var known = start(LeaseSet.EMPTY, playOf("Alien", id("a", 0)), limit(3)).after(LeaseSet.EMPTY);

    assertThat(start(known, play(id("a", 1)), limit(3))).isInstanceOf(StartDecision.Replayed.class);
    assertThat(start(playing(id("a", 0)), playOf("Alien", id("a", 1)), limit(3)))
        .isInstanceOf(StartDecision.Replayed.class);
  }

  @Test
  void anAmendmentOfTheNamesChangesNoContent() {
    var set = start(LeaseSet.EMPTY, playOf("Alien", id("a", 0)), limit(3)).after(LeaseSet.EMPTY);
    var amended = set.amend(id("a", 0), rewrite("{\"video_name\":\"x\"}"), second(1)).after(set);

    assertThat(start(amended, playOf("Alien", id("a", 2)), limit(3)))
        .isInstanceOf(StartDecision.Replayed.class);
    assertThat(start(amended, playOf("Brazil", id("a", 2)), limit(3)))
        .isInstanceOf(StartDecision.KeyReused.class);
  }

  @Test
  void theSameKeyOfAnotherDeviceIsAnotherStart() {
    var set = playing(id("tv/a", 0));

    assertThat(members(start(set, play(id("phone/a", 1)), limit(2)), set))
        .containsExactly(id("tv/a", 0), id("phone/a", 1));
  }

  @Test
  void aRepeatedViewThatIsOverIsToldSo() {
    var set = start(LeaseSet.EMPTY, pastView(id("a", 0)), limit(3)).after(LeaseSet.EMPTY);

    assertThat(start(set, pastView(id("a", 1)), limit(3)))
        .isEqualTo(new StartDecision.RecordedBefore(set.recent().getFirst()));
    assertThat(start(set, play(id("a", 1)), limit(3)))
        .isInstanceOf(StartDecision.RecordedBefore.class);
  }

  @Test
  void theRestOfARepeatedStartIsNotCompared() {
    var set = playing(id("a", 0));

    assertThat(start(set, pastView(id("a", 1)), limit(3)))
        .isInstanceOf(StartDecision.Replayed.class);
  }

  @Test
  void forgottenKeysLeaveTheSet() {
    var set = ended(playing(id("a", 0), id("b", 0)), id("a", 0), 10);

    assertThat(ended(set, id("b", 0), 130).recent().stream().map(Ended::id))
        .containsExactly(id("b", 0));
  }
}
