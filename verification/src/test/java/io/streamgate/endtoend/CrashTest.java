package io.streamgate.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.endtoend.crowd.Audit;
import io.streamgate.endtoend.crowd.Crowd;
import io.streamgate.endtoend.crowd.Ledger;
import io.streamgate.endtoend.crowd.Ledger.Standing;
import io.streamgate.endtoend.server.Launch;
import io.streamgate.endtoend.wire.Connection;
import io.streamgate.endtoend.wire.Request;
import io.streamgate.testing.Until;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills the server with {@code kill -9} while it is busy, again and again. This does not simulate a
 * power cut, because the kernel keeps the writes: see {@code PowerCutTest}.
 *
 * <p>Runs 5 times by default, 30 times with {@code -Dstreamgate.test.all=true}.
 */
@Tag("e2e")
final class CrashTest {

  private static final int KILLS = Boolean.getBoolean("streamgate.test.all") ? 30 : 5;
  private static final int VIEWERS = 24;

  @TempDir Path folder;

  @Test
  @Timeout(value = 4, unit = TimeUnit.MINUTES)
  void whatWasAcknowledgedIsThereAfterEachKill() {
    var seed = Long.getLong("streamgate.test.seed", System.nanoTime());
    System.out.println("-Dstreamgate.test.seed=" + seed);
    var random = new Random(seed);
    var ledger = new Ledger();
    var viewers = Stream.generate(Request::freshViewer).limit(VIEWERS).toList();
    var launch = Launch.in(folder).with("STREAMGATE_LEASE=P1D");

    try (var crowd = new Crowd(ledger, viewers, random)) {
      for (var kill = 0; kill < KILLS; kill++) {
        try (var server = launch.start()) {
          try (var connection = Connection.to(server.port())) {
            new Audit(connection, ledger, viewers).afterRestart();
          }
          var before = ledger.are(Standing.ENDED).size();
          var players = crowd.play(server.port());
          var ends = 1 + random.nextInt(300);
          Until.holds(
              Duration.ofSeconds(20),
              () -> "players have ended " + ends + " streams",
              () ->
                  ledger.are(Standing.ENDED).size() >= before + ends
                      || players.stream().anyMatch(player -> player.isDone()));
          server.kill();
          Crowd.await(players);
        }
      }
    }
    try (var server = launch.start();
        var connection = Connection.to(server.port())) {
      var audit = new Audit(connection, ledger, viewers);
      audit.afterRestart();
      audit.ofAll();
    }
    assertThat(ledger.are(Standing.ENDED)).hasSizeGreaterThan(KILLS);
  }
}
