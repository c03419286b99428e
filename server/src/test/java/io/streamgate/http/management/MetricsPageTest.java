package io.streamgate.http.management;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.http.ApiFixture;
import io.streamgate.http.Client;
import io.streamgate.http.Reply;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The two formats of a scrape. */
final class MetricsPageTest extends ApiFixture {

  private static final String OPEN_METRICS = "application/openmetrics-text";

  private Reply scrapedWith(String accept) {
    var server = serve();
    Client.of(server.port()).asNewViewer().started("{}");
    var operator = Client.of(server.managementPort());
    return (accept.isEmpty() ? operator : operator.with("accept", accept)).get("/metrics");
  }

  @Test
  void aScrapeIsPrometheusTextByDefault() {
    var reply = scrapedWith("");

    assertThat(reply.header("content-type")).isEqualTo("text/plain; version=0.0.4; charset=utf-8");
    assertThat(reply.body())
        .contains("\n# TYPE streamgate_starts_total counter\n")
        .contains("\nstreamgate_starts_total{outcome=\"admitted\"} 1.0\n")
        .doesNotContain("# EOF");
  }

  /** A dashboard shows how near each figure is to its bound, whatever the settings are. */
  @Test
  void aScrapeSaysThatTheNodeIsReadyAndHowMuchItTakes() {
    var server = serve("STREAMGATE_MAX_CONNECTIONS=77");
    var client = Client.of(server.managementPort());
    // on a table, the clock of the tests is wrong, and the node is not ready
    var isReady = client.get("/health/ready").status() == 200 ? "1.0" : "0.0";

    assertThat(client.get("/metrics").body())
        .contains("\nstreamgate_ready " + isReady + "\n")
        .contains("\nstreamgate_store_serving " + isReady + "\n")
        .contains("\nstreamgate_http_connections_limit 77.0\n")
        .containsPattern("\nstreamgate_build_info\\{java=\"\\d.*\",version=\"development\"} 1\n");
  }

  @Test
  void aScrapeIsOpenMetricsOnRequest() {
    var reply = scrapedWith(OPEN_METRICS);

    assertThat(reply.header("content-type"))
        .isEqualTo(OPEN_METRICS + "; version=1.0.0; charset=utf-8");
    assertThat(reply.body())
        .contains("\n# TYPE streamgate_starts counter\n")
        .contains("\nstreamgate_starts_total{outcome=\"admitted\"} 1.0\n")
        .contains("\nstreamgate_http_seconds_bucket{")
        .endsWith("\n# EOF\n");
  }

  /** OpenMetrics forbids empty lines, and a family whose lines are apart. */
  @Test
  void eachFamilyOfOpenMetricsIsOneBlock() {
    var families = new ArrayList<String>();
    var lines = List.of(scrapedWith(OPEN_METRICS).body().split("\n", -1));

    assertThat(lines).endsWith("# EOF", "");
    for (var line : lines.subList(0, lines.size() - 2)) {
      if (line.startsWith("# TYPE ")) {
        families.add(line.split(" ", 4)[2]);
      }
      assertThat(line.startsWith("# ") ? line.split(" ", 4)[2] : line)
          .startsWith(families.getLast());
    }
    assertThat(families).hasSizeGreaterThan(20).doesNotHaveDuplicates();
    assertThat(families).noneMatch(family -> family.endsWith("_total"));
  }
}
