package io.streamgate.store.dynamodb.fault;

import static io.streamgate.given.Given.id;
import static io.streamgate.given.Given.second;
import static io.streamgate.given.GivenPlans.overrideOf;
import static io.streamgate.store.dynamodb.node.Answers.await;
import static io.streamgate.store.dynamodb.node.Answers.failure;
import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.engines.EngineProcess;
import io.streamgate.faults.Fault;
import io.streamgate.faults.Fault.Plain;
import io.streamgate.faults.Faults;
import io.streamgate.given.GivenPlans;
import io.streamgate.lease.LeaseSet;
import io.streamgate.lease.rule.Limit;
import io.streamgate.lease.rule.ViewerOverride;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An override whose request or answer is lost, is doubled, or arrives late. */
abstract class OverrideFaultContract extends DeadNodeContract {

  private static final Fault LATE = new Fault.LateRequest(Duration.ofSeconds(1));
  private static final ViewerOverride ONE = overrideOf(1, second(3600));
  private static final ViewerOverride FIVE = overrideOf(5, second(3600));

  OverrideFaultContract(EngineProcess engine) {
    super(engine);
  }

  private CompletionStage<LeaseSet> set(@Nullable ViewerOverride override) {
    return node.store().setOverride(viewer, override, second(0));
  }

  private @Nullable ViewerOverride override() {
    return await(witness.store().read(viewer)).override();
  }

  private long version() {
    var version = witness.item(viewer).attributes().get("v");
    return version == null ? 0 : Long.parseLong(version.n());
  }

  @ParameterizedTest
  @EnumSource(
      names = {"DROP_ANSWER", "DROP_REQUEST", "THROTTLE", "SERVER_ERROR", "TWICE", "TWICE_FIRST"})
  void anOverrideIsSetOnceWhateverHappensToItsRequest(Plain fault) {
    proxy.script(Faults.once(OVERRIDE, fault));

    assertThat(await(set(ONE)).override()).isEqualTo(ONE);
    untilNothingIsUnderWay();

    assertThat(proxy.dealt(fault)).isEqualTo(1);
    assertThat(override()).isEqualTo(ONE);
    assertThat(version()).isEqualTo(1);
  }

  @Test
  void oneWhoseRemovalIsNotAnsweredIsRemovedOnce() {
    await(set(ONE));
    proxy.script(Faults.once(such("REMOVE o, ot"), Plain.DROP_ANSWER));

    assertThat(await(set(null)).override()).isNull();

    assertThat(proxy.dealt(Plain.DROP_ANSWER)).isEqualTo(1);
    assertThat(override()).isNull();
    assertThat(version()).isEqualTo(2);
  }

  /** The first attempt times out and is retried; it arrives after another override was set. */
  @Test
  void aRequestThatArrivesLateDoesNotUndoANewerOverride() {
    proxy.script(Faults.once(OVERRIDE, LATE));
    await(set(ONE));
    await(set(FIVE));
    untilNothingIsUnderWay();

    assertThat(proxy.dealt(LATE)).isEqualTo(1);
    assertThat(override()).isEqualTo(FIVE);
  }

  @Test
  void aRequestThatArrivesLateDoesNotBringBackAnOverrideThatWasRemoved() {
    proxy.script(Faults.once(OVERRIDE, LATE));
    await(set(ONE));
    await(set(null));
    untilNothingIsUnderWay();

    assertThat(proxy.dealt(LATE)).isEqualTo(1);
    assertThat(override()).isNull();
  }

  /** Its player has given up by then, and an operator lets the viewer start nothing. */
  @Test
  void aStartThatArrivesLateDoesNotPassAnOverride() {
    proxy.script(request -> BLIND_START.test(request) ? LATE : Plain.PASS);
    assertThat(failure(start(viewer, "a", 0, 3)).mayHaveHappened()).isTrue();
    await(witness.store().setOverride(viewer, overrideOf(0, second(3600)), second(0)));
    untilNothingIsUnderWay();

    assertThat(proxy.dealt(LATE)).isPositive();
    assertThat(members()).isEmpty();
  }

  @Test
  void aStartWhoseAnswerIsLostIsAnsweredWithTheLimitThatHeld() {
    var plan = GivenPlans.plan("one", 1, List.of(), null);
    await(set(FIVE));
    proxy.script(Faults.once(SWAP, Plain.DROP_ANSWER));

    var answer = node.store().start(viewer, GivenPlans.play(id("a", 0)), plan, second(0));

    assertThat(await(answer))
        .isInstanceOfSatisfying(
            StartDecision.Admitted.class,
            admitted -> {
              assertThat(admitted.member().atStart().limit()).isEqualTo(new Limit.AtMost(5));
              assertThat(await(witness.store().read(viewer)).members())
                  .containsExactly(admitted.member());
            });
    assertThat(proxy.dealt(Plain.DROP_ANSWER)).isEqualTo(1);
  }

  @Test
  void aTableThatDoesNotAnswerLeavesItOpenWhetherTheOverrideIsSet() {
    await(set(ONE));
    proxy.script(Faults.all(Plain.DROP_ANSWER));

    assertThat(failure(set(FIVE)).mayHaveHappened()).isTrue();

    proxy.script(Faults.none());
    assertThat(await(set(FIVE)).override()).isEqualTo(FIVE);
  }
}
