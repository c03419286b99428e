package io.streamgate.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.TestStore;
import io.streamgate.http.ApiFixture;
import io.streamgate.http.Client;
import io.streamgate.http.SlowWire;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Ten thousand connections with random requests. The server always closes the connection in the
 * end, has no internal errors, and does not leak internals.
 *
 * <p>The seed is printed; set it with {@code -Dstreamgate.test.seed}. Each bug found gets a named
 * test of its own.
 */
@Tag("e2e")
final class FuzzTest extends ApiFixture {

  private static final int CONNECTIONS = Boolean.getBoolean("streamgate.test.all") ? 10_000 : 1_000;
  private static final int AT_ONCE = 32;
  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] ([0-9]{3}) ");
  private static final Pattern INSIDE =
      Pattern.compile(
          "[a-z]\\.[A-Z]\\w+Exception|java\\.|netty|vertx|jackson|\\bat io\\.",
          Pattern.CASE_INSENSITIVE);

  @Test
  void noRequestMakesAFaultAHangOrALeak() throws Exception {
    TestStore.leaveOutOnTable("the test's clock differs from the table's time");
    var seed = Long.getLong("streamgate.test.seed", System.nanoTime());
    System.out.println("-Dstreamgate.test.seed=" + seed);
    var server =
        serve(
            "STREAMGATE_HEADER_TIMEOUT=PT0.3S",
            "STREAMGATE_REQUEST_TIMEOUT=PT0.3S",
            "STREAMGATE_IDLE_TIMEOUT=PT2S",
            "STREAMGATE_STARTS_PER_MINUTE=0",
            "STREAMGATE_DYNAMODB_ATTEMPT_TIMEOUT=PT0.2S",
            "STREAMGATE_DYNAMODB_CALL_TIMEOUT=PT0.2S");
    var id = Client.of(server.port()).with("x-forwarded-for", "192.0.2.1").started("{}");
    var seeds = new Random(seed);
    var faults = new ConcurrentLinkedQueue<String>();
    try (var players = Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
      for (var connection = 0; connection < CONNECTIONS; connection++) {
        var own = seeds.nextLong();
        players.execute(() -> faults.addAll(faultsOf(server.port(), own, id)));
      }
    }

    assertThat(faults).isEmpty();
    assertThat(Client.of(server.port()).get("/health/live").status()).isEqualTo(200);
  }

  private static List<String> faultsOf(int port, long seed, String id) {
    var bytes = new RandomRequests(seed, id).next();
    String answers;
    try (var wire = new SlowWire(port)) {
      wire.sendUnlessClosed(bytes);
      answers = wire.allThatComes();
    } catch (AssertionError hangs) {
      return List.of("hangs: " + shown(bytes));
    }
    var faults = new ArrayList<String>();
    var status = STATUS.matcher(answers);
    while (status.find()) {
      var isBusy = status.group(1).equals("503") && answers.contains("retry-after");
      // random requests have other versions of HTTP
      var isOtherVersion = status.group(1).equals("505");
      if (status.group(1).startsWith("5") && !isBusy && !isOtherVersion) {
        faults.add(status.group(1) + ": " + shown(bytes));
      }
    }
    if (INSIDE.matcher(withoutPages(answers)).find()) {
      faults.add("leaks: " + shown(bytes) + " got the response " + shown(answers));
    }
    return faults;
  }

  /** Documentation pages may mention any internals. */
  private static String withoutPages(String answers) {
    return answers.contains("text/html") || answers.contains("application/yaml") ? "" : answers;
  }

  private static String shown(String bytes) {
    var start = bytes.substring(0, Math.min(400, bytes.length()));
    return start.replace("\r\n", "\\r\\n") + (bytes.length() > 400 ? "..." : "");
  }
}
