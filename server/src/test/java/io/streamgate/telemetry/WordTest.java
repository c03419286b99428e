package io.streamgate.telemetry;

import static io.streamgate.given.Given.id;
import static io.streamgate.given.Given.second;
import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.lease.Ending;
import io.streamgate.lease.id.StreamId;
import org.junit.jupiter.api.Test;

/** Why a stream ended, in the words of the metrics and the log. */
final class WordTest {

  private static final StreamId B = id("b", 1);

  @Test
  void thereAreFewReasonsForAnEnd() {
    assertThat(Word.of(new Ending.Stopped(second(9)))).isEqualTo("ended");
    assertThat(Word.of(new Ending.Recorded(second(9)))).isEqualTo("ended");
    assertThat(Word.of(new Ending.Evicted(second(9), B))).isEqualTo("evicted");
    assertThat(Word.of(new Ending.Replaced(second(9), B))).isEqualTo("replaced");
    assertThat(Word.of(new Ending.Displaced(second(9), B))).isEqualTo("lapsed");
    assertThat(Word.of(new Ending.Expired(second(9)))).isEqualTo("lapsed");
    assertThat(Word.of(new Ending.Other("terminated", second(9), B))).isEqualTo("other");
  }
}
