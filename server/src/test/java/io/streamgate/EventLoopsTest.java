package io.streamgate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;

/** Event loops that cannot be created: the error message, and that no shutdown is needed. */
final class EventLoopsTest {

  private final EventLoops loops =
      EventLoops.create(
          () -> {
            throw new UncheckedIOException(new IOException("Too many open files"));
          });

  @Test
  void loopsThatCannotBeCreatedSayWhy() {
    assertThatThrownBy(loops::vertx)
        .isInstanceOf(CannotStart.class)
        .hasMessage("cannot create the event loops: java.io.IOException: Too many open files");
  }

  /** Their shutdown once failed as well, and its warning hid the startup failure. */
  @Test
  void loopsThatWereNeverCreatedStopAtOnce() {
    assertThat(loops.close().succeeded()).isTrue();
  }
}
