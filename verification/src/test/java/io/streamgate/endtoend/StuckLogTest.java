package io.streamgate.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.endtoend.server.Launch;
import io.streamgate.endtoend.server.ServerProcess;
import io.streamgate.endtoend.wire.Connection;
import io.streamgate.endtoend.wire.Request;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A server whose stdout is a pipe that nobody reads, as under a log driver that is stuck. It once
 * stopped responding on both ports, and did not even stop on SIGTERM.
 */
@Tag("e2e")
final class StuckLogTest {

  private static final Duration DEADLINE = Duration.ofSeconds(10);

  /** A line takes some 450 bytes with it; a pipe of Linux holds 64 KiB. */
  private static final String LONG_ID = "r".repeat(128);

  @TempDir Path folder;

  @Test
  @Timeout(value = 3, unit = TimeUnit.MINUTES)
  void aLogThatNobodyReadsBlocksNoRequestAndNoShutdown() {
    var launch =
        Launch.in(folder).with("STREAMGATE_LOG_QUEUE=16384", "STREAMGATE_STARTS_PER_MINUTE=0");
    try (var server = launch.startUnread();
        var player = Connection.to(server.port());
        var other = Connection.to(server.port())) {
      var viewer = Request.freshViewer();
      for (var slot = 0; slot < 3; slot++) {
        assertThat(player.ask(start(viewer)).status()).isEqualTo(201);
      }
      var refused = 0;
      while (dropped(server) < 100) {
        for (var each = 0; each < 200; each++) {
          assertThat(player.ask(start(viewer)).status()).isEqualTo(409);
          refused++;
        }
      }

      assertThat(other.ask(start(Request.freshViewer())).status()).isEqualTo(201);
      assertThat(other.ask(Request.list(viewer, "")).ofStreams("stream_id")).hasSize(3);
      assertThat(metric(server, "streamgate_starts_total\\{outcome=\"limit_reached\"\\}"))
          .isEqualTo(refused);

      var signalled = System.nanoTime();
      server.signal("TERM");
      assertThat(server.awaitExit()).isEqualTo(0);
      assertThat(Duration.ofNanos(System.nanoTime() - signalled)).isLessThan(DEADLINE);
    }
  }

  private static Request start(String viewer) {
    var usual = Request.start(viewer, "{}");
    return new Request(
        usual.method(), usual.path(), viewer, List.of("x-request-id: " + LONG_ID), usual.body());
  }

  private static double dropped(ServerProcess server) {
    return metric(server, "streamgate_log_lines_dropped_total");
  }

  private static double metric(ServerProcess server, String name) {
    try (var connection = Connection.to(server.managementPort())) {
      var scrape = connection.ask(Request.get("192.0.2.7", "/metrics")).body();
      var sample = Pattern.compile("(?m)^" + name + " (\\S+)$").matcher(scrape);
      assertThat(sample.find()).as("%s in %s", name, scrape).isTrue();
      return Double.parseDouble(sample.group(1));
    }
  }
}
