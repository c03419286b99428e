package io.streamgate.lease.stream;

import static io.streamgate.given.Given.id;
import static io.streamgate.given.Given.second;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class EndingTest {

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
