package io.streamgate.lease.stream;

import static io.streamgate.given.Given.id;
import static io.streamgate.given.Given.second;
import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.lease.rule.Limit;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A member that a clock which was ahead has written. */
final class MemberTest {

  private static final Member AHEAD =
      new Member(
          id("a", 3_600),
          second(3_600),
          second(3_690),
          new Playback.Paused(second(3_600), 7),
          new Details("{\"n\":1}"),
          new AtStart("family", new Limit.AtMost(5), Map.of("genre", "sport"), false));

  @Test
  void twoToleratedClocksMayDifferByTwelveSeconds() {
    assertThat(AHEAD.judgedAt(second(3_588))).isEqualTo(AHEAD);
    assertThat(AHEAD.judgedAt(second(3_587.999)).lastSeenAt()).isEqualTo(second(3_587.999));
  }

  @Test
  void aLeaseFromTheFutureBeginsNowAndKeepsEverythingElse() {
    var judged = AHEAD.judgedAt(second(0));

    assertThat(judged)
        .isEqualTo(
            new Member(
                AHEAD.id(),
                second(0),
                second(90),
                AHEAD.playback(),
                AHEAD.details(),
                AHEAD.atStart()));
  }

  @Test
  void aLeaseThatALeaveHasCutStaysCut() {
    var cut = AHEAD.left(second(3_690), Duration.ofSeconds(15), second(3_600));

    assertThat(cut.atStart()).isEqualTo(AHEAD.atStart());
    assertThat(cut.judgedAt(second(0)).expiresAt()).isEqualTo(second(15));
  }
}
