package io.streamgate.simulation.nodes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Holds the committed report against the same simulations, run anew. Whatever changes a decision, a
 * call to the table or the order of two of them changes a number in it: look at which, and if it is
 * meant, write it anew.
 */
@Tag("model")
final class NodesReportTest {

  private static final Path REPORT = Path.of("..", "docs", "simulation", "nodes.txt");
  private static final String WRITE = "streamgate.simulation.write";

  @Test
  void theSimulationsComeToWhatTheReportSays() throws IOException {
    var written = new Report(1, 5, 400).written();
    if (Boolean.getBoolean(WRITE)) {
      Files.writeString(REPORT, written, UTF_8);
    }

    assertThat(Files.readString(REPORT, UTF_8))
        .as(
            "docs/simulation/nodes.txt; to write it anew: mvn -pl server test"
                + " -Dtest=NodesReportTest -D%s=true",
            WRITE)
        .isEqualTo(written);
  }
}
