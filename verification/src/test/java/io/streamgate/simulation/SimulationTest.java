package io.streamgate.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.simulation.ledger.Tally;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Simulates worlds that nobody has seen before; {@code -Dstreamgate.simulation.seed=} simulates one
 * again. Some by default, more with {@code -Dstreamgate.test.all=true}.
 */
@Tag("model")
final class SimulationTest {

  private static final int SEEDS = Boolean.getBoolean("streamgate.test.all") ? 100 : 2;
  private static final int HOURS = 250;

  @Test
  void noInvariantIsViolatedInWorldsThatNobodyHasSeen() {
    var given = Long.getLong("streamgate.simulation.seed");
    var first = given == null ? ThreadLocalRandom.current().nextLong(1_000, 1L << 40) : given;
    var tally = new Tally();
    for (var seed = first; seed < first + SEEDS; seed++) {
      System.out.println("streamgate.simulation.seed=" + seed);
      Simulation.run(seed, HOURS, Build.SOUND, tally);
    }

    assertThat(tally.of("answer: refused")).isPositive();
    assertThat(tally.of("fault: crash")).isPositive();
  }

  @Test
  void theSameSeedDoesTheSame() {
    assertThat(lines(7)).isEqualTo(lines(7)).isNotEqualTo(lines(8));
  }

  private static String lines(long seed) {
    var tally = new Tally();
    Simulation.run(seed, 10, Build.SOUND, tally);
    return tally.lines();
  }
}
