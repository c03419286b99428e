package io.streamgate.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.streamgate.lease.stream.Member;
import io.streamgate.simulation.ledger.Tally;
import io.streamgate.simulation.ledger.Violation;
import io.streamgate.store.LeaseStore;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Plants a bug against each invariant, and the simulation names that invariant. */
@Tag("model")
final class PlantedBugsTest {

  private static final int HOURS = 500;

  @Test
  void aStartMoreThanTheLimitIsFound() {
    assertThat(invariantOf(Bugs.OneTooMany::new)).isEqualTo(1);
  }

  @Test
  void aRestartThatForgetsTheLastStartIsFound() {
    var forgetful =
        new Build() {
          @Override
          public List<Member> restored(List<Member> onRecord) {
            return onRecord.isEmpty() ? onRecord : onRecord.subList(0, onRecord.size() - 1);
          }
        };

    assertThat(violationOf(forgetful).invariant()).isEqualTo(2);
  }

  @Test
  void aRefusalThatLeavesAMemberIsFound() {
    assertThat(invariantOf(Bugs.KeepsTheRefused::new)).isEqualTo(2);
  }

  @Test
  void anEndThatFreesTwoSlotsWhenRepeatedIsFound() {
    assertThat(invariantOf(Bugs.EndsOnceMore::new)).isEqualTo(3);
  }

  @Test
  void aLeaseThatIsLiveAtItsEndIsFound() {
    assertThat(invariantOf(Bugs.LiveAtTheEnd::new)).isEqualTo(4);
  }

  @Test
  void aReplayThatTakesASecondSlotIsFound() {
    assertThat(invariantOf(Bugs.LimitFirst::new)).isEqualTo(5);
  }

  @Test
  void aLoweredLimitThatStopsARunningStreamIsFound() {
    assertThat(invariantOf(Bugs.StopsTheExcess::new)).isEqualTo(6);
  }

  @Test
  void aStartThatCostsMoreTheMoreThereIsIsFound() {
    assertThat(invariantOf(Bugs.ReadsForEach::new)).isEqualTo(7);
  }

  @Test
  void aSpellingThatIsTakenForAnotherViewerIsFound() {
    assertThat(invariantOf(Bugs.Numbers::new)).isEqualTo(8);
  }

  @Test
  void historyThatIsShownAfterItsRetentionIsFound() {
    assertThat(invariantOf(Bugs.ShowsThePast::new)).isEqualTo(9);
  }

  @Test
  void anEndedStreamThatComesBackIsFound() {
    assertThat(invariantOf(Bugs.Revives::new)).isEqualTo(10);
  }

  private static int invariantOf(UnaryOperator<LeaseStore> bug) {
    var build =
        new Build() {
          @Override
          public LeaseStore store(LeaseStore sound) {
            return bug.apply(sound);
          }
        };
    return violationOf(build).invariant();
  }

  private static Violation violationOf(Build build) {
    var violation =
        catchThrowableOfType(Violation.class, () -> Simulation.run(3, HOURS, build, new Tally()));
    assertThat(violation).as("nothing was found").isNotNull();
    System.out.println(violation);
    return violation;
  }
}
