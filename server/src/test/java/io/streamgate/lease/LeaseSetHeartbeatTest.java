package io.streamgate.lease;

import static io.streamgate.given.Given.heartbeat;
import static io.streamgate.given.Given.id;
import static io.streamgate.given.Given.limit;
import static io.streamgate.given.Given.play;
import static io.streamgate.given.Given.second;
import static io.streamgate.given.Sets.members;
import static io.streamgate.given.Sets.paused;
import static io.streamgate.given.Sets.playing;
import static io.streamgate.given.Sets.renewed;
import static io.streamgate.given.Sets.start;
import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.lease.stream.Details;
import io.streamgate.lease.stream.Ended;
import io.streamgate.lease.stream.Ending;
import io.streamgate.lease.stream.Member;
import io.streamgate.lease.stream.Playback;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Heartbeats: a member's always succeeds, a non-member's never does. */
final class LeaseSetHeartbeatTest {

  private static final LeaseSet ONE = playing(id("a", 0));

  @Test
  void aHeartbeatRenewsTheLeaseFromNow() {
    var member =
        new Member(id("a", 0), second(30), second(120), new Playback.Playing(0), Details.NONE);

    assertThat(ONE.renew(id("a", 0), heartbeat(), second(30)))
        .isEqualTo(new StreamDecision.Kept(member, new LeaseSet(List.of(member), List.of())));
  }

  @Test
  void aHeartbeatExactlyAtTheDeadlineKeepsTheStream() {
    assertThat(ONE.renew(id("a", 0), heartbeat(), second(90)))
        .isInstanceOf(StreamDecision.Kept.class);
  }

  @Test
  void aHeartbeatRevivesALapsedMemberNobodyDisplaced() {
    assertThat(renewed(ONE, id("a", 0), 300).liveAt(second(389.999))).hasSize(1);
  }

  @Test
  void aLapsedMemberIsRevivableUntilJustBeforeTenMinutes() {
    assertThat(ONE.renew(id("a", 0), heartbeat(), second(689.999)))
        .isInstanceOf(StreamDecision.Kept.class);
    assertThat(ONE.renew(id("a", 0), heartbeat(), second(690)))
        .isEqualTo(
            new StreamDecision.Gone(
                new Ended(ONE.members().getFirst(), new Ending.Expired(second(90)))));
  }

  @Test
  void theHeartbeatOfARunningStreamIsNotRefusedThoughTheViewerIsOverTheLimit() {
    var set = playing(id("a", 0), id("b", 0), id("c", 0), id("d", 0));
    start(set, play(id("e", 1)), limit(1));

    assertThat(set.renew(id("d", 0), heartbeat(), second(2)))
        .isInstanceOf(StreamDecision.Kept.class);
  }

  @Test
  void aDisplacedStreamIsToldThatAnotherTookItsSlot() {
    var set = start(ONE, play(id("b", 90)), limit(1)).after(ONE);

    var gone = set.renew(id("a", 0), heartbeat(), second(91));
    assertThat(gone)
        .isEqualTo(
            new StreamDecision.Gone(
                new Ended(
                    ONE.members().getFirst(), new Ending.Displaced(second(90), id("b", 90)))));
    assertThat(gone.after(set)).isSameAs(set);
  }

  @Test
  void theHeartbeatOfAStreamThatNeverWasIsUnknown() {
    assertThat(ONE.renew(id("never", 0), heartbeat(), second(1)))
        .isEqualTo(new StreamDecision.Unknown());
  }

  @Test
  void aStreamOfTheSameKeyButAnotherStartIsUnknown() {
    assertThat(ONE.renew(id("a", 1), heartbeat(), second(2)))
        .isEqualTo(new StreamDecision.Unknown());
  }

  @Test
  void aHeartbeatThatTellsNothingLeavesThePlaybackAsItIs() {
    var set = renewed(paused(ONE, id("a", 0), 5), id("a", 0), 30);

    assertThat(set.members().getFirst().playback()).isEqualTo(new Playback.Paused(second(5), 0));
  }

  @Test
  void aHeartbeatLeavesTheOtherMembersAndTheirOrderAlone() {
    var set = playing(id("a", 0), id("b", 1), id("c", 2));

    var after = renewed(set, id("b", 1), 30);

    assertThat(members(after)).containsExactly(id("a", 0), id("b", 1), id("c", 2));
    assertThat(after.members().stream().map(Member::expiresAt))
        .containsExactly(second(90), second(120), second(92));
  }
}
