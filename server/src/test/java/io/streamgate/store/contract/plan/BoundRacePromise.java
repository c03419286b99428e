package io.streamgate.store.contract.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.given.Given;
import io.streamgate.lease.StartDecision;
import io.streamgate.lease.id.ViewerId;
import io.streamgate.lease.stream.Member;
import io.streamgate.oracle.Excess;
import io.streamgate.store.contract.LeaseStoreContract;
import io.streamgate.store.contract.Promise;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** However many starts meet, no bound of their plan is exceeded. */
public abstract class BoundRacePromise extends Promise {

  private static final int ROUNDS = 500;
  private static final Class<?> ADMITTED = StartDecision.Admitted.class;
  private static final Class<?> REFUSED = StartDecision.Refused.class;

  protected BoundRacePromise(LeaseStoreContract contract) {
    super(contract);
  }

  static Stream<BoundRace> races() {
    return BoundRace.all();
  }

  @ParameterizedTest
  @MethodSource("races")
  void ofThirtyTwoStartsThatMeetNoneIsAboveABound(BoundRace race) {
    var viewers = Stream.generate(Given::freshViewer).limit(rounds(ROUNDS)).toList();

    var answers = race.run(store, viewers);

    for (var round = 0; round < viewers.size(); round++) {
      var playing = BoundRace.playing(answers.get(round));
      assertThat(Excess.of(playing, race.rules())).isEmpty();
      assertThat(playing).hasSizeGreaterThanOrEqualTo(race.fewest());
      assertThat(answers.get(round)).hasOnlyElementsOfTypes(ADMITTED, REFUSED);
      assertThat(read(viewers.get(round))).isEqualTo(playing);
    }
  }

  private List<Member> read(ViewerId whose) {
    return await(store.read(whose)).members();
  }
}
