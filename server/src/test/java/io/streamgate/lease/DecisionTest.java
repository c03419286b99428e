package io.streamgate.lease;

import static io.streamgate.given.Given.heartbeat;
import static io.streamgate.given.Given.id;
import static io.streamgate.given.Given.limit;
import static io.streamgate.given.Given.objections;
import static io.streamgate.given.Given.pastView;
import static io.streamgate.given.Given.play;
import static io.streamgate.given.Given.second;
import static io.streamgate.given.Sets.ended;
import static io.streamgate.given.Sets.playing;
import static io.streamgate.given.Sets.start;
import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.lease.id.Device;
import io.streamgate.lease.stream.Ended;
import io.streamgate.lease.stream.Ending;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a store has to persist for each decision. */
final class DecisionTest {

  private static final LeaseSet ONE = playing(id("a", 0));
  private static final LeaseSet OVER = ended(ONE, id("a", 0), 10);
  private static final LeaseSet SEEN =
      ONE.decide(pastView(id("s", 1)), limit(3), second(1)).after(ONE);

  @Test
  void anAnswerThatChangesNothingLeavesTheSetItself() {
    var rejecting =
        new Amendment(
            List.of(), _ -> new Amendment.Patched.Rejected(objections("no")), Amendment.Fate.ENDS);

    leavesAsItIs(
        SEEN,
        SEEN.decide(pastView(id("s", 2)), limit(3), second(2)),
        StartDecision.RecordedBefore.class);
    leavesAsItIs(OVER, start(OVER, play(id("a", 11)), limit(3)), StartDecision.AlreadyEnded.class);
    leavesAsItIs(ONE, start(ONE, play(id("b", 1)), limit(1)), StartDecision.Refused.class);
    leavesAsItIs(ONE, start(ONE, play(id("b", 1)), limit(0)), StartDecision.NotAllowed.class);
    leavesAsItIs(ONE, ONE.amend(id("a", 0), rejecting, second(1)), StreamDecision.Rejected.class);
    leavesAsItIs(OVER, OVER.end(id("a", 0), Device.UNNAMED, second(11)), StreamDecision.Gone.class);
    leavesAsItIs(
        ONE, ONE.end(id("never", 0), Device.UNNAMED, second(1)), StreamDecision.Unknown.class);
  }

  private static void leavesAsItIs(LeaseSet set, Decision decision, Class<?> kind) {
    assertThat(decision).isInstanceOf(kind);
    assertThat(decision.after(set)).isSameAs(set);
    assertThat(decision.ended()).isEmpty();
  }

  @Test
  void aRenewedStreamPutsNothingOnRecord() {
    assertThat(ONE.renew(id("a", 0), heartbeat(), second(1)).ended()).isEmpty();
    assertThat(start(ONE, play(id("a", 1)), limit(3)).ended()).isEmpty();
  }

  @Test
  void aStreamThatEndsIsOnRecordAndNoMember() {
    var last = ONE.members().getFirst();

    assertThat(ONE.end(id("a", 0), Device.UNNAMED, second(10)).ended())
        .containsExactly(new Ended(last, new Ending.Finished(second(10))));
    assertThat(OVER.members()).isEmpty();
  }
}
