package io.streamgate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The state of a server after shutdown, or after a failed startup. */
final class ShutdownSequenceTest {

  private final List<String> stopped = new ArrayList<>();
  private final ShutdownSequence stops = new ShutdownSequence();

  private void add(String part) {
    stops.add(part, () -> stopped.add(part));
  }

  @Test
  void whatWasStartedLastIsStoppedFirst() {
    add("the store");
    add("the server");

    stops.close();

    assertThat(stopped).containsExactly("the server", "the store");
  }

  /** When event loops could not be created, the metrics once stayed open and hid the cause. */
  @Test
  void aPartThatCannotBeStoppedKeepsNoOtherFromIt() {
    add("the metrics");
    stops.add(
        "the event loops",
        () -> {
          throw new IllegalStateException("they were never made");
        });
    add("the server");

    stops.close();

    assertThat(stopped).containsExactly("the server", "the metrics");
  }

  @Test
  void nothingIsStoppedTwice() {
    add("the store");

    stops.close();
    stops.close();

    assertThat(stopped).containsExactly("the store");
  }
}
