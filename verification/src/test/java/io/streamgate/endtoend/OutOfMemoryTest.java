package io.streamgate.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.endtoend.server.Launch;
import io.streamgate.endtoend.server.ServerProcess;
import io.streamgate.endtoend.wire.Connection;
import io.streamgate.endtoend.wire.Request;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A server with a small heap under a flood of starts by ever new viewers. It once accepted them all
 * until it ran out of memory, and then neither served nor exited.
 */
@Tag("e2e")
final class OutOfMemoryTest {

  private static final int FLOOD = 12_000;

  /** About 7 KB. */
  private static final String LARGE =
      IntStream.range(0, 16)
          .mapToObj(n -> "\"attribute-%d\":\"%s\"".formatted(n, "x".repeat(256)))
          .collect(
              Collectors.joining(
                  ",",
                  "{\"src\":\"%s\",\"video_name\":\"%s\",\"attributes\":{"
                      .formatted("x".repeat(2_048), "x".repeat(256)),
                  "}}"));

  /** 200 bytes. */
  private static final String USUAL = "{\"video_name\":\"%s\"}".formatted("x".repeat(183));

  @TempDir Path folder;

  @Test
  @Timeout(value = 4, unit = TimeUnit.MINUTES)
  void aFloodGets201Or503AndWhatWasAcknowledgedIsListed() {
    var launch =
        Launch.in(folder)
            .under("env", "JDK_JAVA_OPTIONS=-Xmx64m")
            .with("STREAMGATE_STARTS_PER_MINUTE=60", "STREAMGATE_LEASE=P1D");
    try (var server = launch.start();
        var connection = Connection.to(server.port())) {
      var acknowledged = new LinkedHashMap<String, String>();
      for (var start = 0; start < FLOOD; start++) {
        var viewer = Request.freshViewer();
        var answer = connection.ask(Request.start(viewer, LARGE));
        assertThat(answer.status()).isIn(201, 503);
        if (answer.status() == 201) {
          acknowledged.put(viewer, answer.id());
        }
      }

      assertThat(acknowledged).hasSizeBetween(1_000, FLOOD / 2);
      assertThat(metric(server, "streamgate_store_memory_rejections_total"))
          .isEqualTo(FLOOD - acknowledged.size());
      assertThat(metric(server, "streamgate_store_memory_bytes"))
          .isLessThanOrEqualTo(metric(server, "streamgate_store_memory_limit_bytes"));
      acknowledged.forEach(
          (viewer, id) ->
              assertThat(connection.ask(Request.list(viewer, "")).ofStreams("stream_id"))
                  .containsExactly(id));
      countAsTakeoverAndChange(connection, acknowledged.firstEntry().getValue());
      var first = acknowledged.firstEntry();
      assertThat(connection.ask(Request.heartbeat(first.getKey(), first.getValue())).status())
          .isEqualTo(200);
      assertThat(connection.ask(Request.end(first.getKey(), first.getValue())).status())
          .isEqualTo(204);
    }
  }

  /** What limits takeovers and changes counts viewers, too, also those that are not admitted. */
  private static void countAsTakeoverAndChange(Connection connection, String id) {
    for (var n = 0; n < FLOOD; n++) {
      var viewer = Request.freshViewer();
      var taking = connection.ask(Request.start(viewer, "{\"takeover\":\"oldest\"}"));
      assertThat(taking.status()).isIn(201, 503);
      assertThat(connection.ask(Request.change(viewer, id, "{}")).status()).isEqualTo(404);
    }
  }

  /** The estimate must not be far from the heap that a stream really takes. */
  @Test
  @Timeout(value = 4, unit = TimeUnit.MINUTES)
  void theEstimateIsAtLeastWhatStreamsTakeAndAtMostHalfMore() throws Exception {
    try (var server =
            Launch.in(folder).with("STREAMGATE_STORE=memory", "STREAMGATE_LEASE=P1D").start();
        var connection = Connection.to(server.port())) {
      start(connection, 5_000); // classes, buffers and code
      var heapBefore = heapAfterCollection(server);
      var estimateBefore = metric(server, "streamgate_store_memory_bytes");

      start(connection, 20_000);

      var taken = heapAfterCollection(server) - heapBefore;
      var estimated = metric(server, "streamgate_store_memory_bytes") - estimateBefore;
      System.out.println("a stream takes " + taken / 20_000 + ", estimated " + estimated / 20_000);
      assertThat(estimated / taken).isBetween(1.0, 1.5);
    }
  }

  private static void start(Connection connection, int streams) {
    for (var start = 0; start < streams; start++) {
      assertThat(connection.ask(Request.start(Request.freshViewer(), USUAL)).status())
          .isEqualTo(201);
    }
  }

  private static double heapAfterCollection(ServerProcess server)
      throws IOException, InterruptedException {
    var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    var collection =
        new ProcessBuilder(jcmd, Long.toString(server.pid()), "GC.run")
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    assertThat(collection.waitFor()).isZero();
    return Pattern.compile("(?m)^jvm_memory_used_bytes\\{area=\"heap\".*} (\\S+)$")
        .matcher(scrape(server))
        .results()
        .mapToDouble(sample -> Double.parseDouble(sample.group(1)))
        .sum();
  }

  private static double metric(ServerProcess server, String name) {
    var scrape = scrape(server);
    var sample = Pattern.compile("(?m)^" + name + " (\\S+)$").matcher(scrape);
    assertThat(sample.find()).as("%s in %s", name, scrape).isTrue();
    return Double.parseDouble(sample.group(1));
  }

  private static String scrape(ServerProcess server) {
    try (var connection = Connection.to(server.managementPort())) {
      return connection.ask(Request.get("192.0.2.7", "/metrics")).body();
    }
  }
}
