package io.streamgate.http.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.given.Given;
import io.streamgate.http.ApiFixture;
import io.streamgate.http.Client;
import io.streamgate.http.HandMade;
import io.streamgate.http.Wire;
import io.streamgate.http.api.Api;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The {@code Host} of a request: which are allowed, and which pages are of it. */
final class HostTest extends ApiFixture {

  private static final String NO_NAMES = "STREAMGATE_ALLOWED_HOSTS=";
  private static final String NO_NAMES_OF_OPERATORS = "STREAMGATE_MANAGEMENT_ALLOWED_HOSTS=";

  private static String status(int port, String path, String host) {
    var reply =
        new Wire(port)
            .send(
                "GET %s HTTP/1.1\r\nHost: %s\r\nx-forwarded-for: 192.0.2.9\r\n"
                        .formatted(path, host)
                    + "Connection: close\r\n\r\n");
    return reply.substring("HTTP/1.1 ".length(), "HTTP/1.1 200".length());
  }

  private static String list(int port, String host) {
    return status(port, "/api/v1/streams", host);
  }

  /** A page of evil.example, a name that now resolves to 127.0.0.1, is of its own origin there. */
  @Test
  void aPageWhoseNameIsReboundToALoopbackAddressMayNothing() {
    var port = serve(NO_NAMES).port();

    var reply =
        new Wire(port)
            .send(
                """
                POST /api/v1/stream HTTP/1.1\r
                Host: evil.example:8080\r
                Origin: http://evil.example:8080\r
                x-forwarded-for: 192.0.2.9\r
                Connection: close\r
                \r
                """);

    assertThat(reply)
        .startsWith("HTTP/1.1 421 Misdirected Request\r\n")
        .contains(
            "/problems/host-not-allowed",
            "Host evil.example:8080 is not allowed; use an IP address or localhost,"
                + " or add the name to STREAMGATE_ALLOWED_HOSTS");
    assertThat(Client.of(port).with("x-forwarded-for", "192.0.2.9").list("").number("/active"))
        .isEqualTo(0);
    for (var path : List.of("/docs", "/nowhere", "/api/v1/streams/x", "/%68ealth/live")) {
      assertThat(status(port, path, "evil.example")).as(path).isEqualTo("421");
    }
  }

  @Test
  void theManagementPortNamesItsOwnSetting() {
    var server = serve(NO_NAMES_OF_OPERATORS, "STREAMGATE_MANAGEMENT_HOST=0.0.0.0");

    assertThat(
            new Wire(server.managementPort())
                .send("GET /metrics HTTP/1.1\r\nHost: evil\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 421")
        .contains("host-not-allowed", "add the name to STREAMGATE_MANAGEMENT_ALLOWED_HOSTS")
        .doesNotContain("streamgate_starts_total");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "127.0.0.1:8080",
        "10.1.2.3:9090",
        "[::1]",
        "[::1]:8080",
        "[2001:DB8::5]:80",
        "localhost",
        "LocalHost:8080",
        "localhost.",
        "streamgate.localhost:8080"
      })
  void addressesAndLocalhostAreAlwaysAllowed(String host) {
    var server = serve(NO_NAMES, NO_NAMES_OF_OPERATORS);

    assertThat(list(server.port(), host)).isEqualTo("200");
    assertThat(status(server.managementPort(), "/metrics", host)).isEqualTo("200");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "evil.example",
        "localhost.evil.example",
        "evillocalhost",
        "127.0.0.1.evil.example",
        "127.0.0.1:80:80",
        "127.1",
        "2130706433",
        "::1",
        "[::1].evil.example",
        "[evil.example]",
        "localhost:x"
      })
  void noOtherHostIsAllowed(String host) {
    var server = serve(NO_NAMES, NO_NAMES_OF_OPERATORS);

    assertThat(list(server.port(), host)).isEqualTo("421");
    assertThat(status(server.managementPort(), "/metrics", host)).isEqualTo("421");
  }

  /**
   * The health checks of load balancers and containers have whatever {@code Host} they have. A
   * server on a table is not ready here: a table tells the time, by which the test's clock is
   * wrong.
   */
  @Test
  void healthIsToldToEveryHost() {
    var server = serve(NO_NAMES, NO_NAMES_OF_OPERATORS);

    for (var port : List.of(server.port(), server.managementPort())) {
      assertThat(status(port, "/health/live", "evil.example")).isEqualTo("200");
      assertThat(status(port, "/health/ready", "evil.example")).isIn("200", "503");
    }
    assertThat(new Wire(server.port()).send("GET /health/live HTTP/1.0\r\n\r\n")).contains("200");
    assertThat(new Wire(server.port()).send("GET /api/v1/streams HTTP/1.0\r\n\r\n"))
        .startsWith("HTTP/1.0 421")
        .contains("Host is missing;");
  }

  @Test
  void listedNamesAreAllowedOnTheirPortOnly() {
    var server =
        serve(
            "HOST=0.0.0.0",
            "STREAMGATE_ALLOWED_HOSTS=tv.example, API.tv.example",
            "STREAMGATE_MANAGEMENT_ALLOWED_HOSTS=streamgate.internal");

    for (var host : List.of("tv.example", "TV.Example:8080", "api.tv.example.", "10.0.0.7")) {
      assertThat(list(server.port(), host)).as(host).isEqualTo("200");
    }
    for (var host : List.of("evil.example", "www.tv.example", "streamgate.internal")) {
      assertThat(list(server.port(), host)).as(host).isEqualTo("421");
    }
    var management = server.managementPort();
    assertThat(status(management, "/metrics", "streamgate.internal:9090")).isEqualTo("200");
    assertThat(status(management, "/metrics", "tv.example")).isEqualTo("421");
  }

  /** Behind a proxy, the names are the proxy's to check. */
  @Test
  void everyHostIsAllowedUnlessTheServerListensOnALoopbackAddress() {
    assertThat(list(serve("HOST=0.0.0.0", NO_NAMES).port(), "tv.example")).isEqualTo("200");
    assertThat(list(serve("HOST=localhost", NO_NAMES).port(), "tv.example")).isEqualTo("421");
    assertThat(list(serve("STREAMGATE_ALLOWED_HOSTS=*").port(), "tv.example")).isEqualTo("200");
  }

  /** A browser omits the default port of the scheme in both headers; some proxies write it. */
  @ParameterizedTest
  @CsvSource({
    "https://tv.example, tv.example, 201",
    "https://tv.example, tv.example:443, 201",
    "https://tv.example, TV.example.:443, 201",
    "http://tv.example, tv.example:80, 201",
    "http://tv.example, tv.example:, 201",
    "https://tv.example:8443, tv.example:8443, 201",
    "http://[2001:db8::5], [2001:DB8::5]:80, 201",
    "https://tv.example:8443, tv.example, 403",
    "https://tv.example, tv.example:8443, 403",
    "https://tv.example, tv.example:80, 403",
    "http://tv.example, tv.example:443, 403",
    "http://[2001:db8::5], [2001:db8::5]:443, 403",
    "https://tv.example, tv.example.evil.example, 403",
    "https://tv.example, tv.example:x, 403",
    "tv.example, tv.example, 403"
  })
  void aPageIsOfTheServersOwnHostWhateverDefaultPortIsWritten(
      String origin, String host, int status) {
    try (var server =
        HandMade.serving(Api.routes(HandMade.failing(_ -> {}), Given.tokens(), Given.networks()))) {
      var reply =
          new Wire(server.port())
              .send(
                  "POST /api/v1/stream HTTP/1.1\r\nx-forwarded-for: 192.0.2.9\r\nHost: "
                      + (host + "\r\nOrigin: " + origin + "\r\nConnection: close\r\n\r\n"));

      // the store fails, after the origin was checked
      assertThat(reply).startsWith("HTTP/1.1 " + (status == 201 ? 503 : status));
    }
  }

  @Test
  void theRefusalOfAPageNamesItsOriginAndTheHostOfTheRequest() {
    var page = "POST /api/v1/stream HTTP/1.1\r\nOrigin: https://tv.example:8443\r\n";
    try (var server =
        HandMade.serving(Api.routes(HandMade.failing(_ -> {}), Given.tokens(), Given.networks()))) {
      var wire = new Wire(server.port());

      assertThat(wire.send(page + "Host: tv.example\r\nConnection: close\r\n\r\n"))
          .startsWith("HTTP/1.1 403")
          .contains(
              "Pages from https://tv.example:8443 may not change streams: Host is tv.example;"
                  + " add the origin to STREAMGATE_CORS_ORIGINS,"
                  + " or let the proxy pass on the Host of the page");
      assertThat(wire.send(page.replace("1.1", "1.0") + "\r\n"))
          .startsWith("HTTP/1.0 403")
          .contains("may not change streams: Host is missing;");
    }
  }
}
