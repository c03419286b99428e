package io.streamgate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;

/** Event loops that cannot be created: what is said of that, and that they need no stop. */
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

  /** Their stop once failed as well, and its warning stood above the failure of the start. */
  @Test
  void loopsThatWereNeverCreatedStopAtOnce() {
    assertThat(loops.close().succeeded()).isTrue();
  }
}
