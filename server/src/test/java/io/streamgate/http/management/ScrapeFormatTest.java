package io.streamgate.http.management;

import static io.streamgate.http.management.ScrapeFormat.OPEN_METRICS;
import static io.streamgate.http.management.ScrapeFormat.PROMETHEUS_TEXT;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Which format a client gets for its {@code Accept}. */
final class ScrapeFormatTest {

  private static ScrapeFormat of(String... accept) {
    return ScrapeFormat.preferredBy(List.of(accept));
  }

  @Test
  void openMetricsIsServedOnlyOnRequest() {
    assertThat(of()).isEqualTo(PROMETHEUS_TEXT);
    assertThat(of("")).isEqualTo(PROMETHEUS_TEXT);
    assertThat(of("*/*")).isEqualTo(PROMETHEUS_TEXT);
    assertThat(of("text/html, application/xml;q=0.9, */*;q=0.8")).isEqualTo(PROMETHEUS_TEXT);
    assertThat(of("application/openmetrics-text")).isEqualTo(OPEN_METRICS);
    assertThat(of("Application/OpenMetrics-Text; Version=1.0.0")).isEqualTo(OPEN_METRICS);
    assertThat(of("application/openmetrics-text; version=\"1.0.0\"; charset=utf-8"))
        .isEqualTo(OPEN_METRICS);
    assertThat(of("application/openmetrics-text, */*")).isEqualTo(OPEN_METRICS);
    assertThat(of("application/*")).isEqualTo(OPEN_METRICS);
  }

  @Test
  void prometheusGetsOpenMetrics() {
    var prometheus2 =
        "application/openmetrics-text;version=1.0.0,application/openmetrics-text;version=0.0.1"
            + ";q=0.75,text/plain;version=0.0.4;q=0.5,*/*;q=0.1";
    var prometheus3 =
        "application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.6,"
            + "application/openmetrics-text;version=0.0.1;q=0.5,"
            + "text/plain;version=1.0.0;escaping=allow-utf-8;q=0.4,"
            + "text/plain;version=0.0.4;q=0.3,*/*;q=0.2";

    assertThat(of(prometheus2)).isEqualTo(OPEN_METRICS);
    assertThat(of(prometheus3)).isEqualTo(OPEN_METRICS);
  }

  @Test
  void theHigherQualityDecides() {
    assertThat(of("application/openmetrics-text;q=0.5, text/plain;q=0.501"))
        .isEqualTo(PROMETHEUS_TEXT);
    assertThat(of("application/openmetrics-text;q=0.5, text/plain; q=0.4")).isEqualTo(OPEN_METRICS);
    assertThat(of("text/plain;q=0.4", "application/openmetrics-text;q=0.5"))
        .isEqualTo(OPEN_METRICS);
    assertThat(of("application/openmetrics-text, text/plain")).isEqualTo(PROMETHEUS_TEXT);
    assertThat(of("application/openmetrics-text;q=0.1, text/*;q=0.2")).isEqualTo(PROMETHEUS_TEXT);
  }

  @Test
  void theMorePreciseRangeDecidesForAFormat() {
    assertThat(of("text/plain;q=0.2, text/*;q=0.9, application/openmetrics-text;q=0.5"))
        .isEqualTo(OPEN_METRICS);
    assertThat(of("*/*, text/plain;q=0.5")).isEqualTo(OPEN_METRICS);
    assertThat(of("*/*, application/openmetrics-text;q=0")).isEqualTo(PROMETHEUS_TEXT);
  }

  @Test
  void anUnknownVersionIsAnotherFormat() {
    assertThat(of("application/openmetrics-text;version=2.0.0")).isEqualTo(PROMETHEUS_TEXT);
    assertThat(of("application/openmetrics-text;version=0.0.1")).isEqualTo(OPEN_METRICS);
  }

  @Test
  void whoAcceptsNeitherGetsText() {
    assertThat(of("application/json")).isEqualTo(PROMETHEUS_TEXT);
    assertThat(of("application/openmetrics-text;q=0")).isEqualTo(PROMETHEUS_TEXT);
    assertThat(of("*/*;q=0")).isEqualTo(PROMETHEUS_TEXT);
  }

  @Test
  void aRangeWithAnInvalidQualityIsIgnored() {
    for (var quality : List.of("2", "-1", "0.0001", "high", "", "1.1")) {
      assertThat(of("application/openmetrics-text;q=" + quality))
          .as(quality)
          .isEqualTo(PROMETHEUS_TEXT);
    }
  }
}
