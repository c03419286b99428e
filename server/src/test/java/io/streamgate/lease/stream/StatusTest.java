package io.streamgate.lease.stream;

import static io.streamgate.given.Given.id;
import static io.streamgate.given.Given.second;
import static io.streamgate.given.Sets.playing;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class StatusTest {

  private static final Member MEMBER = playing(id("a", 0)).members().getFirst();

  @Test
  void aMemberIsActiveUntilItsLeaseEndsThenLapsedThenEnded() {
    assertThat(Status.of(MEMBER, second(89.999))).isEqualTo(Status.ACTIVE);
    assertThat(Status.of(MEMBER, second(90))).isEqualTo(Status.LAPSED);
    assertThat(Status.of(MEMBER, second(690))).isEqualTo(Status.ENDED);
  }

  @Test
  void anEndedStreamIsEndedEvenWhileItsLeaseRuns() {
    var ended = MEMBER.ended(new Ending.Finished(second(1)));

    assertThat(Status.of(ended, second(2))).isEqualTo(Status.ENDED);
  }
}
