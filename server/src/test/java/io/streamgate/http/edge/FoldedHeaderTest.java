package io.streamgate.http.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.http.ApiFixture;
import io.streamgate.http.Client;
import io.streamgate.http.Wire;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A header that is continued on the next line, which RFC 9112 (section 5.2) has done away with. */
final class FoldedHeaderTest extends ApiFixture {

  private static final String VIEWER = "192.0.2.9";
  private static final String START =
      "POST /api/v1/stream HTTP/1.1\r\nHost: a\r\nx-forwarded-for: " + VIEWER + "\r\n";
  private static final String WHY = "Send each header on one line";

  private int port;

  @BeforeEach
  void serveOne() {
    port = serve().port();
  }

  private int activeStreams() {
    return Client.of(port).with("x-forwarded-for", VIEWER).list("").number("/active");
  }

  @Test
  void aFoldedHeaderIs400AndWhatFollowsIsNotAnswered() {
    for (var folded :
        new String[] {
          "x-forwarded-for: a\r\n , b\r\n",
          "x-forwarded-for: a\r\n\t, b\r\n",
          "X-Other: a\r\n b\r\n",
          "X-Other: a\r\n b\r\n c\r\nX-More: d\r\n",
          "X-Other:\r\n a\r\n",
          "X-Other: a\r\n \r\n",
          "Transfer-Encoding:\r\n chunked\r\n",
          "Content-Length:\r\n 2\r\n"
        }) {
      var answer = new Wire(port).send(START + folded + "\r\n" + START + "\r\n");

      assertThat(answer)
          .as(folded)
          .startsWith("HTTP/1.1 400")
          .contains("/problems/invalid-request", WHY, "connection: close")
          .containsOnlyOnce("x-request-id");
    }
    assertThat(activeStreams()).isEqualTo(0);
  }

  @Test
  void whiteSpaceBeforeTheFirstHeaderIs400() {
    assertThat(new Wire(port).send("GET /health/live HTTP/1.1\r\n Host: a\r\n\r\n"))
        .startsWith("HTTP/1.1 400")
        .contains("connection: close");
  }

  @Test
  void aFoldedTrailerIs400() {
    var answer =
        new Wire(port)
            .send(
                START
                    + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
                    + "2\r\n{}\r\n0\r\nX-Sum: a\r\n b\r\n\r\n");

    assertThat(answer).startsWith("HTTP/1.1 400").contains("connection: close");
    assertThat(activeStreams()).isEqualTo(0);
  }

  @Test
  void aBodyMayBeginAnyLineWithWhiteSpace() {
    var body = "{\r\n \"video_name\":\r\n\t\"Alien\"\r\n }";

    var answer =
        new Wire(port)
            .send(
                START
                    + "Content-Type: application/json\r\nConnection: close\r\nContent-Length: "
                    + body.length()
                    + "\r\n\r\n"
                    + body);

    assertThat(answer).startsWith("HTTP/1.1 201").contains("Alien");
  }
}
