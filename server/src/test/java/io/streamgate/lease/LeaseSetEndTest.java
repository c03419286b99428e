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

import io.streamgate.lease.id.Device;
import io.streamgate.lease.stream.Ended;
import io.streamgate.lease.stream.Ending;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A player ends its stream. */
final class LeaseSetEndTest {

  private static final LeaseSet TWO = playing(id("a", 0), id("b", 1));

  @Test
  void anEndFreesTheSlotAndRemembersTheStream() {
    var ended = new Ended(TWO.members().getFirst(), new Ending.Finished(second(9)));
    var next = new LeaseSet(TWO.members().subList(1, 2), List.of(ended));

    assertThat(TWO.end(id("a", 0), Device.UNNAMED, second(9)))
        .isEqualTo(new StreamDecision.Closed(ended, next));
  }

  /** Otherwise its player would start again by itself. */
  @Test
  void anEndByAnotherDeviceSaysWhich() {
    var phone = new Device.Named("phone");
    var set = playing(id("tv/a", 0), id("b", 1));

    assertThat(endings(set.end(id("tv/a", 0), phone, second(9))))
        .containsExactly(new Ending.Stopped(second(9), phone));
    assertThat(endings(set.end(id("b", 1), phone, second(9))))
        .as("a stream without a device is a device of its own")
        .containsExactly(new Ending.Stopped(second(9), phone));
  }

  @Test
  void anEndByItsOwnDeviceOrByNobodyInParticularIsItsPlayers() {
    var set = playing(id("tv/a", 0));
    var finished = new Ending.Finished(second(9));

    assertThat(endings(set.end(id("tv/a", 0), new Device.Named("tv"), second(9))))
        .containsExactly(finished);
    assertThat(endings(set.end(id("tv/a", 0), Device.UNNAMED, second(9))))
        .containsExactly(finished);
  }

  @Test
  void theFirstEndStaysOnRecordWhoeverRepeatsIt() {
    var phone = new Device.Named("phone");
    var one = playing(id("tv/a", 0));
    var stopped = one.end(id("tv/a", 0), phone, second(9)).after(one);
    var finished = one.end(id("tv/a", 0), Device.UNNAMED, second(9)).after(one);

    assertThat(stopped.end(id("tv/a", 0), Device.UNNAMED, second(10)))
        .isEqualTo(new StreamDecision.Gone(stopped.recent().getFirst()));
    assertThat(finished.end(id("tv/a", 0), phone, second(10)))
        .isEqualTo(new StreamDecision.Gone(finished.recent().getFirst()));
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

    var decision = set.end(id("a", 0), Device.UNNAMED, second(20));

    assertThat(decision).isEqualTo(new StreamDecision.Gone(set.recent().getFirst()));
    assertThat(decision.after(set)).isSameAs(set);
  }

  @Test
  void endingTheUnknownOrTheForeignChangesNothing() {
    var decision = TWO.end(id("foreign", 0), Device.UNNAMED, second(9));

    assertThat(decision).isEqualTo(new StreamDecision.Unknown());
    assertThat(decision.after(TWO)).isSameAs(TWO);
  }

  @Test
  void aLapsedMemberCanBeEnded() {
    assertThat(endings(TWO.end(id("a", 0), Device.UNNAMED, second(300))))
        .containsExactly(new Ending.Finished(second(300)));
  }

  @Test
  void aMemberThatNobodyRevivedForTenMinutesHasEndedAlready() {
    assertThat(TWO.end(id("a", 0), Device.UNNAMED, second(690)))
        .isEqualTo(
            new StreamDecision.Gone(
                new Ended(TWO.members().getFirst(), new Ending.Expired(second(90)))));
  }
}
