package io.streamgate.store.contract.plan;

import static io.streamgate.given.Given.id;
import static io.streamgate.given.Given.limit;
import static io.streamgate.given.Given.play;
import static io.streamgate.given.Given.second;
import static io.streamgate.given.GivenPlans.overrideOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.given.Given;
import io.streamgate.lease.LeaseSet;
import io.streamgate.lease.StartDecision;
import io.streamgate.lease.id.ViewerId;
import io.streamgate.lease.rule.ViewerOverride;
import io.streamgate.store.SpinRace;
import io.streamgate.store.contract.LeaseStoreContract;
import io.streamgate.store.contract.Promise;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** An override that is set while starts run is not lost, and holds for every start after it. */
public abstract class OverrideRacePromise extends Promise {

  private static final int ROUNDS = 2_000;
  private static final double HOUR = 3600;

  protected OverrideRacePromise(LeaseStoreContract contract) {
    super(contract);
  }

  private @Nullable ViewerOverride override(ViewerId whose) {
    return await(store.read(whose)).override();
  }

  /** One racer sets an override and starts a stream; two others start streams meanwhile. */
  @Test
  void oneThatIsSetWhileStartsRunIsNeverLostAndDecidesEveryStartAfterIt() {
    var viewers = Stream.generate(Given::freshViewer).limit(rounds(ROUNDS)).toList();
    var override = overrideOf(1, second(HOUR));
    viewers.forEach(v -> await(store.start(v, play(id("a", 0)), limit(9), second(0))));

    var answers =
        new SpinRace(3, viewers.size())
            .run(
                (racer, round) -> {
                  var whose = viewers.get(round);
                  var play = play(id("s" + racer, 1));
                  return racer == 0
                      ? store
                          .setOverride(whose, override, second(1))
                          .thenCompose(_ -> store.start(whose, play, limit(9), second(1)))
                      : store.start(whose, play, limit(9), second(1));
                });

    assertThat(answers).allMatch(round -> round.getFirst() instanceof StartDecision.Refused);
    assertThat(viewers).allSatisfy(v -> assertThat(override(v)).isEqualTo(override));
    assertThat(viewers)
        .allMatch(
            v ->
                await(store.start(v, play(id("late", 2)), limit(9), second(2)))
                    instanceof StartDecision.Refused);
  }

  @Test
  void ofTwoThatAreSetAtOnceOneHolds() {
    var viewers = Stream.generate(Given::freshViewer).limit(rounds(ROUNDS)).toList();

    var answers =
        new SpinRace(2, viewers.size())
            .run(
                (racer, round) ->
                    store.setOverride(
                        viewers.get(round), overrideOf(racer, second(HOUR)), second(0)));

    for (var round = 0; round < viewers.size(); round++) {
      assertThat(answers.get(round).getFirst().override()).isEqualTo(overrideOf(0, second(HOUR)));
      assertThat(answers.get(round).getLast().override()).isEqualTo(overrideOf(1, second(HOUR)));
      assertThat(answers.get(round))
          .extracting(LeaseSet::override)
          .contains(override(viewers.get(round)));
    }
  }
}
