package io.streamgate.http.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.http.HandMade;
import io.streamgate.http.Wire;
import io.streamgate.http.api.Api;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The {@code Host} of a request: which pages are of it. */
final class HostTest {

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
    try (var server = HandMade.serving(Api.routes(HandMade.failing(_ -> {})))) {
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
    try (var server = HandMade.serving(Api.routes(HandMade.failing(_ -> {})))) {
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
