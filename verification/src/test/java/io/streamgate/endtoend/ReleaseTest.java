package io.streamgate.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.TestStore;
import io.streamgate.endtoend.server.Launch;
import io.streamgate.endtoend.wire.Answer;
import io.streamgate.endtoend.wire.Connection;
import io.streamgate.endtoend.wire.Request;
import io.streamgate.testing.Until;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * When players fall silent, their slots are released. Runs in real time, with a lease of 5 seconds.
 */
@Tag("e2e")
@Execution(ExecutionMode.CONCURRENT)
final class ReleaseTest {

  private static final Duration LEASE = Duration.ofSeconds(5);
  private static final Duration DEADLINE = Duration.ofSeconds(30);
  private static final String ME = "192.0.2.7";
  private static final Request START = Request.start(ME, "");
  private static final Request LAPSED = Request.list(ME, "?status=lapsed");

  private final TestStore store = TestStore.openOr("sqlite");
  @TempDir Path folder;

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void theFourthIsRefusedUntilALeaseEndsAndAdmittedWithinASecondOfIt() {
    try (var server = launch().start();
        var connection = Connection.to(server.port())) {
      var free = fill(connection).getFirst().time("/expires_at");
      assertThat(connection.ask(START).time("/available_at")).isEqualTo(free);

      var admitted = untilAdmitted(connection);

      assertThat(admitted.time("/started_at")).isBetween(free, free.plusMillis(999));
    }
  }

  @Test
  void aHeartbeatAfterTheLeaseKeepsASlotThatNobodyTook() {
    try (var server = launch().start();
        var connection = Connection.to(server.port())) {
      var silent = fill(connection).getFirst().id();
      awaitLapsed(connection);

      assertThat(connection.ask(Request.heartbeat(ME, silent)).status()).isEqualTo(200);

      assertThat(statusesOf(connection, START, START, START)).containsExactly(201, 201, 409);
      assertThat(connection.ask(Request.show(ME, silent)).text("/status")).isEqualTo("active");
    }
  }

  @Test
  void aHeartbeatAfterSomebodyTookTheSlotIsToldWhoDid() {
    try (var server = launch().start();
        var connection = Connection.to(server.port())) {
      var silent = fill(connection).getFirst().id();
      awaitLapsed(connection);
      connection.ask(Request.start(ME, "{\"device_name\":\"phone\"}"));

      var gone = connection.ask(Request.heartbeat(ME, silent));

      assertThat(gone.status()).isEqualTo(410);
      assertThat(gone.text("/reason")).isEqualTo("lapsed");
      assertThat(gone.text("/by/device_name")).isEqualTo("phone");
    }
  }

  @Test
  void afterARestartEachStreamHasAWholeLeaseMoreAndThenItsSlotIsFree() {
    TestStore.leaveOutOnTable("on a table, other nodes keep serving while one restarts");
    try (var server = launch().start();
        var connection = Connection.to(server.port())) {
      fill(connection);
      server.kill();
    }
    var stopped = Instant.now();
    try (var server = launch().start();
        var connection = Connection.to(server.port())) {
      var ready = Instant.now();
      var free = connection.ask(START).time("/available_at");
      assertThat(free).isBetween(stopped.plus(LEASE).minusMillis(1), ready.plus(LEASE));

      var admitted = untilAdmitted(connection);

      assertThat(admitted.time("/started_at")).isBetween(free, free.plusMillis(999));
    }
  }

  @Test
  void aHeartbeatAfterARestartAndTheLeaseKeepsASlotThatNobodyTook() {
    String silent;
    try (var server = launch().start();
        var connection = Connection.to(server.port())) {
      silent = fill(connection).getFirst().id();
      server.kill();
    }
    try (var server = launch().start();
        var connection = Connection.to(server.port())) {
      awaitLapsed(connection);

      assertThat(connection.ask(Request.heartbeat(ME, silent)).status()).isEqualTo(200);

      assertThat(statusesOf(connection, START, START, START)).containsExactly(201, 201, 409);
    }
  }

  /** A ghost is a lapsed stream that holds a slot again because the server restarted. */
  @Test
  void aRestartLongAfterLeavesNoGhost() {
    TestStore.leaveOutOnTable(
        "a restart reads nothing back from a table, which has no marks of lapsed streams");
    try (var server = launch().start();
        var connection = Connection.to(server.port())) {
      fill(connection);
      Until.holds(DEADLINE, () -> "3 streams are marked on disk", () -> marksOnDisk() == 3);
      server.kill();
    }
    try (var server = launch().start();
        var connection = Connection.to(server.port())) {
      assertThat(connection.ask(LAPSED).ofStreams("stream_id")).hasSize(3);
      assertThat(statusesOf(connection, START, START, START, START))
          .containsExactly(201, 201, 201, 409);
    }
  }

  private Launch launch() {
    return Launch.in(folder)
        .with(store.settings())
        .with("STREAMGATE_LEASE=" + LEASE, "STREAMGATE_HEARTBEAT_INTERVAL=PT1S");
  }

  /** Starts three streams, as many as the limit allows. The first one frees its slot first. */
  private static List<Answer> fill(Connection connection) {
    var started = Stream.of(START, START, START).map(connection::ask).toList();
    assertThat(started).extracting(Answer::status).containsOnly(201);
    return started;
  }

  private static List<Integer> statusesOf(Connection connection, Request... requests) {
    return Stream.of(requests).map(request -> connection.ask(request).status()).toList();
  }

  /** Retries a fourth start until it is admitted. A refusal does not extend anything. */
  private static Answer untilAdmitted(Connection connection) {
    var last = new AtomicReference<>(connection.ask(START));
    assertThat(last.get().status()).isEqualTo(409);
    Until.holds(
        DEADLINE,
        () -> "a slot is free",
        () -> {
          last.set(connection.ask(START));
          return last.get().status() == 201;
        });
    return last.get();
  }

  private static void awaitLapsed(Connection connection) {
    Until.holds(
        DEADLINE,
        () -> "3 streams are lapsed",
        () -> connection.ask(LAPSED).ofStreams("stream_id").size() == 3);
  }

  private Path database() {
    if (store instanceof TestStore.InFolder(var data)) {
      return data.resolve("streamgate.db");
    }
    throw new AssertionError("not a store on disk: " + store);
  }

  private int marksOnDisk() {
    var url = "jdbc:sqlite:file:" + database() + "?mode=ro";
    try (var database = DriverManager.getConnection(url);
        var statement = database.createStatement();
        var row = statement.executeQuery("SELECT count(*) FROM live WHERE lapsed_at IS NOT NULL")) {
      row.next();
      return row.getInt(1);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }
}
