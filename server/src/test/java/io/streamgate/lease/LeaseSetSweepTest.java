package io.streamgate.lease;

import static io.streamgate.given.Given.heartbeat;
import static io.streamgate.given.Given.id;
import static io.streamgate.given.Given.limit;
import static io.streamgate.given.Given.play;
import static io.streamgate.given.Given.second;
import static io.streamgate.given.Sets.ended;
import static io.streamgate.given.Sets.members;
import static io.streamgate.given.Sets.playing;
import static io.streamgate.given.Sets.start;
import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.lease.stream.Ended;
import io.streamgate.lease.stream.Ending;
import io.streamgate.lease.stream.Member;
import org.junit.jupiter.api.Test;

/** The effects of time alone on a set. It frees no slot. */
final class LeaseSetSweepTest {

  private static final LeaseSet TWO = playing(id("a", 0), id("b", 60));

  @Test
  void whereTimeEndedNothingTheSetStaysTheSame() {
    var oneEnded = ended(TWO, id("a", 0), 10);

    assertThat(TWO.sweptAt(second(689.999)).next()).isSameAs(TWO);
    assertThat(oneEnded.sweptAt(second(129.999)).next()).isSameAs(oneEnded);
  }

  @Test
  void aMemberLapsedForTenMinutesHasEndedAtItsExpiry() {
    var swept = TWO.sweptAt(second(690));

    assertThat(members(swept.next())).containsExactly(id("b", 60));
    assertThat(swept.ended())
        .containsExactly(new Ended(TWO.members().getFirst(), new Ending.Expired(second(90))));
  }

  @Test
  void aSetThatWasNeverSweptAnswersAsOneThatWas() {
    var swept = TWO.sweptAt(second(690)).next();

    assertThat(TWO.find(id("a", 0), second(690))).containsInstanceOf(Ended.class);
    assertThat(members(start(TWO, play(id("c", 690)), limit(2)), TWO))
        .isEqualTo(members(start(swept, play(id("c", 690)), limit(2)), swept));
  }

  @Test
  void aSweptStreamCannotBeRevived() {
    var swept = TWO.sweptAt(second(690)).next();

    assertThat(swept.renew(id("a", 0), heartbeat(), second(690)))
        .isInstanceOf(StreamDecision.NotMember.class);
  }

  @Test
  void sweepingForgetsKeysTwoMinutesAfterTheEnd() {
    var set = ended(TWO, id("a", 0), 10);

    assertThat(set.sweptAt(second(129.999)).next().recent()).hasSize(1);
    assertThat(set.sweptAt(second(130)).next().recent()).isEmpty();
  }

  @Test
  void anIdleViewersSetEndsEmpty() {
    assertThat(TWO.sweptAt(second(750)).next()).isEqualTo(LeaseSet.EMPTY);
    assertThat(TWO.sweptAt(second(750)).next().isEmpty()).isTrue();
  }

  @Test
  void aSetIsKeptWhileItHasAMemberOrRemembersAKey() {
    assertThat(playing(id("a", 0)).isEmpty()).isFalse();
    assertThat(ended(playing(id("a", 0)), id("a", 0), 10).isEmpty()).isFalse();
  }

  @Test
  void aMemberIsFoundAsItStandsAndTheUnknownIsNot() {
    assertThat(TWO.find(id("a", 0), second(1))).containsSame(TWO.members().getFirst());
    assertThat(TWO.find(id("never", 0), second(1))).isEmpty();
  }

  @Test
  void anEndedStreamIsFoundForAsLongAsItsKeyIsRemembered() {
    var set = ended(TWO, id("a", 0), 10);

    assertThat(set.find(id("a", 0), second(129.999))).contains(set.recent().getFirst());
    assertThat(set.find(id("a", 0), second(130))).isEmpty();
  }

  @Test
  void liveIsWhoseLeaseRuns() {
    assertThat(TWO.liveAt(second(89.999)).stream().map(Member::id))
        .containsExactly(id("a", 0), id("b", 60));
    assertThat(TWO.liveAt(second(90)).stream().map(Member::id)).containsExactly(id("b", 60));
  }
}
