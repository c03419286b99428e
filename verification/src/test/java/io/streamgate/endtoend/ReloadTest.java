package io.streamgate.endtoend;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.spi.ILoggingEvent;
import io.streamgate.RunningStreamgate;
import io.streamgate.TestStore;
import io.streamgate.http.Client;
import io.streamgate.plans.PlansFile;
import io.streamgate.testing.LogLines;
import io.streamgate.testing.Until;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A running server whose file of plans changes under load. */
@Tag("e2e")
final class ReloadTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String ONE = "default: a\nplans: {a: {limit: 1}}\n";
  private static final String TWO = "default: a\nplans: {a: {limit: 2}}\n";
  private static final String BROKEN = "default: a\nplans: {a: {limit: many}}\n";

  @TempDir private Path folder;

  @RegisterExtension private final LogLines log = LogLines.of(PlansFile.class);

  private Path write(String text) throws IOException {
    var written = Files.writeString(folder.resolve("new"), text);
    return Files.move(written, folder.resolve("plans.yaml"), ATOMIC_MOVE, REPLACE_EXISTING);
  }

  private List<String> logged() {
    return log.all().stream().map(ILoggingEvent::getMessage).toList();
  }

  private static String metric(Client operator, String name) {
    return operator
        .get("/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith(name + " "))
        .map(line -> line.substring(name.length() + 1))
        .findFirst()
        .orElse("none");
  }

  /** New viewers start two streams each, of which a plan may allow one or both. */
  private static final class Load implements AutoCloseable {

    private final Map<String, Integer> answers = new ConcurrentHashMap<>();
    private final AtomicBoolean isRunning = new AtomicBoolean(true);
    private final Thread thread;

    private Load(Client client) {
      this.thread = Thread.ofPlatform().start(() -> run(client));
    }

    private void run(Client client) {
      while (isRunning.get()) {
        var me = client.asNewViewer();
        answers.merge(me.start("{}").status() + " " + me.start("{}").status(), 1, Integer::sum);
      }
    }

    private Map<String, Integer> answers() {
      return new TreeMap<>(answers);
    }

    @Override
    public void close() {
      isRunning.set(false);
      try {
        thread.join();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }

  @Test
  void aBrokenFileUnderLoadChangesNothingAndAGoodOneDoes() throws Exception {
    var path = write(ONE);
    try (var server = RunningStreamgate.on(new TestStore.InMemory(), "STREAMGATE_PLANS=" + path)) {
      var operator = Client.of(server.managementPort());
      var players = Client.of(server.port());
      var early = players.asNewViewer();
      var running = early.started("{}");
      assertThat(metric(operator, "streamgate_plans_valid")).isEqualTo("1.0");

      try (var load = new Load(players)) {
        write(BROKEN);
        Until.holds(
            PATIENCE,
            () -> "the metric " + metric(operator, "streamgate_plans_valid"),
            () -> metric(operator, "streamgate_plans_valid").equals("0.0"));
        assertThat(operator.get("/health/ready").status()).isEqualTo(200);
        assertThat(load.answers()).containsOnlyKeys("201 409");

        write(TWO);
        Until.holds(
            PATIENCE,
            () -> "answers " + load.answers(),
            () -> load.answers().containsKey("201 201"));
      }

      assertThat(metric(operator, "streamgate_plans_valid")).isEqualTo("1.0");
      assertThat(logged())
          .containsExactly(
              "plans not usable: the last usable ones stay in use", "plans read again");
      assertThat(early.heartbeat(running).status()).isEqualTo(200);
      assertThat(early.start("{}").status()).isEqualTo(201);
    }
  }
}
