package io.streamgate.http.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.RunningStreamgate;
import io.streamgate.http.ApiFixture;
import io.streamgate.http.SlowWire;
import io.streamgate.http.Wire;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Responses of the edge that a page of another origin can read, though there was no endpoint. */
final class ReadableRefusalTest extends ApiFixture {

  private static final String LISTED = "https://player.example";
  private static final String ORIGIN = "Origin: " + LISTED + "\r\n";
  private static final String START = "POST /api/v1/stream HTTP/1.1\r\nHost: localhost\r\n";
  private static final String ALIVE = "GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n";
  private static final String TOO_MUCH = "X: " + "x".repeat(20_000) + "\r\n";
  private static final String[] READABLE = {
    "access-control-allow-origin: " + LISTED + "\r\n",
    "access-control-allow-credentials: true\r\n",
    "access-control-expose-headers: Location, Retry-After,",
    "vary: Origin\r\n"
  };

  private RunningStreamgate serveListed(String... settings) {
    var all = new ArrayList<>(List.of(settings));
    all.add("STREAMGATE_CORS_ORIGINS=" + LISTED + ",https://other.example");
    return serve(all.toArray(String[]::new));
  }

  @Test
  void headersThatAreTooLargeAreReadableWhereverTheOriginIs() {
    var wire = new Wire(serveListed().port());

    for (var request :
        new String[] {START + ORIGIN + TOO_MUCH + "\r\n", START + TOO_MUCH + ORIGIN + "\r\n"}) {
      assertThat(wire.send(request)).startsWith("HTTP/1.1 431").contains(READABLE);
    }
    assertThat(wire.send(START + TOO_MUCH + ORIGIN.replace("player", "evil") + "\r\n"))
        .startsWith("HTTP/1.1 431")
        .contains("vary: Origin\r\n")
        .doesNotContain("access-control-");
    assertThat(wire.send(START + TOO_MUCH + "\r\n"))
        .startsWith("HTTP/1.1 431")
        .doesNotContain("access-control-");
  }

  @Test
  void requestsThatCannotBeReadAreReadable() {
    var wire = new Wire(serveListed().port());

    assertThat(wire.send(START + ORIGIN + "X: a\r\n b\r\n\r\n"))
        .startsWith("HTTP/1.1 400")
        .contains(READABLE);
    assertThat(wire.send(START + ORIGIN + "Transfer-Encoding: foo\r\n\r\n"))
        .startsWith("HTTP/1.1 400")
        .contains(READABLE);
    assertThat(wire.send("GET /" + "a".repeat(9_000) + " HTTP/1.1\r\n" + ORIGIN + "\r\n"))
        .contains(" 400 ")
        .contains(READABLE);
  }

  @Test
  void requestsThatAreLateAreReadable() {
    var port =
        serveListed(
                "STREAMGATE_HEADER_TIMEOUT=PT0.1S",
                "STREAMGATE_REQUEST_TIMEOUT=PT0.2S",
                "STREAMGATE_DYNAMODB_CALL_TIMEOUT=PT0.1S",
                "STREAMGATE_DYNAMODB_ATTEMPT_TIMEOUT=PT0.1S")
            .port();

    assertThat(new Wire(port).send(START + ORIGIN + "X: a\r\nY:"))
        .startsWith("HTTP/1.1 408")
        .contains(READABLE);
    assertThat(new Wire(port).send(START + "Origin: \u00e9\r\nX: a\r\nY:"))
        .startsWith("HTTP/1.1 408")
        .doesNotContain("access-control-");
    assertThat(
            new Wire(port)
                .send(
                    START
                        + ORIGIN
                        + "x-forwarded-for: 192.0.2.9\r\nContent-Type: application/json\r\n"
                        + "Content-Length: 9\r\n\r\n{"))
        .startsWith("HTTP/1.1 408")
        .contains(READABLE);
  }

  /** A connection that is kept has its last request's headers no more. */
  @Test
  void aLateRequestIsNotTakenForOneOfTheOriginBefore() {
    var port = serveListed("STREAMGATE_HEADER_TIMEOUT=PT0.1S").port();
    try (var wire = new SlowWire(port)) {
      wire.send(ALIVE.replace("\r\n\r\n", "\r\n" + ORIGIN + "\r\n"));
      assertThat(wire.next("alive")).contains(READABLE);
      wire.send("GET ");

      assertThat(wire.allThatComes())
          .contains("HTTP/1.1 408")
          .doesNotContain("access-control-allow-origin");
    }
  }

  @Test
  void oneConnectionTooManyIsReadableAndSoIsItsPreflight() {
    var port = serveListed("STREAMGATE_MAX_CONNECTIONS=1").port();
    try (var first = new SlowWire(port)) {
      first.send(ALIVE);
      assertThat(first.next("alive")).startsWith("HTTP/1.1 200");
      var wire = new Wire(port);

      assertThat(wire.send(START + ORIGIN + "Content-Length: 9\r\n\r\n{"))
          .startsWith("HTTP/1.1 503")
          .contains("/problems/overloaded", "retry-after: 1", "connection: close")
          .contains(READABLE);
      assertThat(
              wire.send(
                  START.replace("POST", "OPTIONS")
                      + ORIGIN
                      + "Access-Control-Request-Method: POST\r\n\r\n"))
          .startsWith("HTTP/1.1 204")
          .contains("access-control-allow-methods: ", "connection: close")
          .contains(READABLE);
      assertThat(wire.send(START + ORIGIN.replace("player", "evil") + "\r\n"))
          .startsWith("HTTP/1.1 503")
          .doesNotContain("access-control-");
      assertThat(wire.send(START + ORIGIN + "X: a\r\n b\r\n\r\n")).startsWith("HTTP/1.1 400");
      first.send(ALIVE);
      assertThat(first.next("alive")).startsWith("HTTP/1.1 200");
    }
  }

  @Test
  void oneConnectionTooManyThatSendsNothingIsRefusedALittleLater() {
    var port = serveListed("STREAMGATE_MAX_CONNECTIONS=1").port();
    try (var first = new SlowWire(port)) {
      first.send(ALIVE);
      assertThat(first.next("alive")).startsWith("HTTP/1.1 200");

      assertThat(new Wire(port).send("")).startsWith("HTTP/1.1 503");
      assertThat(new Wire(port).send(START + ORIGIN)).startsWith("HTTP/1.1 503");
    }
  }

  /** With no bound, idle connections beyond the limit would take all file descriptors. */
  @Test
  void connectionsFarBeyondTheLimitAreRefusedAtOnce() {
    var port = serveListed("STREAMGATE_MAX_CONNECTIONS=1").port();
    var idle = new ArrayList<SlowWire>();
    try {
      for (var each = 0; each < 1 + 256; each++) {
        idle.add(new SlowWire(port));
      }
      try (var wire = new SlowWire(port)) {
        var refused = wire.allThatComes();
        assertThat(refused).startsWith("HTTP/1.1 503");
      }
    } finally {
      idle.forEach(SlowWire::close);
    }
  }
}
