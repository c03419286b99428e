package io.streamgate.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.streamgate.simulation.bugs.Bug;
import io.streamgate.simulation.ledger.Violation;
import io.streamgate.simulation.world.FaultRanges;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Two known faults beyond the tolerated ranges. Each test simulates a world in which a single thing
 * goes wrong, and expects the violation. Fixing a fault makes its test fail; then invert the
 * expectation: the world violates nothing.
 */
@Tag("model")
final class KnownFaultsTest {

  private static final long LEASE_MS = 90_000;
  private static final long HOUR_MS = 3_600_000;
  private static final int HOURS = 400;

  private static void run(long seed, FaultRanges ranges) {
    new Simulation(seed, ranges, Simulation.VIEWERS, Bug.NONE).run(HOURS);
  }

  private static Violation found(long seed, FaultRanges ranges) {
    return assertThatExceptionOfType(Violation.class).isThrownBy(() -> run(seed, ranges)).actual();
  }

  /**
   * Invariant 1. An update delayed by up to three leases sets an older expiry than the table has.
   * The stream plays on, a start takes its slot because its lease seems to have lapsed, and more
   * streams play than are allowed. Fixed once no update can shorten a lease.
   */
  @Test
  void knownFaultLateUpdatesSetAnOlderExpiryAndMoreStreamsPlayThanAllowed() {
    var found = found(8, FaultRanges.latenessOnly(3 * LEASE_MS));

    assertThat(found).hasMessageContaining("ms earlier").hasMessageContaining("streams play, but");
    assertThat(found.invariant()).isEqualTo(1);
  }

  @Test
  void messagesThatAreLateByNoMoreThanIsToleratedViolateNothing() {
    var ranges = FaultRanges.latenessOnly(FaultRanges.TOLERATED.latestMs());

    assertThatCode(() -> run(1, ranges)).doesNotThrowAnyException();
  }

  /**
   * Invariant 4. A node whose clock is up to an hour ahead ends live streams as lapsed. Fixed once
   * a node uses the table's clock, or stops serving.
   */
  @Test
  void knownFaultANodeWithAClockAnHourAheadEndsLiveStreamsAsLapsed() {
    var found = found(3, FaultRanges.clockStepsOnly(HOUR_MS));

    assertThat(found)
        .hasMessageContaining("has ended as lapsed")
        .hasMessageContaining("it is live");
    assertThat(found.invariant()).isEqualTo(4);
  }

  @Test
  void clocksThatAreWrongByNoMoreThanIsToleratedViolateNothing() {
    var ranges = FaultRanges.clockStepsOnly(FaultRanges.TOLERATED.clockStepMs());

    assertThatCode(() -> run(1, ranges)).doesNotThrowAnyException();
  }
}
