package io.streamgate.bench.cost;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.bench.cost.Script.Act;
import io.streamgate.bench.cost.Script.Step;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ScriptTest {

  private static final Duration HOUR = Duration.ofHours(1);

  private final Script script = Script.of(List.of(1, 2), HOUR, Duration.ofSeconds(30));

  @Test
  void eachStreamStartsSends119HeartbeatsInItsHourAndEnds() {
    for (var stream = 1; stream <= 3; stream++) {
      var number = stream;
      assertThat(script.steps().stream().filter(step -> step.stream() == number).map(Step::act))
          .hasSize(121)
          .startsWith(Act.START, Act.HEARTBEAT)
          .endsWith(Act.HEARTBEAT, Act.END);
    }
  }

  @Test
  void stepsAreOrderedByTime() {
    assertThat(script.steps()).isSortedAccordingTo(Comparator.comparing(Step::at));
  }

  @Test
  void streamsOfOneViewerOverlap() {
    var ofSecond = script.steps().stream().filter(step -> step.viewer() == 2).toList();

    assertThat(ofSecond).extracting(Step::stream).containsOnly(2, 3).startsWith(2, 3);
  }

  @Test
  void streamHoursAreTheSumOfAllStreams() {
    assertThat(script.streamHours()).isEqualTo(3);
    assertThat(Script.of(List.of(1), HOUR.dividedBy(2), Duration.ofSeconds(30)).streamHours())
        .isEqualTo(0.5);
  }
}
