package io.streamgate.store;

import static io.streamgate.given.Given.id;
import static io.streamgate.given.Given.limit;
import static io.streamgate.given.Given.play;
import static io.streamgate.given.Given.second;
import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.given.Given;
import io.streamgate.lease.StartDecision;
import io.streamgate.lease.id.ViewerId;
import io.streamgate.oracle.Excess;
import io.streamgate.store.contract.plan.BoundRace;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Isolated("the threads must run at the same time")
@Tag("race")
final class SpinRaceTest {

  private static final int ROUNDS = 5_000;
  private static final int RACES = 200;

  /**
   * On a busy machine, both threads may share one core for a while. Then they collide only when one
   * is interrupted between its check and its act, which took 33 tries at most.
   */
  private static final int TRIES = 300;

  /** Proves that the race tests of the contract can fail. */
  @Test
  void twoThreadsThatMeetBySpinningSeeACheckThenActStoreAdmitOneTooMany() {
    var again = 0;
    while (roundsThatAdmitBoth(new CheckThenActLeaseStore()) == 0) {
      assertThat(++again).isLessThan(TRIES);
    }
  }

  /** How many rounds of two starts, under a limit of one stream, end with two streams. */
  private static long roundsThatAdmitBoth(LeaseStore store) {
    var viewers = Stream.generate(Given::freshViewer).limit(ROUNDS).toList();
    return new SpinRace(2, ROUNDS)
            .run(
                (racer, round) ->
                    store.start(viewers.get(round), play(id("s" + racer, 0)), limit(1), second(0)))
            .stream()
            .filter(round -> round.stream().allMatch(StartDecision.Admitted.class::isInstance))
            .count();
  }

  static Stream<BoundRace> races() {
    return BoundRace.all();
  }

  @ParameterizedTest
  @MethodSource("races")
  void startsThatMeetSeeACheckThenActStoreExceedEveryKindOfBound(BoundRace race) {
    var store = new CheckThenActLeaseStore();
    var again = 0;
    while (race.run(store, viewers()).stream().allMatch(answers -> isWithin(race, answers))) {
      assertThat(++again).isLessThan(TRIES);
    }
  }

  private static List<ViewerId> viewers() {
    return Stream.generate(Given::freshViewer).limit(RACES).toList();
  }

  private static boolean isWithin(BoundRace race, List<StartDecision> answers) {
    return Excess.of(BoundRace.playing(answers), race.rules()).isEmpty();
  }
}
