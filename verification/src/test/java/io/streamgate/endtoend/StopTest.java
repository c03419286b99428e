package io.streamgate.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.streamgate.endtoend.crowd.Audit;
import io.streamgate.endtoend.crowd.Crowd;
import io.streamgate.endtoend.crowd.Ledger;
import io.streamgate.endtoend.crowd.Ledger.Standing;
import io.streamgate.endtoend.server.Launch;
import io.streamgate.endtoend.server.ServerProcess;
import io.streamgate.endtoend.wire.Connection;
import io.streamgate.endtoend.wire.Request;
import io.streamgate.testing.Until;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Graceful shutdown, as requested by a container platform or a terminal. */
@Tag("e2e")
@Execution(ExecutionMode.CONCURRENT)
final class StopTest {

  private static final Duration DEADLINE = Duration.ofSeconds(10);

  /** For waits that depend on how busy the machine is, not on the server. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final String ME = "192.0.2.7";

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"TERM", "INT"})
  void theSignalEndsTheServerWithStatus0Within10Seconds(String signal) {
    try (var server = Launch.in(folder).start()) {
      assumeFalse(
          ignores(server, signal), "this process ignores the signal, and so does the server");
      var told = System.nanoTime();

      server.signal(signal);

      assertThat(server.awaitExit()).isEqualTo(0);
      assertThat(Duration.ofNanos(System.nanoTime() - told)).isLessThan(DEADLINE);
      assertThat(server.errorLines()).isEmpty();
    }
  }

  /**
   * The server used to install its shutdown hook some time after it had logged that it was ready. A
   * signal in between ended it with status 143, and queued writes were lost.
   */
  @Test
  void aSignalDuringTheStartIsHeededToo() {
    try (var server = Launch.in(folder).launch()) {
      Until.holds(
          DEADLINE,
          () -> "the data directory is claimed",
          () -> Files.exists(folder.resolve("data/lock")));

      server.signal("TERM");

      assertThat(server.awaitExit()).isEqualTo(0);
    }
  }

  @Test
  void theLoadBalancerIsToldFirstAndARequestThatHadBegunIsFinished() {
    var request = Request.startWithKey(ME, "begun");
    try (var server = Launch.in(folder).start();
        var connection = Connection.to(server.port())) {
      connection.ask(Request.list(ME, ""));
      connection.prepare(request);
      var told = System.nanoTime();

      server.signal("TERM");

      Until.holds(DEADLINE, () -> "the server is not ready", () -> readiness(server) == 503);
      Until.holds(
          DEADLINE, () -> "the server accepts no connections", () -> !takesConnections(server));
      connection.release(request);
      assertThat(connection.answer().status()).isEqualTo(201);
      assertThat(server.awaitExit()).isEqualTo(0);
      assertThat(Duration.ofNanos(System.nanoTime() - told)).isLessThan(DEADLINE);
    }
    assertListed("begun");
  }

  /** A load balancer keeps sending requests until a few readiness checks have failed. */
  @Test
  void whileItDrainsItIsNotReadyAndTakesNewConnections() {
    try (var server = Launch.in(folder).with("STREAMGATE_DRAIN_DELAY=PT2S").start()) {
      var told = System.nanoTime();

      server.signal("TERM");

      Until.holds(DEADLINE, () -> "the server is not ready", () -> readiness(server) == 503);
      try (var connection = Connection.to(server.port())) {
        assertThat(connection.ask(Request.startWithKey(ME, "late")).status()).isEqualTo(201);
      }
      assertThat(server.awaitExit()).isEqualTo(0);
      assertThat(Duration.ofNanos(System.nanoTime() - told))
          .isBetween(Duration.ofMillis(1900), Duration.ofSeconds(8));
    }
    assertListed("late");
  }

  @Test
  void aRequestThatNeverEndsHoldsUpTheStopForTheShutdownTimeoutAndNoLonger() {
    try (var server = Launch.in(folder).with("STREAMGATE_SHUTDOWN_TIMEOUT=PT2S").start();
        var connection = Connection.to(server.port())) {
      connection.ask(Request.list(ME, ""));
      connection.prepare(Request.startWithKey(ME, "never"));
      var told = System.nanoTime();

      server.signal("TERM");

      assertThat(server.awaitExit()).isEqualTo(0);
      assertThat(Duration.ofNanos(System.nanoTime() - told))
          .isBetween(Duration.ofMillis(1900), Duration.ofSeconds(7));
    }
  }

  @Test
  void whatWasAcknowledgedUntilTheStopIsThereAfterwards() {
    var ledger = new Ledger();
    var viewers = Stream.generate(Request::freshViewer).limit(24).toList();
    try (var crowd = new Crowd(ledger, viewers, new Random(1));
        var server = Launch.in(folder).start()) {
      var players = crowd.play(server.port());
      Until.holds(
          PATIENCE,
          () -> "players have ended 300 streams",
          () -> ledger.are(Standing.ENDED).size() >= 300);

      server.signal("TERM");

      assertThat(server.awaitExit()).isEqualTo(0);
      Crowd.await(players);
    }
    try (var server = Launch.in(folder).start();
        var connection = Connection.to(server.port())) {
      var audit = new Audit(connection, ledger, viewers);
      audit.afterRestart();
      audit.ofAll();
    }
  }

  private void assertListed(String name) {
    try (var server = Launch.in(folder).start();
        var connection = Connection.to(server.port())) {
      var listed = connection.ask(Request.list(ME, "")).ofStreams("video_name");
      assertThat(listed).containsExactly(name);
    }
  }

  private static int readiness(ServerProcess server) {
    try (var connection = Connection.to(server.managementPort())) {
      return connection.ask(Request.get(ME, "/health/ready")).status();
    }
  }

  private static boolean takesConnections(ServerProcess server) {
    try {
      Connection.to(server.port()).close();
      return true;
    } catch (UncheckedIOException e) {
      if (e.getCause() instanceof ConnectException) {
        return false;
      }
      throw e;
    }
  }

  /** A shell starts background commands with SIGINT ignored, and the process inherits that. */
  private static boolean ignores(ServerProcess server, String signal) {
    var status = Path.of("/proc", Long.toString(server.pid()), "status");
    if (!signal.equals("INT") || !Files.exists(status)) {
      return false;
    }
    try (var lines = Files.lines(status)) {
      return lines
          .filter(line -> line.startsWith("SigIgn:"))
          .anyMatch(line -> (Long.parseUnsignedLong(line.substring(7).strip(), 16) & 2) != 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
