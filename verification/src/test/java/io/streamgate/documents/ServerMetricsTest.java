package io.streamgate.documents;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.RunningStreamgate;
import io.streamgate.config.InvalidConfig;
import io.streamgate.engines.DynamoEngine;
import io.streamgate.engines.InTable;
import io.streamgate.http.Client;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Compares the names and types of the metrics in docs/OPERATING.md with a scrape of a server that
 * exposes all of them: on DynamoDB, after a start and a heartbeat.
 */
@Tag("engine")
final class ServerMetricsTest {

  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| `(streamgate_\\w+)` \\| (.+?) \\| (.+) \\|$");
  private static final Pattern TYPE = Pattern.compile("(?m)^# TYPE (streamgate_\\w+) (\\w+)$");
  private static final Pattern SAMPLE = Pattern.compile("(?m)^(streamgate_\\w+)(\\{.*})? ");

  /** A film ends the film before it, and a second match is refused. */
  private static final String PLANS =
      """
      default: family
      plans:
        family:
          limit: 3
          rules:
            - {name: one-film, max: 1, where: {content_type: [vod]}, at_limit: evict-oldest}
            - {name: one-match, max: 1, where: {content_type: [live]}}
      """;

  /** The table check at startup was once counted as retries. */
  @Test
  void aScrapeHasTheMetricsThatAreDocumentedAndEachIsOfItsKind() throws InvalidConfig {
    var table = InTable.fresh(DynamoEngine.dynalite());
    try (var server = RunningStreamgate.on(table, "STREAMGATE_PLANS_INLINE=" + PLANS)) {
      var me = Client.of(server.port()).asNewViewer();
      me.heartbeat(me.started("{}"));
      for (var type : List.of("vod", "vod", "live", "live")) {
        me.start("{\"content_type\":\"%s\"}".formatted(type));
      }

      var scrape = Client.of(server.managementPort()).get("/metrics").body();

      assertThat(kinds(scrape)).isEqualTo(documented()).hasSizeGreaterThan(15);
      assertThat(scrape)
          .containsPattern("(?m)^streamgate_dynamodb_calls_total [1-9]")
          .containsPattern("(?m)^streamgate_dynamodb_write_units_total [1-9]")
          .contains("\nstreamgate_dynamodb_retries_total 0.0\n");
    }
  }

  /**
   * The names of counters and the descriptions of histograms say what they are. All others are
   * gauges.
   */
  private static Map<String, String> documented() {
    var kinds = new TreeMap<String, String>();
    ROW.matcher(Documents.read(Documents.ROOT.resolve("docs/OPERATING.md")))
        .results()
        .forEach(
            row -> {
              var isHistogram = row.group(3).contains(", a histogram");
              var other = row.group(1).endsWith("_total") ? "counter" : "gauge";
              var labels = row.group(2).equals("none") ? "" : " with labels";
              kinds.put(row.group(1), (isHistogram ? "histogram" : other) + labels);
            });
    return kinds;
  }

  /** A histogram's maximum is one of its series, not a separate metric. */
  private static Map<String, String> kinds(String scrape) {
    var kinds = new TreeMap<String, String>();
    TYPE.matcher(scrape).results().forEach(type -> kinds.put(type.group(1), type.group(2)));
    kinds.keySet().removeIf(name -> name.endsWith("_max"));
    SAMPLE
        .matcher(scrape)
        .results()
        .filter(sample -> sample.group(2) != null)
        .map(sample -> sample.group(1).replaceFirst("_(bucket|count|sum|max)$", ""))
        .forEach(name -> kinds.computeIfPresent(name, (_, kind) -> labelled(kind)));
    return kinds;
  }

  private static String labelled(String kind) {
    return kind.endsWith(" with labels") ? kind : kind + " with labels";
  }
}
