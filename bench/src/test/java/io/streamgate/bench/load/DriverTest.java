package io.streamgate.bench.load;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Runs the driver against the JDK's own HTTP server, which numbers its responses. */
final class DriverTest {

  private final AtomicInteger requests = new AtomicInteger();
  private final HttpServer server;
  private int badFrom = Integer.MAX_VALUE;

  DriverTest() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    exchange.getRequestBody().readAllBytes();
    var number = requests.incrementAndGet();
    if (number >= badFrom) {
      exchange.sendResponseHeaders(204, -1);
      return;
    }
    var body = ("{\"number\":\"" + number + "\"}").getBytes(US_ASCII);
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private Driver driver(Numbers... scripts) {
    return new Driver(server.getAddress().getPort(), List.of(scripts), Driver.Waiting.NAPPING);
  }

  private static final class Numbers implements Script {

    private static final byte[] NUMBER = "\"number\":\"".getBytes(US_ASCII);
    private int sum;

    @Override
    public byte[] next() {
      return "GET / HTTP/1.1\r\nhost: a\r\n\r\n".getBytes(US_ASCII);
    }

    @Override
    public void answered(Answer answer) {
      if (answer.status() != 200) {
        throw new UnexpectedAnswer("200", answer);
      }
      sum += Integer.parseInt(answer.quotedAfter(NUMBER));
    }
  }

  @Test
  void aCountedPaceSendsThatNumberOfRequestsAndReadsTheirResponses() {
    var first = new Numbers();
    var second = new Numbers();
    try (var driver = driver(first, second)) {
      var tally = driver.run(new Pace.Counted(10));

      assertThat(tally.answers()).isEqualTo(10);
      assertThat(requests).hasValue(10);
      assertThat(first.sum + second.sum).isEqualTo(55);
    }
  }

  @Test
  void aSteadyPaceSendsRequestsWhenTheyAreDueAndMeasuresLatencyFromThen() {
    try (var driver = driver(new Numbers())) {
      var tally = driver.run(new Pace.Steady(200, Duration.ofMillis(500)));

      assertThat(requests.get()).isBetween(95, 100);
      assertThat(tally.answers()).isEqualTo(requests.get());
      assertThat(tally.millis(50)).isPositive();
    }
  }

  @Test
  void anUnexpectedResponseFailsTheRunWithAMessage() {
    badFrom = 3;
    try (var driver = driver(new Numbers())) {
      assertThatThrownBy(() -> driver.run(new Pace.Counted(10)))
          .isInstanceOf(UnexpectedAnswer.class)
          .hasMessageContaining("expected 200")
          .hasMessageContaining("204");
    }
  }

  @Test
  void aLostConnectionFailsTheRun() {
    try (var driver = driver(new Numbers())) {
      driver.run(new Pace.Counted(1));
      server.stop(0);

      assertThatThrownBy(() -> driver.run(new Pace.Counted(1))).isInstanceOf(Exception.class);
    }
  }
}
