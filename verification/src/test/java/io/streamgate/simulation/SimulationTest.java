package io.streamgate.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.streamgate.simulation.bugs.Bug;
import io.streamgate.simulation.world.FaultRanges;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Simulations with a new seed. A failure reports it: {@code -Dstreamgate.simulation.seed=...}
 * repeats it, {@code -Dstreamgate.simulation.hours=...} simulates for longer.
 */
@Tag("model")
final class SimulationTest {

  private static final long SEED = Long.getLong("streamgate.simulation.seed", System.nanoTime());
  private static final int HOURS =
      Integer.getInteger(
          "streamgate.simulation.hours", Boolean.getBoolean("streamgate.test.all") ? 2_000 : 100);

  private static final int FEWER_HOURS = 50;

  private static Simulation run(long seed, List<String> viewers, int hours) {
    return run(seed, FaultRanges.TOLERATED, viewers, hours);
  }

  private static Simulation run(long seed, FaultRanges ranges, List<String> viewers, int hours) {
    var simulation = new Simulation(seed, ranges, viewers, Bug.NONE);
    simulation.run(hours);
    return simulation;
  }

  @Test
  void aNewSeedViolatesNothing() {
    assertThatCode(() -> run(SEED, Simulation.VIEWERS, HOURS)).doesNotThrowAnyException();
  }

  @Test
  void aNewSeedViolatesNothingThoughMessagesAreLateByThreeLeasesAndClocksAnHourOff() {
    assertThatCode(() -> run(SEED, FaultRanges.WIDE, Simulation.VIEWERS, HOURS))
        .doesNotThrowAnyException();
  }

  /** Invariants 7 and 8: neither the requests of other viewers nor their names have an effect. */
  @Test
  void aViewersLifeIsTheSameAloneAndBesideOthers() {
    var together = run(SEED, Simulation.VIEWERS, FEWER_HOURS);

    for (var viewer : Simulation.VIEWERS) {
      assertThat(run(SEED, List.of(viewer), FEWER_HOURS).trace(viewer).sum())
          .as("viewer %s, -Dstreamgate.simulation.seed=%d", viewer, SEED)
          .isEqualTo(together.trace(viewer).sum());
    }
  }

  @Test
  void anotherSeedIsAnotherLife() {
    assertThat(run(SEED + 1, List.of("1"), FEWER_HOURS).trace("1").sum())
        .isNotEqualTo(run(SEED, List.of("1"), FEWER_HOURS).trace("1").sum());
  }
}
