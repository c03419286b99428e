package io.streamgate.http.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.http.ApiFixture;
import io.streamgate.http.SlowWire;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Clients that keep connections open without using them, in real time with short timeouts. */
@Tag("e2e")
@Execution(ExecutionMode.CONCURRENT)
final class SlowClientTest extends ApiFixture {

  private static final Duration A_TENTH = Duration.ofMillis(100);
  private static final String ALIVE = "GET /health/live HTTP/1.1\r\nHost: a\r\n\r\n";
  private static final String START =
      """
      POST /api/v1/stream HTTP/1.1\r
      Host: a\r
      x-forwarded-for: 192.0.2.9\r
      Content-Type: application/json\r
      Content-Length: 1000\r
      \r
      """;

  @Test
  void headersThatTrickleAreAnswered408AndTheConnectionCloses() {
    var port = serve("STREAMGATE_HEADER_TIMEOUT=PT1S").port();
    try (var slow = new SlowWire(port)) {
      slow.trickle("GET /health/live HTTP/1.1\r\nHost: a\r\nX: ", A_TENTH);

      assertThat(slow.allThatComes())
          .startsWith("HTTP/1.1 408")
          .contains("connection: close", "/problems/request-timeout", "within 1000 ms");
    }
  }

  @Test
  void aBodyThatTricklesIsAnswered408AndTheConnectionCloses() {
    var port =
        serve(
                "STREAMGATE_REQUEST_TIMEOUT=PT1S",
                "STREAMGATE_DYNAMODB_ATTEMPT_TIMEOUT=PT0.9S",
                "STREAMGATE_DYNAMODB_CALL_TIMEOUT=PT0.9S")
            .port();
    try (var slow = new SlowWire(port)) {
      slow.send(START);
      slow.trickle("{", A_TENTH);

      assertThat(slow.allThatComes())
          .startsWith("HTTP/1.1 408")
          .contains("connection: close", "/problems/request-timeout");
    }
  }

  /** The response is sent at once and the body is not read. The connection must still be closed. */
  @Test
  void aBodyThatNobodyReadsEndsTheConnectionTooWhereItTrickles() {
    var port =
        serve(
                "STREAMGATE_REQUEST_TIMEOUT=PT1S",
                "STREAMGATE_DYNAMODB_ATTEMPT_TIMEOUT=PT0.9S",
                "STREAMGATE_DYNAMODB_CALL_TIMEOUT=PT0.9S")
            .port();
    try (var slow = new SlowWire(port)) {
      slow.send(START.replace("application/json", "text/plain"));
      slow.trickle("x", A_TENTH);

      assertThat(slow.allThatComes()).startsWith("HTTP/1.1 415");
    }
  }

  @Test
  void aConnectionThatIsKeptAndIdleIsNotCut() throws InterruptedException {
    var port =
        serve(
                "STREAMGATE_HEADER_TIMEOUT=PT0.2S",
                "STREAMGATE_REQUEST_TIMEOUT=PT0.3S",
                "STREAMGATE_DYNAMODB_CALL_TIMEOUT=PT0.2S",
                "STREAMGATE_DYNAMODB_ATTEMPT_TIMEOUT=PT0.2S")
            .port();
    try (var kept = new SlowWire(port)) {
      kept.send(ALIVE);
      assertThat(kept.next("alive")).contains("HTTP/1.1 200");
      Thread.sleep(3_000); // longer than both deadlines and the wait after them

      kept.send(ALIVE);
      assertThat(kept.next("alive")).contains("HTTP/1.1 200");
    }
  }

  @Test
  void anIdleConnectionIsClosedAfterTheIdleTimeout() {
    var port = serve("STREAMGATE_IDLE_TIMEOUT=PT0.5S").port();
    try (var idle = new SlowWire(port)) {
      idle.send(ALIVE);

      assertThat(idle.allThatComes()).startsWith("HTTP/1.1 200");
    }
  }

  @Test
  void oneConnectionTooManyIsAnswered503WithRetryAfterAndClosed() {
    var server = serve("STREAMGATE_MAX_CONNECTIONS=2");
    try (var first = new SlowWire(server.port());
        var second = new SlowWire(server.port())) {
      first.send(ALIVE);
      second.send(ALIVE);
      assertThat(first.next("alive") + second.next("alive")).doesNotContain("503");
      try (var third = new SlowWire(server.port())) {
        assertThat(third.allThatComes())
            .startsWith("HTTP/1.1 503")
            .contains("retry-after: 1", "connection: close", "/problems/overloaded");
      }
      first.send(ALIVE);
      assertThat(first.next("alive")).contains("HTTP/1.1 200");
    }
  }

  @Test
  void aConnectionThatEndedMakesRoomForAnother() {
    var server = serve("STREAMGATE_MAX_CONNECTIONS=1");
    for (var each = 0; each < 5; each++) {
      SlowWire.untilServed(server.port(), ALIVE, "alive");
    }
  }
}
