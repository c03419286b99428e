package io.streamgate.endtoend.disk;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.endtoend.crowd.Audit;
import io.streamgate.endtoend.crowd.Crowd;
import io.streamgate.endtoend.crowd.Ledger;
import io.streamgate.endtoend.crowd.Ledger.Standing;
import io.streamgate.endtoend.wire.Answer;
import io.streamgate.endtoend.wire.Connection;
import io.streamgate.endtoend.wire.Request;
import io.streamgate.testing.Until;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server on a disk that is really full. */
@Tag("e2e")
final class FullDiskTest {

  private static final int ROUNDS = Boolean.getBoolean("streamgate.test.all") ? 4 : 1;
  private static final Duration SOON = Duration.ofSeconds(30);

  @TempDir Path folder;

  @Test
  void whatWasAcknowledgedIsThereWheneverTheDiskIsFullAndFree() {
    var random = new Random();
    var ledger = new Ledger();
    var viewers = Stream.generate(Request::freshViewer).limit(24).toList();

    try (var disk = SmallDisk.below(folder)) {
      for (var round = 0; round < ROUNDS; round++) {
        try (var server = disk.launch().start();
            var connection = Connection.to(server.port())) {
          var audit = new Audit(connection, ledger, viewers);
          audit.afterRestart();
          playWhileItFillsAndIsFreed(
              disk, server.port(), Crowd.onFailingDisk(ledger, viewers, random), ledger);
          audit.afterRestart();
          audit.ofAll();
          server.kill();
        }
      }
      try (var server = disk.launch().start();
          var connection = Connection.to(server.port())) {
        new Audit(connection, ledger, viewers).ofAll();
      }
    }
    assertThat(ledger.are(Standing.ENDED)).hasSizeGreaterThan(ROUNDS * 40);
  }

  private static void playWhileItFillsAndIsFreed(
      SmallDisk disk, int port, Crowd crowd, Ledger ledger) {
    try (crowd;
        var connection = Connection.to(port)) {
      var players = crowd.play(port);
      awaitEnds(ledger, 20);
      disk.fill();
      Until.holds(SOON, () -> "players receive 503", () -> crowd.unavailable() > 20);
      disk.free();
      Until.holds(SOON, () -> "the server is ready", () -> ready(connection).status() == 200);
      awaitEnds(ledger, 20);
      crowd.disperse();
      Crowd.await(players);
    }
  }

  private static void awaitEnds(Ledger ledger, int more) {
    var before = ledger.are(Standing.ENDED).size();
    Until.holds(
        SOON,
        () -> "players have ended " + more + " more streams",
        () -> ledger.are(Standing.ENDED).size() >= before + more);
  }

  @Test
  void aFullDiskStopsStartsAndEndsButNoHeartbeatAndNoList() {
    var viewer = Request.freshViewer();
    try (var disk = SmallDisk.below(folder);
        var server = disk.launch().start();
        var connection = Connection.to(server.port())) {
      var id = connection.ask(Request.startWithKey(viewer, "one")).id();
      disk.fill();
      Until.holds(
          SOON,
          () -> "a start fails because the disk is full",
          () -> connection.ask(Request.startWithKey(Request.freshViewer(), "x")).status() == 503);
      Until.holds(
          SOON,
          () -> "the server has retried",
          () -> ready(connection).text("/store").startsWith("cannot write to disk"));

      assertThat(connection.ask(Request.heartbeat(viewer, id)).status()).isEqualTo(200);
      assertThat(connection.ask(Request.list(viewer, "")).ofStreams("video_name"))
          .containsExactly("one");
      assertThat(connection.ask(Request.startWithKey(viewer, "one")).status()).isEqualTo(200);
      assertThat(connection.ask(Request.end(viewer, id)).status()).isEqualTo(503);
      assertThat(connection.ask(Request.startWithKey(viewer, "two")).text("/type"))
          .isEqualTo("/problems/store-unavailable");
      assertThat(ready(connection))
          .satisfies(answer -> assertThat(answer.status()).isEqualTo(503))
          .satisfies(answer -> assertThat(answer.text("/status")).isEqualTo("at_fault"))
          .satisfies(answer -> assertThat(answer.text("/store")).contains("full"));

      disk.free();
      Until.holds(SOON, () -> "the server is ready", () -> ready(connection).status() == 200);

      assertThat(connection.ask(Request.startWithKey(viewer, "two")).status()).isEqualTo(201);
      assertThat(connection.ask(Request.end(viewer, id)).status()).isEqualTo(204);
      assertThat(server.logLines().stream().filter(line -> line.contains("commit failed; ")))
          .hasSize(1);
    }
  }

  @Test
  void aDiskThatIsFullAtTheStartEndsItWith1AndOneLine() {
    try (var disk = SmallDisk.below(folder)) {
      try (var server = disk.launch().start()) {
        server.kill();
      }
      disk.fill();
      try (var server = disk.launch().launch()) {
        assertThat(server.awaitExit()).isEqualTo(1);
        assertThat(server.errorLines())
            .singleElement()
            .asString()
            .contains("data")
            .contains("the disk is full");
      }

      disk.free();
      disk.launch().start().close();
    }
  }

  static Answer ready(Connection connection) {
    return connection.ask(Request.get("192.0.2.1", "/health/ready"));
  }
}
