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
import java.util.List;
import java.util.concurrent.CompletionStage;
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

  @Test
  void oneThatIsSetWhileStartsRunIsNeverLostAndDecidesEveryStartAfterIt() {
    var viewers = viewersThatPlay();
    var override = overrideOf(1, second(HOUR));

    assertThat(startsAfter(override, viewers)).hasOnlyElementsOfType(StartDecision.Refused.class);
    assertThat(viewers).allSatisfy(v -> assertThat(override(v)).isEqualTo(override));
  }

  @Test
  void oneThatIsRemovedWhileStartsRunNeverComesBack() {
    var viewers = viewersThatPlay();
    viewers.forEach(v -> await(store.setOverride(v, overrideOf(1, second(HOUR)), second(0))));

    assertThat(startsAfter(null, viewers)).hasOnlyElementsOfType(StartDecision.Admitted.class);
    assertThat(viewers).allSatisfy(v -> assertThat(override(v)).isNull());
  }

  private List<ViewerId> viewersThatPlay() {
    var viewers = Stream.generate(Given::freshViewer).limit(rounds(ROUNDS)).toList();
    viewers.forEach(v -> await(start(v, "a")));
    return viewers;
  }

  /** One racer sets an override and starts a stream, whose answer is returned; one only starts. */
  private List<StartDecision> startsAfter(
      @Nullable ViewerOverride override, List<ViewerId> viewers) {
    return new SpinRace(2, viewers.size())
            .run(
                (racer, round) -> {
                  var whose = viewers.get(round);
                  return racer == 0
                      ? store
                          .setOverride(whose, override, second(1))
                          .thenCompose(_ -> start(whose, "after"))
                      : startAll(whose, List.of("b", "c", "d", "e", "f"));
                })
            .stream()
            .map(List::getFirst)
            .toList();
  }

  /** The answer of the last. */
  private CompletionStage<StartDecision> startAll(ViewerId whose, List<String> names) {
    return names.stream()
        .map(name -> start(whose, name))
        .reduce((one, next) -> one.thenCombine(next, (_, last) -> last))
        .orElseThrow();
  }

  private CompletionStage<StartDecision> start(ViewerId whose, String name) {
    return store.start(whose, play(id(name, 0)), limit(9), second(2));
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
