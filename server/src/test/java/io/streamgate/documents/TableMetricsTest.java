package io.streamgate.documents;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.RunningStreamgate;
import io.streamgate.TestStore;
import io.streamgate.config.InvalidConfig;
import io.streamgate.dynamodb.DynamoEngine;
import io.streamgate.http.Client;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds what docs/OPERATING.md says of a table's metrics against a scrape of a node with one. */
final class TableMetricsTest {

  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| `(streamgate_(?:dynamodb|clock)_\\w+)` \\|");
  private static final Pattern SAMPLE =
      Pattern.compile("(?m)^(streamgate_(?:dynamodb|clock)_\\w+)(?:\\{.*})? ");

  /** What looked at the table at the start was counted as retries. */
  @Test
  void aScrapeShowsTheMetricsOfTheTableThatAreDocumented() throws InvalidConfig {
    var table = new TestStore.InTable(DynamoEngine.dynalite(), "streamgate-" + UUID.randomUUID());
    try (var server = RunningStreamgate.on(table)) {
      Client.of(server.port()).asNewViewer().started("{}");

      var scrape = Client.of(server.managementPort()).get("/metrics").body();

      assertThat(names(SAMPLE, scrape))
          .containsExactlyInAnyOrderElementsOf(documented())
          .hasSize(7);
      assertThat(scrape)
          .containsPattern("(?m)^streamgate_dynamodb_calls_total [1-9]")
          .containsPattern("(?m)^streamgate_dynamodb_write_units_total [1-9]")
          .contains("\nstreamgate_dynamodb_retries_total 0.0\n");
    }
  }

  private static Iterable<String> documented() {
    return names(ROW, Documents.read(Documents.ROOT.resolve("docs/OPERATING.md"))).toList();
  }

  private static Stream<String> names(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(found -> found.group(1));
  }
}
