package io.streamgate.http;

import io.streamgate.RunningStreamgate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

/** One server and one new viewer per test. The server is stopped after the test. */
public abstract class ApiFixture {

  private final List<RunningStreamgate> running = new ArrayList<>();

  /**
   * Starts a server with those settings, {@code NAME=value}. The test's clock is now this server's.
   */
  protected final RunningStreamgate serve(String... settings) {
    try {
      var streamgate = RunningStreamgate.with(settings);
      running.add(streamgate);
      return streamgate;
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  /** A viewer of a server with those settings. */
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
