package io.streamgate.store.contract.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.given.Given;
import io.streamgate.lease.Decision;
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

  private static final int ROUNDS = 200;

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
      var admitted = count(answers.get(round), StartDecision.Admitted.class);
      var refused = count(answers.get(round), StartDecision.Refused.class);
      var ended = answers.get(round).stream().mapToLong(each -> each.ended().size()).sum();
      assertThat(admitted + refused).isEqualTo(BoundRace.STARTS);
      var members = read(viewers.get(round));
      assertThat(Excess.of(members, race.rules())).isEmpty();
      assertThat(members).hasSize(Math.toIntExact(admitted - ended));
      assertThat(members).hasSizeGreaterThanOrEqualTo(race.fewest());
    }
  }

  private static long count(List<StartDecision> answers, Class<? extends Decision> kind) {
    return answers.stream().filter(kind::isInstance).count();
  }

  private List<Member> read(ViewerId whose) {
    return await(store.read(whose)).members();
  }
}
