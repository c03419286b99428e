package io.streamgate.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.store.CheckThenActLeaseStore;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The proof that the race over HTTP can fail. */
@Tag("e2e")
final class BrokenStoreTest {

  /** A race of 200 viewers shows the fault nearly always; ten never failed to. */
  private static final int RACES = 10;

  @Test
  void startsThatArriveTogetherSeeACheckThenActStoreAdmitOneTooMany() {
    try (var server = new ServerOnStore(new CheckThenActLeaseStore());
        var burst = new Burst(server.port(), 20)) {
      var outcomes =
          Stream.generate(() -> StartRace.outcomes(burst, 200, 20))
              .limit(RACES)
              .flatMap(r -> r.stream());

      assertThat(outcomes.anyMatch(outcome -> outcome.admitted() > 3)).isTrue();
    }
  }
}
