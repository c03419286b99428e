package io.streamgate.http.pages;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.RunningStreamgate;
import io.streamgate.TestStore;
import io.streamgate.http.Client;
import io.streamgate.http.Reply;
import io.streamgate.http.Wire;
import io.streamgate.http.exchange.ProblemType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Files that do not change: compressed, named by a tag, and kept by caches for a day. */
@TestInstance(Lifecycle.PER_CLASS)
final class StaticFilesTest {

  private static final String LISTED = "https://player.example";
  private static final List<String> PARTS_OF_DOCS =
      List.of(
          "/docs",
          "/docs/swagger-ui.css",
          "/docs/swagger-ui-bundle.js",
          "/openapi.yaml",
          "/plans.schema.json");

  private final RunningStreamgate server;
  private final Client me;

  StaticFilesTest() throws Exception {
    server = RunningStreamgate.on(new TestStore.InMemory(), "STREAMGATE_CORS_ORIGINS=" + LISTED);
    me = Client.of(server.port());
  }

  @AfterAll
  void stop() {
    server.close();
  }

  private static Stream<String> paths() {
    return Stream.concat(
        PARTS_OF_DOCS.stream(), Arrays.stream(ProblemType.values()).map(ProblemType::uri));
  }

  /** A response to a client that accepts gzip, byte by byte; a character is a byte. */
  private String packed(String method, String path, String... headers) {
    return new Wire(server.port())
        .send(
            "%s %s HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: gzip, deflate, br\r\n"
                    .formatted(method, path)
                + (headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n")
                + "Connection: close\r\n\r\n");
  }

  private static String body(String reply) {
    return reply.substring(reply.indexOf("\r\n\r\n") + 4);
  }

  private static String header(String reply, String name) {
    return reply
        .lines()
        .takeWhile(line -> !line.isEmpty())
        .filter(line -> line.startsWith(name + ": "))
        .map(line -> line.substring(name.length() + 2))
        .findFirst()
        .orElse("");
  }

  private static String unpacked(String body) throws IOException {
    try (var gzip = new GZIPInputStream(new ByteArrayInputStream(body.getBytes(ISO_8859_1)))) {
      return new String(gzip.readAllBytes(), UTF_8);
    }
  }

  @ParameterizedTest
  @MethodSource("paths")
  void aFileIsCompressedForClientsThatAcceptIt(String path) throws IOException {
    var plain = me.get(path);
    var packed = packed("GET", path);

    assertThat(packed).startsWith("HTTP/1.1 200").contains("\r\ncontent-encoding: gzip\r\n");
    assertThat(unpacked(body(packed))).isEqualTo(plain.body());
    assertThat(header(packed, "content-length")).isEqualTo("" + body(packed).length());
    assertThat(body(packed)).hasSizeLessThan(plain.body().length() * 2 / 3);
    assertThat(header(packed, "content-type")).isEqualTo(plain.header("content-type"));
    assertThat(header(packed, "content-security-policy"))
        .isEqualTo(plain.header("content-security-policy"));
    assertThat(plain.header("content-encoding")).isEmpty();
    // a cache must not confuse the two forms
    assertThat(header(packed, "etag")).isNotEmpty().isNotEqualTo(plain.header("etag"));
  }

  @Test
  void aVisitOfTheApiPageTakesAThirdOfItsBytes() {
    var bytes = PARTS_OF_DOCS.stream().mapToInt(path -> packed("GET", path).length()).sum();

    assertThat(bytes).isBetween(100_000, 600_000);
  }

  @ParameterizedTest
  @MethodSource("paths")
  void aFileIsKeptForADayAndThenAskedFor(String path) {
    var first = me.get(path);
    var again = me.with("if-none-match", first.header("etag")).get(path);

    assertThat(first.header("cache-control")).isEqualTo("public, max-age=86400");
    assertThat(first.header("etag")).matches("\"[A-Za-z0-9_-]{22}\"");
    assertThat(first.headers().allValues("vary")).containsExactly("accept-encoding", "Origin");
    assertThat(again.status()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
    for (var name : List.of("etag", "cache-control", "content-security-policy")) {
      assertThat(again.header(name)).as(name).isEqualTo(first.header(name));
    }
    assertThat(again.headers().allValues("vary")).containsExactly("accept-encoding", "Origin");
    assertThat(again.header("content-type")).isEmpty();
  }

  @Test
  void onlyTheTagOfTheSameContentIsKnown() {
    var plain = me.get("/docs").header("etag");
    var packed = header(packed("GET", "/docs"), "etag");

    for (var known : List.of(plain, "W/" + plain, "\"a\", " + plain, "*")) {
      assertThat(me.with("if-none-match", known).get("/docs").status()).as(known).isEqualTo(304);
    }
    for (var other : List.of(packed, "\"a\"", plain.replace("\"", ""), "")) {
      assertThat(me.with("if-none-match", other).get("/docs").status()).as(other).isEqualTo(200);
    }
    assertThat(packed("GET", "/docs", "If-None-Match: " + packed))
        .startsWith("HTTP/1.1 304")
        .contains("\r\netag: " + packed + "\r\n")
        .doesNotContain("content-encoding", "content-length")
        .endsWith("\r\n\r\n");
    assertThat(packed("GET", "/docs", "If-None-Match: " + plain)).startsWith("HTTP/1.1 200");
    assertThat(me.get("/docs/swagger-ui.css").header("etag")).isNotEqualTo(plain);
  }

  @Test
  void aHeadHasTheHeadersOfAGet() {
    for (var path : List.of("/docs", "/docs/swagger-ui-bundle.js", "/problems/stream-ended")) {
      var head = packed("HEAD", path);
      var get = packed("GET", path);

      assertThat(body(head)).isEmpty();
      for (var name : List.of("etag", "content-encoding", "content-length", "cache-control")) {
        assertThat(header(head, name)).as(name).isNotEmpty().isEqualTo(header(get, name));
      }
    }
    assertThat(packed("HEAD", "/docs", "If-None-Match: *")).startsWith("HTTP/1.1 304");
  }

  @Test
  void whatIsAboutAViewerOrAboutNothingIsNotKept() {
    for (Reply reply :
        List.of(
            me.asNewViewer().list(""),
            me.get("/docs/no-such-file"),
            me.get("/problems/no-such-problem"),
            me.get("/health/live"))) {
      assertThat(reply.header("cache-control")).isEqualTo("no-store");
      assertThat(reply.header("etag")).isEmpty();
    }
    assertThat(packed("GET", "/api/v1/streams", "x-forwarded-for: 192.0.2.9"))
        .contains("HTTP/1.1 200")
        .doesNotContain("content-encoding");
  }
}
