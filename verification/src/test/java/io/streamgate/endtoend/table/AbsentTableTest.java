package io.streamgate.endtoend.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.endtoend.server.Launch;
import io.streamgate.endtoend.server.ServerProcess;
import io.streamgate.endtoend.wire.Answer;
import io.streamgate.endtoend.wire.Connection;
import io.streamgate.endtoend.wire.Request;
import io.streamgate.engines.DynamoEngine;
import io.streamgate.engines.EngineProcess;
import io.streamgate.faults.FaultProxy;
import io.streamgate.testing.Until;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** If the table is unreachable, the server starts anyway and retries until the table is usable. */
@Tag("e2e")
@Execution(ExecutionMode.CONCURRENT)
final class AbsentTableTest {

  private static final String ME = "192.0.2.7";
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final Duration DEADLINE = Duration.ofSeconds(30);

  private final EngineProcess engine = DynamoEngine.dynalite();
  private final String table = "streamgate-" + UUID.randomUUID();
  @TempDir Path folder;

  /** The server once retried, but never created the table it was configured to create. */
  @Test
  void aServerStartsWithoutItsTableSaysSoAndServesOnceThereIsAnEngineToCreateItIn() {
    var port = closedPort();
    try (var server = start(port, "refuse")) {
      assertThat(readiness(server).status()).isEqualTo(200);
      assertThat(readiness(server).text("/status")).isEqualTo("serving");
      assertThat(readiness(server).text("/store"))
          .startsWith("table " + table + " cannot be reached");
      var refused = ask(server, Request.start(ME, ""));
      assertThat(refused.status()).isEqualTo(503);
      assertThat(refused.text("/type")).isEqualTo("/problems/store-unavailable");

      try (var _ = new FaultProxy(engine.endpoint(), port)) {
        Until.holds(
            DEADLINE,
            () -> "the server uses its table: " + readiness(server),
            () -> readiness(server).text("/store").equals("in table " + table));
        var admitted = ask(server, Request.start(ME, ""));
        assertThat(admitted.status()).isEqualTo(201);
        assertThat(ask(server, Request.list(ME, "")).ofStreams("stream_id"))
            .containsExactly(admitted.id());
      }
    }
  }

  @Test
  void aServerToldToAdmitAdmitsUncountedWithoutItsTable() {
    try (var server = start(closedPort(), "admit")) {
      var admitted = ask(server, Request.start(ME, ""));

      assertThat(admitted.status()).isEqualTo(201);
      assertThat(admitted.text("/enforced")).isEqualTo("false");
    }
  }

  private ServerProcess start(int port, String onFailure) {
    var began = System.nanoTime();
    var server =
        Launch.in(folder)
            .with(engine.settings(table))
            .with("AWS_ENDPOINT_URL=http://127.0.0.1:" + port)
            .with("STREAMGATE_ON_STORE_FAILURE=" + onFailure)
            .start();
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(SOON);
    assertThat(server.errorLines()).isEmpty();
    return server;
  }

  /** A port on which no server listens. */
  private static int closedPort() {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return taken.getLocalPort();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static Answer readiness(ServerProcess server) {
    return ask(server, Request.get(ME, "/health/ready"));
  }

  private static Answer ask(ServerProcess server, Request request) {
    try (var connection = Connection.to(server.port())) {
      return connection.ask(request);
    }
  }
}
