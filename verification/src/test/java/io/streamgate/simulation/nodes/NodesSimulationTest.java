package io.streamgate.simulation.nodes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.streamgate.simulation.nodes.Simulation.Planted;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Simulations by a seed that nobody has tried. It is in the failure; {@code
 * -Dstreamgate.simulation.seed=...} repeats it, {@code -Dstreamgate.simulation.hours=...} goes on
 * for longer.
 */
@Tag("model")
final class NodesSimulationTest {

  private static final long SEED = Long.getLong("streamgate.simulation.seed", System.nanoTime());
  private static final int HOURS =
      Integer.getInteger(
          "streamgate.simulation.hours", Boolean.getBoolean("streamgate.test.all") ? 2_000 : 100);

  private static final int FEWER_HOURS = 50;

  private static Simulation run(List<String> viewers, int hours) {
    var simulation = new Simulation(SEED, viewers, Planted.NOTHING);
    simulation.run(hours);
    return simulation;
  }

  @Test
  void aSeedThatNobodyHasTriedViolatesNothing() {
    assertThatCode(() -> run(Simulation.VIEWERS, HOURS)).doesNotThrowAnyException();
  }

  /** Invariants 7 and 8: neither what others do nor how they are called is felt. */
  @Test
  void aViewersLifeIsTheSameAloneAndBesideOthers() {
    var together = run(Simulation.VIEWERS, FEWER_HOURS);

    for (var viewer : Simulation.VIEWERS) {
      assertThat(run(List.of(viewer), FEWER_HOURS).trace(viewer).sum())
          .as("viewer %s, -Dstreamgate.simulation.seed=%d", viewer, SEED)
          .isEqualTo(together.trace(viewer).sum());
    }
  }

  @Test
  void anotherSeedIsAnotherLife() {
    var other = new Simulation(SEED + 1, List.of("1"), Planted.NOTHING);
    other.run(FEWER_HOURS);

    assertThat(other.trace("1").sum())
        .isNotEqualTo(run(List.of("1"), FEWER_HOURS).trace("1").sum());
  }
}
