package io.streamgate.lease;

import static io.streamgate.given.Given.id;
import static io.streamgate.given.Given.second;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class EndingTest {

  @Test
  void aPlayerIsToldWhyItsStreamEnded() {
    var by = id("b", 1);

    assertThat(new Ending.Stopped(second(1)).reason()).isEqualTo("ended");
    assertThat(new Ending.Recorded(second(1)).reason()).isEqualTo("ended");
    assertThat(new Ending.Evicted(second(1), by).reason()).isEqualTo("evicted");
    assertThat(new Ending.Replaced(second(1), by).reason()).isEqualTo("replaced");
    assertThat(new Ending.Displaced(second(1), by).reason()).isEqualTo("lapsed");
    assertThat(new Ending.Expired(second(1)).reason()).isEqualTo("lapsed");
  }

  @Test
  void anEndedStreamTellsWhatItsPlayerToldLast() {
    var paused = new Playback.Paused(second(5), 4_000);
    var details = new Details("{\"video_name\":\"News\"}");
    var ended = new Member(id("a", 0), second(90), paused, details).expired();

    assertThat(ended.id()).isEqualTo(id("a", 0));
    assertThat(ended.playback()).isEqualTo(paused);
    assertThat(ended.details()).isEqualTo(details);
  }
}
