package io.streamgate.lease;

import static io.streamgate.given.Given.id;
import static io.streamgate.given.Given.limit;
import static io.streamgate.given.Given.play;
import static io.streamgate.given.Given.second;
import static io.streamgate.given.Sets.ended;
import static io.streamgate.given.Sets.endings;
import static io.streamgate.given.Sets.members;
import static io.streamgate.given.Sets.playing;
import static io.streamgate.given.Sets.start;
import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.lease.stream.Ended;
import io.streamgate.lease.stream.Ending;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A player ends its stream. */
final class LeaseSetEndTest {

  private static final LeaseSet TWO = playing(id("a", 0), id("b", 1));

  @Test
  void anEndFreesTheSlotAndRemembersTheStream() {
    var ended = new Ended(TWO.members().getFirst(), new Ending.Stopped(second(9)));
    var next = new LeaseSet(TWO.members().subList(1, 2), List.of(ended));

    assertThat(TWO.end(id("a", 0), second(9))).isEqualTo(new StreamDecision.Closed(ended, next));
  }

  @Test
  void endingTheEndedTwentyTimesFreesOneSlot() {
    var set = TWO;
    for (var repeated = 0; repeated < 20; repeated++) {
      set = ended(set, id("a", 0), 9);
    }

    assertThat(members(set)).containsExactly(id("b", 1));
    var full = start(set, play(id("c", 10)), limit(2)).after(set);
    assertThat(start(full, play(id("d", 11)), limit(2))).isInstanceOf(StartDecision.Refused.class);
  }

  @Test
  void endingTheEndedChangesNothingNotEvenWhenItEnded() {
    var set = ended(TWO, id("a", 0), 9);

    var decision = set.end(id("a", 0), second(20));

    assertThat(decision).isEqualTo(new StreamDecision.Gone(set.recent().getFirst()));
    assertThat(decision.after(set)).isSameAs(set);
  }

  @Test
  void endingTheUnknownOrTheForeignChangesNothing() {
    var decision = TWO.end(id("foreign", 0), second(9));

    assertThat(decision).isEqualTo(new StreamDecision.Unknown());
    assertThat(decision.after(TWO)).isSameAs(TWO);
  }

  @Test
  void aLapsedMemberCanBeEnded() {
    assertThat(endings(TWO.end(id("a", 0), second(300))))
        .containsExactly(new Ending.Stopped(second(300)));
  }

  @Test
  void aMemberThatNobodyRevivedForTenMinutesHasEndedAlready() {
    assertThat(TWO.end(id("a", 0), second(690)))
        .isEqualTo(
            new StreamDecision.Gone(
                new Ended(TWO.members().getFirst(), new Ending.Expired(second(90)))));
  }
}
