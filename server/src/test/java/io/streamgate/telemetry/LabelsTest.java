package io.streamgate.telemetry;

import static io.streamgate.given.Given.id;
import static io.streamgate.given.Given.second;
import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.lease.id.Device;
import io.streamgate.lease.id.StreamId;
import io.streamgate.lease.stream.Ending;
import org.junit.jupiter.api.Test;

/** The reasons for a stream's end, as named by the metrics and the log. */
final class LabelsTest {

  private static final StreamId B = id("b", 1);

  @Test
  void thereAreFewReasonsForAnEnd() {
    assertThat(Labels.of(new Ending.Finished(second(9)))).isEqualTo("ended");
    assertThat(Labels.of(new Ending.Stopped(second(9), new Device.Named("tv"))))
        .isEqualTo("stopped");
    assertThat(Labels.of(new Ending.Recorded(second(9)))).isEqualTo("ended");
    assertThat(Labels.of(new Ending.Evicted(second(9), B))).isEqualTo("evicted");
    assertThat(Labels.of(new Ending.Replaced(second(9), B))).isEqualTo("replaced");
    assertThat(Labels.of(new Ending.Displaced(second(9), B))).isEqualTo("lapsed");
    assertThat(Labels.of(new Ending.Expired(second(9)))).isEqualTo("lapsed");
    assertThat(Labels.of(new Ending.Other("terminated", second(9), B))).isEqualTo("other");
  }
}
