package io.streamgate.lease;

import static io.streamgate.given.Given.amendment;
import static io.streamgate.given.Given.id;
import static io.streamgate.given.Given.lastWords;
import static io.streamgate.given.Given.objections;
import static io.streamgate.given.Given.rewrite;
import static io.streamgate.given.Given.second;
import static io.streamgate.given.Sets.ended;
import static io.streamgate.given.Sets.members;
import static io.streamgate.given.Sets.playing;
import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.lease.stream.Details;
import io.streamgate.lease.stream.Ended;
import io.streamgate.lease.stream.Ending;
import io.streamgate.lease.stream.Member;
import io.streamgate.lease.stream.Playback;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Changes of a stream's data. */
final class LeaseSetAmendmentTest {

  private static final LeaseSet ONE = playing(id("a", 0));

  @Test
  void anAmendmentIsNoSignOfLife() {
    var set = ONE.amend(id("a", 0), rewrite("{\"size\":1}"), second(60)).after(ONE);

    assertThat(set.members())
        .containsExactly(
            new Member(
                id("a", 0), second(90), new Playback.Playing(0), new Details("{\"size\":1}")));
  }

  @Test
  void aLapsedMemberCanBeAmendedAndStaysLapsed() {
    var set = ONE.amend(id("a", 0), rewrite("{\"size\":1}"), second(200)).after(ONE);

    assertThat(set.liveAt(second(200))).isEmpty();
    assertThat(set.members().getFirst().details().json()).isEqualTo("{\"size\":1}");
  }

  @Test
  void anAmendmentIsMadeOnWhatTheStreamHas() {
    var set = ONE.amend(id("a", 0), rewrite("{\"size\":1}"), second(1)).after(ONE);
    var grown =
        amendment(before -> new Amendment.Patched.To(new Details(before.details().json() + "!")));

    assertThat(set.amend(id("a", 0), grown, second(2)).after(set).members().getFirst().details())
        .isEqualTo(new Details("{\"size\":1}!"));
  }

  @Test
  void anAmendmentCanTellThatThePlayerIsPaused() {
    var pauses =
        new Amendment(
            List.of(new Playback.Report.Pauses()), Amendment.Patch.NOTHING, Amendment.Fate.GOES_ON);

    assertThat(ONE.amend(id("a", 0), pauses, second(7)).after(ONE).members().getFirst())
        .isEqualTo(
            new Member(id("a", 0), second(90), new Playback.Paused(second(7), 0), Details.NONE));
  }

  @Test
  void anAmendmentThatDoesNotFitIsRejectedAndChangesNothing() {
    var ends =
        new Amendment(
            List.of(new Playback.Report.Pauses()),
            _ -> new Amendment.Patched.Rejected(objections("17 attributes")),
            Amendment.Fate.ENDS);

    var decision = ONE.amend(id("a", 0), ends, second(7));

    assertThat(decision).isEqualTo(new StreamDecision.Rejected(objections("17 attributes")));
    assertThat(decision.after(ONE)).isSameAs(ONE);
    assertThat(decision.ended()).isEmpty();
  }

  @Test
  void anAmendmentCanEndTheStreamWithItsLastWords() {
    var decision = ONE.amend(id("a", 0), lastWords("{\"size\":2}"), second(7));

    assertThat(members(decision, ONE)).isEmpty();
    assertThat(decision.ended())
        .containsExactly(
            new Ended(
                new Member(
                    id("a", 0), second(90), new Playback.Playing(0), new Details("{\"size\":2}")),
                new Ending.Finished(second(7))));
  }

  @Test
  void aStreamThatHasEndedCannotBeAmended() {
    var set = ended(ONE, id("a", 0), 5);

    assertThat(set.amend(id("a", 0), rewrite("{}"), second(6)))
        .isEqualTo(new StreamDecision.Gone(set.recent().getFirst()));
  }

  @Test
  void aStreamThatNobodyRevivedForTenMinutesCannotBeAmended() {
    assertThat(ONE.amend(id("a", 0), rewrite("{}"), second(690)))
        .isInstanceOf(StreamDecision.Gone.class);
  }

  @Test
  void aStreamThatNeverWasCannotBeAmended() {
    assertThat(ONE.amend(id("never", 0), rewrite("{}"), second(6)))
        .isEqualTo(new StreamDecision.Unknown());
  }
}
