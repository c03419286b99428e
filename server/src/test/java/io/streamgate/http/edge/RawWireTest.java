package io.streamgate.http.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.http.ApiFixture;
import io.streamgate.http.Wire;
import org.junit.jupiter.api.Test;

/** Requests that no HTTP client would send. */
final class RawWireTest extends ApiFixture {

  private static final String START =
      """
      POST /api/v1/stream HTTP/1.1\r
      Host: a\r
      x-forwarded-for: 192.0.2.9\r
      Content-Type: application/json\r
      """;

  private String send(String bytes) {
    return new Wire(serve().port()).send(bytes);
  }

  @Test
  void whatIsNotHttpIsAnswered400AndTheConnectionCloses() {
    var answer = send("nonsense without end\r\n\r\n");

    assertThat(answer).startsWith("HTTP/1.0 400").contains("/problems/invalid-request");
  }

  @Test
  void headersOfMoreThan16KiBAreAnswered431() {
    var answer =
        send("GET /health/live HTTP/1.1\r\nHost: a\r\nX: " + "a".repeat(20_000) + "\r\n\r\n");

    assertThat(answer).startsWith("HTTP/1.1 431").contains("/problems/headers-too-large");
  }

  @Test
  void twoLengthsThatDifferAreAnswered400() {
    var answer = send(START + "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}");

    assertThat(answer).startsWith("HTTP/1.1 400").contains("connection: close");
  }

  @Test
  void aChunkThatIsNoneIsAnswered400() {
    var answer = send(START + "Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n");

    assertThat(answer).startsWith("HTTP/1.1 400").contains("/problems/invalid-request");
  }

  @Test
  void aChunkedBodyOfMoreThan16KiBIsAnswered413AndTheConnectionCloses() {
    var answer =
        send(
            START
                + "Transfer-Encoding: chunked\r\n\r\n"
                + ("1000\r\n" + "x".repeat(4096) + "\r\n").repeat(5)
                + "0\r\n\r\n");

    assertThat(answer).startsWith("HTTP/1.1 413").contains("connection: close");
  }

  @Test
  void aBodyThatIsNotUtf8IsAnswered400() {
    var answer =
        send(
            START
                + "Connection: close\r\nContent-Length: 16\r\n\r\n{\"size\":\"\u00ff\u00fe12\"}  ");

    assertThat(answer).startsWith("HTTP/1.1 400").contains("UTF-8");
  }

  @Test
  void aClientThatWaitsFor100IsToldToGoOn() {
    var answer =
        send(START + "Expect: 100-continue\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{}");

    assertThat(answer).startsWith("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 201");
  }

  @Test
  void anUpgradeToHttp2IsNotTaken() {
    var answer =
        send(
            """
            GET /health/live HTTP/1.1\r
            Host: a\r
            Connection: Upgrade, HTTP2-Settings\r
            Upgrade: h2c\r
            HTTP2-Settings: AAMAAABkAAQCAAAAAAIAAAAA\r
            \r
            GET /health/live HTTP/1.1\r
            Host: a\r
            Connection: close\r
            \r
            """);

    assertThat(answer).startsWith("HTTP/1.1 200");
  }

  @Test
  void aFaultLeavesTheConnectionAliveForTheNextRequest() {
    var answer =
        send(
            START
                + "Content-Length: 2\r\n\r\n[]"
                + "GET /health/live HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");

    assertThat(answer).startsWith("HTTP/1.1 400").contains("{\"status\":\"alive\"}");
  }
}
