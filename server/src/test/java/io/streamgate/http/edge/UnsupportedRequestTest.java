package io.streamgate.http.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.http.ApiFixture;
import io.streamgate.http.Client;
import io.streamgate.http.Wire;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Content codings, expectations and versions that this server does not support. */
final class UnsupportedRequestTest extends ApiFixture {

  private static final String VIEWER = "192.0.2.9";
  private static final String JSON = "Content-Type: application/json";
  private static final String LAST =
      "GET /health/live HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
  private static final String ALIVE = "{\"status\":\"alive\"}";

  private int port;

  @BeforeEach
  void serveOne() {
    port = serve().port();
  }

  private Client viewer() {
    return Client.of(port).with("x-forwarded-for", VIEWER);
  }

  /** Sends a start with those headers and {@code {}}, then asks whether the server is alive. */
  private String start(String... headers) {
    return send("/api/v1/stream", headers);
  }

  private String send(String path, String... headers) {
    return new Wire(port)
        .send(
            "POST %s HTTP/1.1\r\nHost: a\r\nx-forwarded-for: %s\r\n".formatted(path, VIEWER)
                + String.join("\r\n", headers)
                + "\r\nContent-Length: 2\r\n\r\n{}"
                + LAST);
  }

  @Test
  void anEncodedBodyIs415AndTheAnswerSaysHowToSendIt() {
    for (var coding : new String[] {"gzip", "br", "identity, gzip", "GZIP", "x"}) {
      assertThat(start(JSON, "Content-Encoding: " + coding))
          .as(coding)
          .startsWith("HTTP/1.1 415")
          .contains("/problems/unsupported-media-type", "Content-Encoding must be identity")
          .contains("accept-encoding: identity")
          .contains(ALIVE);
    }
    assertThat(start(JSON, "Content-Encoding: identity", "Content-Encoding: gzip"))
        .startsWith("HTTP/1.1 415");
    assertThat(viewer().list("").number("/active")).isEqualTo(0);
  }

  @Test
  void identityIsNoEncodingAndNeitherIsAnEncodingOfNoBody() {
    assertThat(start(JSON, "Content-Encoding: identity")).startsWith("HTTP/1.1 201");
    assertThat(start(JSON, "Content-Encoding: Identity,")).startsWith("HTTP/1.1 201");
    assertThat(viewer().with("content-encoding", "gzip").start("").status()).isEqualTo(201);
  }

  @Test
  void aBodyThatIsIgnoredMayBeEncoded() {
    var id = viewer().started("{}");

    assertThat(send("/api/v1/streams/" + id + "/end", "Content-Encoding: gzip"))
        .startsWith("HTTP/1.1 204");
  }

  @Test
  void twoContentTypesAre400() {
    for (var second : new String[] {"text/plain", "application/json", "Application/JSON"}) {
      assertThat(start(JSON, "content-type: " + second))
          .as(second)
          .startsWith("HTTP/1.1 400")
          .contains("/problems/invalid-request", "Send one Content-Type")
          .contains(ALIVE);
    }
    assertThat(start("Content-Type: text/plain", JSON)).startsWith("HTTP/1.1 400");
    assertThat(viewer().list("").number("/active")).isEqualTo(0);
  }

  @Test
  void anotherExpectationThan100ContinueIs417() {
    for (var expect : new String[] {"foo", "200-ok", "100-continue, foo", "100-continue=1"}) {
      assertThat(start(JSON, "Expect: " + expect))
          .as(expect)
          .startsWith("HTTP/1.1 417 Expectation Failed")
          .contains("/problems/expectation-failed", "Expect must be 100-continue")
          .contains(ALIVE);
    }
    assertThat(start(JSON, "Expect: 100-continue", "Expect: foo")).contains("HTTP/1.1 417");
    assertThat(viewer().list("").number("/active")).isEqualTo(0);
  }

  @Test
  void anExpectationIsReadWithoutRegardToCase() {
    assertThat(start(JSON, "Expect: 100-Continue")).contains("HTTP/1.1 201");
    assertThat(start(JSON, "Expect: ")).startsWith("HTTP/1.1 201");
  }

  /**
   * RFC 9113 (section 3.4): the beginning of an HTTP/2 connection. Its major version is what this
   * server refuses, which is a 505 (RFC 9110, section 15.6.6), in the version that it does support.
   */
  @Test
  void anHttp2PrefaceIsAnswered505InHttp11AndTheConnectionCloses() {
    var settings = "\0\0\0\4\0\0\0\0\0";

    var answer = new Wire(port).send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + settings);

    assertThat(answer)
        .startsWith("HTTP/1.1 505 HTTP Version Not Supported\r\n")
        .contains("connection: close", "/problems/http-version-not-supported")
        .containsOnlyOnce("HTTP/1.1 505")
        .containsOnlyOnce("x-request-id");
  }

  /** Vert.x once answered with a bare 501, and what followed on the connection took effect. */
  @Test
  void anotherVersionThanHttp1IsAnswered505InHttp11AndWhatFollowsIsNotRead() {
    var hidden =
        "POST /api/v1/stream HTTP/1.1\r\nHost: a\r\nx-forwarded-for: %s\r\n\r\n".formatted(VIEWER);
    for (var version : new String[] {"HTTP/9.9", "HTTP/2.0", "HTTP/0.9", "HTTP/1.2"}) {
      assertThat(
              new Wire(port).send("GET /health/live " + version + "\r\nHost: a\r\n\r\n" + hidden))
          .as(version)
          .startsWith("HTTP/1.1 505")
          .contains("connection: close", "supports HTTP/1.1 and HTTP/1.0")
          .containsOnlyOnce("x-request-id");
    }
    assertThat(viewer().list("").number("/active")).isEqualTo(0);
  }
}
