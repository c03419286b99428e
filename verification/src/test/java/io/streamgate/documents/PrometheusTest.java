package io.streamgate.documents;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.RunningStreamgate;
import io.streamgate.config.InvalidConfig;
import io.streamgate.engines.DynamoEngine;
import io.streamgate.engines.InTable;
import io.streamgate.http.Client;
import io.streamgate.http.Reply;
import io.streamgate.testing.Tools;
import io.streamgate.testing.Until;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Prometheus' own programs read the metrics of a server that exposes all of them: on DynamoDB,
 * after a start and a heartbeat.
 */
@Tag("engine")
final class PrometheusTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path folder;
  private RunningStreamgate server;

  @BeforeEach
  void serve() throws InvalidConfig {
    server = RunningStreamgate.on(InTable.fresh(DynamoEngine.dynalite()));
    var me = Client.of(server.port()).asNewViewer();
    me.heartbeat(me.started("{}"));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void promtoolHasNothingToSayAboutTheMetrics() throws IOException {
    var promtool = Tools.require("promtool", "the names of metrics follow Prometheus' rules");
    var scrape = Client.of(server.managementPort()).get("/metrics").body();

    assertThat(checked(promtool, scrape)).isEqualTo("exit status 0: ");
    assertThat(checked(promtool, scrape.replace("system_cpus", "system_cpu_count")))
        .startsWith("exit status 3: system_cpu_count ");
  }

  private String checked(Path promtool, String scrape) throws IOException {
    var input = Files.writeString(folder.resolve("scrape"), scrape);
    var output = folder.resolve("promtool.txt");
    var process =
        new ProcessBuilder(promtool.toString(), "check", "metrics")
            .redirectInput(input.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    awaitEnd(process);
    return "exit status " + process.exitValue() + ": " + Files.readString(output);
  }

  /** Prometheus asks for OpenMetrics, where the name of a counter lacks {@code _total}. */
  @Test
  void prometheusScrapesOpenMetrics() throws IOException {
    var prometheus = Tools.require("prometheus", "Prometheus reads the metrics as OpenMetrics");
    var port = freePort();
    var process = start(prometheus, port);
    try {
      awaitAnswer(process, port, "query?query=streamgate_starts_total", "\"admitted\"");

      var starts = asked(port, "metadata?metric=streamgate_starts");
      assertThat(starts.text("/data/streamgate_starts/0/type")).isEqualTo("counter");
      var up = asked(port, "query?query=up");
      assertThat(up.text("/data/result/0/value/1")).isEqualTo("1");
    } finally {
      process.destroy();
      awaitEnd(process);
    }
  }

  private Process start(Path prometheus, int port) throws IOException {
    var configuration =
        Files.writeString(
            folder.resolve("prometheus.yml"),
            """
            global: {scrape_interval: 1s}
            scrape_configs:
              - {job_name: streamgate, static_configs: [{targets: ["127.0.0.1:%d"]}]}
            """
                .formatted(server.managementPort()));
    return new ProcessBuilder(
            prometheus.toString(),
            "--config.file=" + configuration,
            "--storage.tsdb.path=" + folder.resolve("tsdb"),
            "--web.listen-address=127.0.0.1:" + port)
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("prometheus.txt").toFile())
        .start();
  }

  private void awaitAnswer(Process process, int port, String query, String part) {
    Until.holds(
        PATIENCE,
        () -> query + " is answered with " + part + "; the output of Prometheus: " + output(),
        () -> {
          try {
            return asked(port, query).body().contains(part);
          } catch (UncheckedIOException notYet) {
            assertThat(process.isAlive()).as(output()).isTrue();
            return false;
          }
        });
  }

  private static Reply asked(int port, String query) {
    return Client.of(port).get("/api/v1/" + query);
  }

  private String output() {
    try {
      return Files.readString(folder.resolve("prometheus.txt"), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void awaitEnd(Process process) {
    try {
      assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
