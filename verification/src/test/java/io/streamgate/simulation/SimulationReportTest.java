package io.streamgate.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.simulation.ledger.Tally;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Simulates the worlds of the committed report, and holds the report against what happened: the
 * same seeds do the same to the last request, on any machine.
 *
 * <p>Another text is written by {@code -Dstreamgate.simulation.write=true}. What changes the
 * kernel's answers, or what the simulation asks, changes the text: then look at which counts moved.
 */
@Tag("model")
final class SimulationReportTest {

  private static final Path REPORT = Path.of("..", "docs", "simulation", "one-server.txt");
  private static final int SEEDS = 20;
  private static final int HOURS = 250;
  private static final int INVARIANTS = 10;

  @Test
  void theReportIsWhatItsSeedsDo() throws IOException {
    var tally = new Tally();
    for (var seed = 1; seed <= SEEDS; seed++) {
      Simulation.run(seed, HOURS, Build.SOUND, tally);
    }

    var report = report(tally);
    if (Boolean.getBoolean("streamgate.simulation.write")) {
      Files.createDirectories(REPORT.getParent());
      Files.writeString(REPORT, report);
    }
    for (var invariant = 1; invariant <= INVARIANTS; invariant++) {
      assertThat(tally.checksOf(invariant)).as("checks of %d", invariant).isGreaterThan(1_000);
    }
    assertThat(Files.readString(REPORT))
        .as("write it anew by -Dstreamgate.simulation.write=true, and see what changed")
        .isEqualTo(report);
  }

  private static String report(Tally tally) {
    var hours = SEEDS * (HOURS + Simulation.QUIET_HOURS);
    return String.format(
        Locale.ROOT,
        """
        What the seeds of SimulationReportTest did. No invariant was violated.

        seeds                                         1 to %6d
        simulated hours                          %,12d
        viewers of a seed                        %,12d
        players of a viewer                      %,12d

        %s""",
        SEEDS,
        hours,
        Simulation.SEATS.size(),
        Simulation.DEVICES,
        tally.lines());
  }
}
