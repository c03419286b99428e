package io.streamgate.simulation.nodes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.streamgate.simulation.nodes.Simulation.Planted;
import io.streamgate.simulation.nodes.ledger.Violation;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The simulator finds each of these, by this seed, and says by which invariant. */
@Tag("model")
final class NodesPlantedBugsTest {

  private static final long SEED = 1;
  private static final int HOURS = 400;

  private static Violation found(Planted planted) {
    var simulation = new Simulation(SEED, Simulation.VIEWERS, planted);
    return assertThatExceptionOfType(Violation.class)
        .isThrownBy(() -> simulation.run(HOURS))
        .actual();
  }

  @Test
  void aStartThatDoesNotLookAtTheSizeOfTheSet() {
    var found = found(PlantedBugs.withoutCondition("size(ids) < :n"));

    assertThat(found.invariant()).isEqualTo(1);
    assertThat(found).hasMessageContaining("members, and the limit is");
  }

  @Test
  void aStartThatIsAcknowledgedAndNotKept() {
    var found = found(PlantedBugs.acknowledgedBeforeKept());

    assertThat(found.invariant()).isEqualTo(2);
    assertThat(found).hasMessageContaining("was acknowledged and is not there");
  }

  @Test
  void aLeaseThatIsAliveAtItsExpiry() {
    var found = found(PlantedBugs.aliveAtExpiry());

    assertThat(found.invariant()).isEqualTo(4);
    assertThat(found).hasMessageContaining("is in the way at");
  }

  @Test
  void aDisplacementThatDoesNotLookForARevival() {
    var found = found(PlantedBugs.withoutCondition("#D0.x = :x0"));

    assertThat(found.invariant()).isEqualTo(4);
    assertThat(found).hasMessageContaining("was live and gave its slot to");
  }

  @Test
  void aLimitThatIsLookedAtBeforeTheReplay() {
    var found = found(PlantedBugs.limitBeforeReplay());

    assertThat(found.invariant()).isEqualTo(5);
    assertThat(found).hasMessageContaining("its repeated start was refused");
  }

  @Test
  void aLimitThatStopsWhatRunsWhenItIsLowered() {
    var found = found(PlantedBugs.loweringEndsStreams());

    assertThat(found.invariant()).isEqualTo(6);
    assertThat(found).hasMessageContaining("ended for nothing");
  }

  @Test
  void aStartThatDoesNotLookForWhatHasEnded() {
    var found = found(PlantedBugs.withoutCondition("attribute_not_exists(#R)"));

    assertThat(found.invariant()).isEqualTo(10);
    assertThat(found).hasMessageContaining("came back");
  }
}
