package io.streamgate.store;

import static io.streamgate.given.Given.freshViewer;
import static io.streamgate.given.Given.id;
import static io.streamgate.given.Given.limit;
import static io.streamgate.given.Given.play;
import static io.streamgate.given.Given.second;
import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.lease.StartDecision;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated("the threads must run at the same time")
@Tag("race")
final class SpinRaceTest {

  private static final int ROUNDS = 5_000;

  /** Proves that the race tests of the contract can fail. */
  @Test
  void twoThreadsThatMeetBySpinningSeeACheckThenActStoreAdmitOneTooMany() {
    var store = new CheckThenActLeaseStore();
    var viewers = IntStream.range(0, ROUNDS).mapToObj(_ -> freshViewer()).toList();

    var answers =
        new SpinRace(2, ROUNDS)
            .run(
                (racer, round) ->
                    store.start(viewers.get(round), play(id("s" + racer, 0)), limit(1), second(0)));

    assertThat(answers)
        .anyMatch(round -> round.stream().allMatch(StartDecision.Admitted.class::isInstance));
  }
}
