package io.streamgate.lease.stream;

import static io.streamgate.given.Given.second;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class PlaybackTest {

  private static final Playback PLAYING = Playback.fromStart();
  private static final Playback PAUSED = new Playback.Paused(second(5), 700);

  @Test
  void aStreamPlaysFromItsStart() {
    assertThat(PLAYING).isEqualTo(new Playback.Playing(0));
  }

  @Test
  void aPlayerThatPausesIsPausedSinceThen() {
    assertThat(PLAYING.after(List.of(new Playback.Report.Pauses()), second(9)))
        .isEqualTo(new Playback.Paused(second(9), 0));
  }

  @Test
  void tellingAgainThatItIsPausedDoesNotRestartThePause() {
    assertThat(PAUSED.after(List.of(new Playback.Report.Pauses()), second(9))).isEqualTo(PAUSED);
  }

  @Test
  void aPlayerThatPlaysAgainKeepsItsPosition() {
    assertThat(PAUSED.after(List.of(new Playback.Report.Plays()), second(9)))
        .isEqualTo(new Playback.Playing(700));
  }

  @Test
  void aPositionChangesNothingElse() {
    var news = List.<Playback.Report>of(new Playback.Report.IsAt(800));

    assertThat(PAUSED.after(news, second(9))).isEqualTo(new Playback.Paused(second(5), 800));
    assertThat(PLAYING.after(news, second(9))).isEqualTo(new Playback.Playing(800));
  }

  @Test
  void newsAreTakenInOrder() {
    var news = List.<Playback.Report>of(new Playback.Report.Plays(), new Playback.Report.Pauses());

    assertThat(PAUSED.after(news, second(9))).isEqualTo(new Playback.Paused(second(9), 700));
  }
}
