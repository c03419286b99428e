package io.streamgate.simulation;

import static org.assertj.core.api.Assertions.assertThatCode;

import io.streamgate.simulation.bugs.Bug;
import io.streamgate.simulation.world.FaultRanges;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Two faults were found in these worlds, in which a single thing goes wrong, and far: late updates
 * set an older expiry, and a node whose clock was an hour ahead ended live streams as lapsed.
 */
@Tag("model")
final class WideFaultsTest {

  private static final long LEASE_MS = 90_000;
  private static final long HOUR_MS = 3_600_000;
  private static final int HOURS = 400;

  private static void run(long seed, FaultRanges ranges) {
    new Simulation(seed, ranges, Simulation.VIEWERS, Bug.NONE).run(HOURS);
  }

  @Test
  void messagesThatAreLateByThreeLeasesViolateNothing() {
    var ranges = FaultRanges.latenessOnly(3 * LEASE_MS);

    assertThatCode(() -> run(8, ranges)).doesNotThrowAnyException();
  }

  @Test
  void clocksThatAreWrongByAnHourViolateNothing() {
    var ranges = FaultRanges.clockStepsOnly(HOUR_MS);

    assertThatCode(() -> run(3, ranges)).doesNotThrowAnyException();
  }
}
