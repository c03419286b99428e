package io.streamgate.endtoend.disk;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.endtoend.crowd.Audit;
import io.streamgate.endtoend.crowd.Crowd;
import io.streamgate.endtoend.crowd.Ledger;
import io.streamgate.endtoend.crowd.Ledger.Standing;
import io.streamgate.endtoend.server.Launch;
import io.streamgate.endtoend.server.ServerProcess;
import io.streamgate.endtoend.wire.Connection;
import io.streamgate.endtoend.wire.Request;
import io.streamgate.testing.Tools;
import io.streamgate.testing.Until;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * System calls that fail as on a broken disk: the kernel reports errors to the real SQLite in a
 * real server process, in the middle of a commit, again and again.
 */
@Tag("e2e")
final class FailingCallsTest {

  private static final boolean ALL = Boolean.getBoolean("streamgate.test.all");
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path folder;

  /**
   * Arguments for strace. It counts calls per thread, so the writer's calls fail, and not those of
   * the startup. A commit writes a header and a page for each changed page, and syncs once. An odd
   * step makes a different part of the commit fail each time.
   */
  static Stream<List<String>> injections() {
    var usual = List.of("fsync:error=EIO:when=40+23", "pwrite64:error=EIO:when=200+101");
    var more = List.of("fsync:error=ENOSPC:when=40+7", "pwrite64:error=EROFS:when=200+37");
    return ALL ? Stream.of(usual, more) : Stream.of(usual);
  }

  @ParameterizedTest
  @MethodSource("injections")
  void whatWasAcknowledgedIsThereThoughCallsFail(List<String> injections) {
    var ledger = new Ledger();
    var viewers = Stream.generate(Request::freshViewer).limit(24).toList();
    var strace = Tools.require("strace", "acknowledged streams survive disk errors").toString();
    var under = new ArrayList<>(List.of(strace, "-D", "-f", "--seccomp-bpf", "-o", "calls"));
    under.addAll(List.of("-e", "trace=fsync,pwrite64"));
    injections.forEach(injection -> under.addAll(List.of("-e", "inject=" + injection)));
    var failing = Launch.in(folder).under(under.toArray(String[]::new));

    try (var server = failing.start();
        var crowd = Crowd.onFailingDisk(ledger, viewers, new Random())) {
      var players = crowd.play(server.port());
      var times = ALL ? 4 : 2;
      Until.holds(
          PATIENCE,
          () ->
              "the server has recovered " + times + " times from disk errors: " + server.logLines(),
          () ->
              recoveries(server) >= times || players.stream().anyMatch(player -> player.isDone()));
      server.kill();
      Crowd.await(players);
    }

    assertThat(ledger.are(Standing.ENDED)).hasSizeGreaterThan(3);
    try (var server = Launch.in(folder).start();
        var connection = Connection.to(server.port())) {
      var audit = new Audit(connection, ledger, viewers);
      audit.afterRestart();
      audit.ofAll();
    }
  }

  private static long recoveries(ServerProcess server) {
    return server.logLines().stream()
        .filter(line -> line.contains("the disk is writable again"))
        .count();
  }
}
