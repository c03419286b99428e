package io.streamgate.http.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.http.ApiFixture;
import io.streamgate.http.Client;
import io.streamgate.http.SlowWire;
import io.streamgate.http.Wire;
import io.streamgate.testing.Until;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Requests whose end a proxy in front and this server see differently. */
final class FramingTest extends ApiFixture {

  private static final String VIEWER = "192.0.2.9";
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final String START =
      "POST /api/v1/stream HTTP/1.1\r\nHost: a\r\nx-forwarded-for: " + VIEWER + "\r\n";
  private static final String SMUGGLED = START + "\r\n";
  private static final String LAST =
      "GET /health/live HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";

  private int port;

  @BeforeEach
  void serveOne() {
    port = serve().port();
  }

  private String send(String bytes) {
    return new Wire(port).send(bytes);
  }

  private int activeStreams() {
    return Client.of(port).with("x-forwarded-for", VIEWER).list("").number("/active");
  }

  @Test
  void anUnknownTransferEncodingIs400AndItsBytesAreNotTheNextRequest() {
    for (var coding : new String[] {"foo", "gzip, chunked", "chunked\r\nTransfer-Encoding: foo"}) {
      var answer = send(START + "Transfer-Encoding: " + coding + "\r\n\r\n" + SMUGGLED);

      assertThat(answer)
          .as(coding)
          .startsWith("HTTP/1.1 400")
          .contains("connection: close")
          .contains("/problems/invalid-request")
          .containsOnlyOnce("x-request-id");
    }
    assertThat(activeStreams()).isEqualTo(0);
  }

  @Test
  void aLengthBesideATransferEncodingIs400() {
    var answer =
        send(START + "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + SMUGGLED);

    assertThat(answer).startsWith("HTTP/1.1 400").containsOnlyOnce("x-request-id");
    assertThat(activeStreams()).isEqualTo(0);
  }

  @Test
  void twoHostsAre400() {
    var answer = send("GET /health/live HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n" + LAST);

    assertThat(answer)
        .startsWith("HTTP/1.1 400")
        .contains("Send exactly one Host")
        .containsOnlyOnce("x-request-id");
  }

  @Test
  void aHostThatIsNoneIs400() {
    for (var host : new String[] {"a, b", "a/b", "user@a", "a b", "a?b"}) {
      assertThat(send("GET /health/live HTTP/1.1\r\nHost: " + host + "\r\n\r\n"))
          .as(host)
          .startsWith("HTTP/1.1 400");
    }
  }

  @Test
  void aHostMayHaveAPort() {
    for (var host : new String[] {"a", "a.example:8080", "192.0.2.1", "[2001:db8::1]:80", ""}) {
      assertThat(
              send("GET /health/live HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n"))
          .as(host)
          .startsWith("HTTP/1.1 200");
    }
  }

  @Test
  void withoutAHostOnlyHttp10IsAnswered() {
    assertThat(send("GET /health/live HTTP/1.1\r\n\r\n")).startsWith("HTTP/1.1 400");
    assertThat(send("GET /health/live HTTP/1.0\r\n\r\n")).startsWith("HTTP/1.0 200");
  }

  @Test
  void whatFollowsABodyThatIsTooLargeIsNotAnswered() {
    var declared =
        send(
            START
                + "Content-Type: application/json\r\nContent-Length: 20000\r\n\r\n"
                + "x".repeat(20_000)
                + SMUGGLED);

    assertThat(declared).startsWith("HTTP/1.1 413").containsOnlyOnce("x-request-id");
    assertThat(activeStreams()).isEqualTo(0);
  }

  @Test
  void whatFollowsABodyOfAnotherTypeIsAnswered() {
    var answer = send(START + "Content-Type: text/plain\r\nContent-Length: 5\r\n\r\nhello" + LAST);

    assertThat(answer).startsWith("HTTP/1.1 415").contains("{\"status\":\"alive\"}");
  }

  @Test
  void sendBeaconMayEndAStreamWithMoreThanIsReadOfABody() {
    var me = Client.of(port).with("x-forwarded-for", VIEWER);
    var id = me.started("{}");

    var answer =
        send(
            START.replace("/stream ", "/streams/" + id + "/end ")
                + "Content-Type: text/plain;charset=UTF-8\r\nContent-Length: 65536\r\n\r\n"
                + "x".repeat(65_536)
                + LAST);

    assertThat(answer).startsWith("HTTP/1.1 204").contains("{\"status\":\"alive\"}");
    assertThat(me.show(id).text("/status")).isEqualTo("ended");
  }

  /** A page that is closed may send a part of its beacon only. */
  @Test
  void aBeaconThatBreaksOffEndsItsStream() {
    var me = Client.of(port).with("x-forwarded-for", VIEWER);
    var id = me.started("{}");

    try (var closing = new SlowWire(port)) {
      closing.send(
          START.replace("/stream ", "/streams/" + id + "/end ")
              + "Content-Type: text/plain\r\nContent-Length: 100\r\n\r\n{");
    }

    Until.holds(PATIENCE, () -> "the stream has ended", () -> hasEnded(me, id));
  }

  private static boolean hasEnded(Client viewer, String id) {
    return viewer.show(id).text("/status").equals("ended");
  }

  @Test
  void anAddressOfMoreThan8KiBIsAnswered400() {
    var answer = send("GET /" + "a".repeat(9_000) + " HTTP/1.1\r\nHost: a\r\n\r\n");

    assertThat(answer).contains(" 400 ").contains("Send a shorter URL");
  }

  @Test
  void aHeaderWithAnOddByteIsAnswered400() {
    for (var line : new String[] {"x: a\u0000b", "x : a", "\u00e9: a"}) {
      assertThat(send("GET /health/live HTTP/1.1\r\nHost: a\r\n" + line + "\r\n\r\n"))
          .as(line)
          .startsWith("HTTP/1.1 400")
          .contains("connection: close");
    }
  }
}
