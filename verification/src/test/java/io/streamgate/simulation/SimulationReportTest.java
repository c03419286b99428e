package io.streamgate.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.simulation.bugs.Bug;
import io.streamgate.simulation.ledger.Invariant;
import io.streamgate.simulation.world.Counters;
import io.streamgate.simulation.world.FaultRanges;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Compares the committed report with a rerun of the same simulations. Any change of a decision, of
 * a call to the table, or of their order changes a number: check which numbers changed, and rewrite
 * the report if the change is intended.
 */
@Tag("model")
final class SimulationReportTest {

  private static final Path REPORT = Path.of("..", "docs", "simulation", "report.txt");
  private static final String WRITE = "streamgate.simulation.write";
  private static final int SEEDS = 5;
  private static final int HOURS = 400;

  @Test
  void theReportIsTheResultOfItsSeeds() throws IOException {
    var counters = new Counters();
    for (var seed = 1; seed <= SEEDS; seed++) {
      var ranges = FaultRanges.TOLERATED;
      var simulation = new Simulation(seed, ranges, Simulation.VIEWERS, Bug.NONE);
      simulation.run(HOURS);
      counters.add(simulation.counters());
    }
    var report = report(counters);
    if (Boolean.getBoolean(WRITE)) {
      Files.writeString(REPORT, report, UTF_8);
    }

    assertThat(Files.readString(REPORT, UTF_8))
        .as("if the change is intended: ./make.sh test SimulationReportTest -D%s=true", WRITE)
        .isEqualTo(report);
  }

  private static String report(Counters counters) {
    var text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            """
            Streamgate, simulated: no invariant was violated

            %,d hours of two nodes, a table and %d viewers with five players each:
            seeds 1 to %d, %,d hours of each. docs/CONSISTENCY.md describes the simulation.
            SimulationReportTest writes this report, and fails if a run has a different result.

            checks by invariant
            """,
            SEEDS * HOURS,
            Simulation.VIEWERS.size(),
            SEEDS,
            HOURS));
    for (var invariant : Invariant.values()) {
      var checks = counters.of(invariant.counted());
      assertThat(checks).as("checks of %s", invariant).isPositive();
      text.append(line(checks, invariant.number() + " " + invariant.says()));
    }
    text.append("\nanswers, faults and other events\n");
    counters
        .all()
        .forEach(
            (name, count) -> text.append(name.startsWith("invariant") ? "" : line(count, name)));
    return text.toString();
  }

  private static String line(long count, String name) {
    return String.format(Locale.ROOT, "%,11d  %s\n", count, name);
  }
}
