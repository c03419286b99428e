package io.streamgate.endtoend.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.RunningStreamgate;
import io.streamgate.TestWorld;
import io.streamgate.config.InvalidConfig;
import io.streamgate.http.Client;
import io.streamgate.testing.Tools;
import io.streamgate.testing.Until;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The receiver in examples/ takes what Streamgate delivers, and nothing else. */
@Tag("e2e")
final class ExampleReceiverTest {

  private static final Path RECEIVER =
      Path.of("..", "examples", "webhook-receiver", "receiver.mjs").toAbsolutePath();
  private static final String SECRET = "whsec_" + "A".repeat(32);
  private static final String OTHER = "whsec_" + "B".repeat(32);
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final Pattern PORT = Pattern.compile("listening on 127\\.0\\.0\\.1:(\\d+)");

  @TempDir Path folder;
  private Process receiver;

  /** Its clock is the real one, and that of the server in the test is not. */
  @BeforeEach
  void receive() throws IOException {
    var node = Tools.require("node", "the example of a webhook receiver works").toString();
    var program =
        new ProcessBuilder(node, RECEIVER.toString())
            .redirectOutput(folder.resolve("events").toFile())
            .redirectError(folder.resolve("errors").toFile());
    program.environment().put("WEBHOOK_SECRET", OTHER + "," + SECRET);
    program.environment().put("PORT", "0");
    receiver = program.start();
    Until.holds(SOON, () -> "the receiver listens: " + read("errors"), () -> port() > 0);
  }

  @AfterEach
  void end() {
    if (receiver != null) {
      receiver.destroy();
    }
  }

  private String read(String file) {
    try {
      return Files.readString(folder.resolve(file));
    } catch (IOException failure) {
      throw new AssertionError(failure);
    }
  }

  private int port() {
    var line = PORT.matcher(read("errors"));
    return line.find() ? Integer.parseInt(line.group(1)) : 0;
  }

  private RunningStreamgate server(String secret) throws InvalidConfig {
    var server =
        RunningStreamgate.with(
            "STREAMGATE_WEBHOOK_URL=http://127.0.0.1:%d/".formatted(port()),
            "STREAMGATE_WEBHOOK_SECRET=" + secret);
    server.pass(Duration.ofMillis(System.currentTimeMillis()).minus(BEGIN));
    return server;
  }

  private static final Duration BEGIN = Duration.ofMillis(TestWorld.BEGIN.toEpochMilli());

  private static String metric(RunningStreamgate server, String name) {
    var page = Client.of(server.managementPort()).get("/metrics").body();
    return page.lines().filter(line -> line.startsWith(name + " ")).findFirst().orElse("");
  }

  @Test
  void eventsAreTakenOnceAndPrinted() throws InvalidConfig {
    try (var server = server(SECRET)) {
      var viewer = Client.of(server.port()).asNewViewer();
      for (var i = 0; i < 4; i++) {
        viewer.start("{\"video_name\":\"Alien\"}");
      }
      Until.holds(
          SOON,
          () -> "three admissions and a refusal are printed: " + read("events"),
          () -> read("events").lines().count() == 4);
      assertThat(read("events"))
          .contains("io.streamgate.stream.admitted", "io.streamgate.stream.refused")
          .doesNotContain("Alien");
    }
  }

  @Test
  void deliveryWithAnotherSignatureIsRefused() throws InvalidConfig {
    try (var server = server("whsec_" + "C".repeat(32))) {
      Client.of(server.port()).asNewViewer().start("{\"video_name\":\"Alien\"}");
      Until.holds(
          SOON,
          () -> "an attempt fails",
          () -> metric(server, "streamgate_webhook_failures_total").matches(".* [1-9].*"));
      assertThat(read("events")).isEmpty();
      assertThat(metric(server, "streamgate_webhook_delivered_total")).endsWith(" 0.0");
    }
  }

  @Test
  void deliveryOfLongAgoIsRefused() throws InvalidConfig {
    try (var server = server(SECRET)) {
      server.pass(Duration.ofMinutes(-6));
      Client.of(server.port()).asNewViewer().start("{\"video_name\":\"Alien\"}");
      Until.holds(
          SOON,
          () -> "an attempt fails",
          () -> metric(server, "streamgate_webhook_failures_total").matches(".* [1-9].*"));
      assertThat(read("events")).isEmpty();
    }
  }
}
