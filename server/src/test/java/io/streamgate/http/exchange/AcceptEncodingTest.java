package io.streamgate.http.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When a client gets a compressed response (RFC 9110, section 12.5.3). */
final class AcceptEncodingTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "gzip",
        "gzip, deflate, br, zstd",
        "br;q=1.0, GZIP;Q=0.8, *;q=0.1",
        "x-gzip",
        "*",
        "*;q=0.001",
        "deflate , gzip ; q=0.5",
        "gzip;q = 1.000, identity;q=0.5",
        "gzip;q=0.5, identity;q=0.5",
        "identity;q=0, *;q=0.5",
        "gzip;q=0.2, *;q=0",
        ",gzip,"
      })
  void aClientThatAcceptsGzipGetsIt(String header) {
    assertThat(AcceptEncoding.prefersGzip(List.of(header))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "identity",
        "br",
        "gzip;q=0",
        "gzip;q=0.000, *",
        "*;q=0",
        "gzip;q=0.5, identity",
        "gzip;q=0.3, *;q=0.5",
        "gzip;q=nonsense",
        "gzip;q=1.5",
        "gzip;q=-1",
        "gzip;level=9",
        "gzipped",
        "notgzip"
      })
  void anyOtherClientDoesNot(String header) {
    assertThat(AcceptEncoding.prefersGzip(List.of(header))).isFalse();
  }

  @Test
  void theLinesOfTheHeaderAreOneList() {
    assertThat(AcceptEncoding.prefersGzip(List.of("br", "gzip"))).isTrue();
    assertThat(AcceptEncoding.prefersGzip(List.of("gzip", "identity;q=1", "gzip;q=0"))).isFalse();
    assertThat(AcceptEncoding.prefersGzip(List.of())).isFalse();
  }
}
