package io.streamgate.http;

import io.streamgate.RunningStreamgate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

/** One server a test, and a viewer nobody else is. Stopped when the test is over. */
public abstract class ApiFixture {

  private final List<RunningStreamgate> running = new ArrayList<>();

  /** A server that was told {@code NAME=value}; from then on the one that time passes for. */
  protected final RunningStreamgate serve(String... settings) {
    try {
      var streamgate = RunningStreamgate.with(settings);
      running.add(streamgate);
      return streamgate;
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  /** A viewer of a server that was told so. */
  protected final Client viewer(String... settings) {
    return Client.of(serve(settings).port()).asNewViewer();
  }

  protected final void pass(Duration time) {
    running.getLast().pass(time);
  }

  protected final void passSeconds(long seconds) {
    pass(Duration.ofSeconds(seconds));
  }

  @AfterEach
  final void stop() {
    running.forEach(RunningStreamgate::close);
  }
}
