package io.streamgate.endtoend.disk;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.endtoend.crowd.Audit;
import io.streamgate.endtoend.crowd.Crowd;
import io.streamgate.endtoend.crowd.Ledger;
import io.streamgate.endtoend.server.Launch;
import io.streamgate.endtoend.wire.Connection;
import io.streamgate.endtoend.wire.Request;
import io.streamgate.testing.Until;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two real servers on one data directory, whose lock file somebody has removed. */
@Tag("e2e")
final class RemovedLockTest {

  private static final Duration SOON = Duration.ofSeconds(30);
  private static final String TAKEN_OVER =
      "another process has taken over the data directory; no further writes";

  @TempDir Path folder;

  @Test
  void aViewerNeverHasFourStreamsOnTwoServers() throws IOException {
    var viewer = Request.freshViewer();
    try (var first = Launch.in(folder).start();
        var onFirst = Connection.to(first.port())) {
      for (var name : new String[] {"one", "two"}) {
        assertThat(onFirst.ask(Request.startWithKey(viewer, name)).status()).isEqualTo(201);
      }
      Files.delete(folder.resolve("data").resolve("lock"));
      assertThat(onFirst.ask(Request.startWithKey(viewer, "three")).status()).isEqualTo(201);

      try (var second = Launch.in(folder).start();
          var onSecond = Connection.to(second.port())) {
        var somebody = Request.freshViewer();
        assertThat(onFirst.ask(Request.startWithKey(somebody, "five")).status()).isEqualTo(503);
        assertThat(onFirst.ask(Request.startWithKey(viewer, "four")).status()).isEqualTo(503);
        assertThat(onFirst.ask(Request.list(viewer, "")).status()).isEqualTo(503);
        assertThat(onSecond.ask(Request.startWithKey(viewer, "four")).status()).isEqualTo(409);
        assertThat(onSecond.ask(Request.list(viewer, "")).ofStreams("video_name"))
            .containsExactly("three", "two", "one");
        Until.holds(
            SOON,
            () -> "the first server is at fault",
            () -> FullDiskTest.ready(onFirst).text("/status").equals("at_fault"));
        assertThat(FullDiskTest.ready(onFirst).text("/store"))
            .isEqualTo("another process has taken over the data directory; stop this process");
        assertThat(first.logLines().stream().filter(line -> line.contains(TAKEN_OVER))).hasSize(1);
        first.signal("TERM");
        assertThat(first.awaitExit()).isZero();
        assertThat(onSecond.ask(Request.startWithKey(viewer, "three")).status()).isEqualTo(200);
      }
    }
  }

  @Test
  void whatTheFirstServerAcknowledgedIsThereOnTheSecond() throws IOException {
    var ledger = new Ledger();
    var viewers = Stream.generate(Request::freshViewer).limit(24).toList();
    try (var first = Launch.in(folder).with("STREAMGATE_LEASE=P1D").start();
        var crowd = Crowd.onFailingDisk(ledger, viewers, new Random())) {
      var players = crowd.play(first.port());
      Until.holds(
          SOON,
          () -> "players have ended 20 streams",
          () -> ledger.are(Ledger.Standing.ENDED).size() >= 20);
      Files.delete(folder.resolve("data").resolve("lock"));

      try (var second = Launch.in(folder).with("STREAMGATE_LEASE=P1D").start();
          var connection = Connection.to(second.port())) {
        Until.holds(SOON, () -> "players receive 503", () -> crowd.unavailable() > 20);
        crowd.disperse();
        Crowd.await(players);

        var audit = new Audit(connection, ledger, viewers);
        audit.afterRestart();
        audit.ofAll();
      }
    }
  }
}
