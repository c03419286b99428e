package io.streamgate.store.contract.plan;

import static io.streamgate.given.Given.freshViewer;
import static io.streamgate.given.Given.heartbeat;
import static io.streamgate.given.Given.id;
import static io.streamgate.given.Given.limit;
import static io.streamgate.given.Given.rewrite;
import static io.streamgate.given.Given.second;
import static io.streamgate.given.GivenPlans.family;
import static io.streamgate.given.GivenPlans.overrideOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.given.GivenPlans;
import io.streamgate.lease.LeaseSet;
import io.streamgate.lease.StartDecision;
import io.streamgate.lease.StreamDecision;
import io.streamgate.lease.rule.Entitlement;
import io.streamgate.lease.rule.Limit;
import io.streamgate.lease.rule.Rules;
import io.streamgate.lease.rule.ViewerOverride;
import io.streamgate.lease.rule.ViewerOverride.Grant;
import io.streamgate.store.contract.LeaseStoreContract;
import io.streamgate.store.contract.Promise;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An override holds from the next start on, until its time, and ends no stream. */
public abstract class OverridePromise extends Promise {

  private static final double HOUR = 3600;

  protected OverridePromise(LeaseStoreContract contract) {
    super(contract);
  }

  private LeaseSet set(@Nullable ViewerOverride override, double second) {
    return await(store.setOverride(viewer, override, second(second)));
  }

  private @Nullable ViewerOverride override() {
    return await(store.read(viewer)).override();
  }

  static Stream<ViewerOverride> overrides() {
    var until = second(HOUR);
    return Stream.of(
        overrideOf(0, until),
        overrideOf(100, until),
        new ViewerOverride(new Grant.OfLimit(new Limit.Unlimited()), until, "operator", ""),
        new ViewerOverride(new Grant.OfPlan("b\u00fchne \"1\""), until.plusMillis(1), "x", ""),
        new ViewerOverride(
            new Grant.OfPlan("x".repeat(64)), until, "b".repeat(64), "\u00e4".repeat(200)));
  }

  @ParameterizedTest
  @MethodSource("overrides")
  void anOverrideIsKeptAsItWasSetAndRemoved(ViewerOverride override) {
    start("a", 0);

    assertThat(set(override, 1).override()).isEqualTo(override);
    assertThat(override()).isEqualTo(override);
    assertThat(members()).containsExactly(id("a", 0));

    assertThat(set(null, 2).override()).isNull();
    assertThat(override()).isNull();
    assertThat(members()).containsExactly(id("a", 0));
  }

  @Test
  void aViewerWithoutStreamsCanHaveOne() {
    var override = overrideOf(0, second(HOUR));
    set(override, 0);
    sweep(1);

    assertThat(override()).isEqualTo(override);
    assertThat(members()).isEmpty();
    assertThat(history(1)).isEmpty();
    assertThat(start("a", 1)).isInstanceOf(StartDecision.NotAllowed.class);
    assertThat(await(store.read(freshViewer()))).isEqualTo(LeaseSet.EMPTY);
    set(null, 2);
    assertThat(start("a", 3)).isInstanceOf(StartDecision.Admitted.class);
  }

  @Test
  void removingNoneChangesNothing() {
    assertThat(set(null, 0)).isEqualTo(LeaseSet.EMPTY);
    start("a", 1);
    assertThat(set(null, 2).members()).hasSize(1);
    assertThat(start("b", 3)).isInstanceOf(StartDecision.Admitted.class);
  }

  @Test
  void itHoldsFromTheNextStartOnAndTheLastOneSetHolds() {
    start("a", 0, 1);
    assertThat(start("b", 1, 1)).isInstanceOf(StartDecision.Refused.class);

    set(overrideOf(2, second(HOUR)), 2);
    assertThat(start("b", 3, 1)).isInstanceOf(StartDecision.Admitted.class);

    set(overrideOf(1, second(HOUR)), 4);
    assertThat(members()).containsExactly(id("a", 0), id("b", 3));
    assertThat(start("c", 5))
        .isInstanceOfSatisfying(
            StartDecision.Refused.class,
            refused -> assertThat(refused.rules()).isEqualTo(limit(1)));

    set(null, 6);
    assertThat(start("c", 7)).isInstanceOf(StartDecision.Admitted.class);
  }

  @Test
  void aStartIsAnsweredWithTheOverrideThatDecidedIt() {
    var override = overrideOf(2, second(HOUR));
    set(override, 0);

    assertThat(start("a", 1))
        .isInstanceOfSatisfying(
            StartDecision.Admitted.class,
            admitted -> assertThat(admitted.next().override()).isEqualTo(override));
    assertThat(start("a", 2))
        .isInstanceOfSatisfying(
            StartDecision.Replayed.class,
            replayed -> assertThat(replayed.next().override()).isEqualTo(override));
  }

  /** The first instant at which an override no longer holds is its end. */
  @Test
  void anExpiredOneIsAsNoneAndTheNextStartForgetsIt() {
    set(overrideOf(0, second(10)), 0);

    assertThat(start("a", 9.999)).isInstanceOf(StartDecision.NotAllowed.class);
    assertThat(start("a", 10))
        .isInstanceOfSatisfying(
            StartDecision.Admitted.class,
            admitted -> assertThat(admitted.next().override()).isNull());
    assertThat(override()).isNull();
  }

  @Test
  void anExpiredOneCanBeReplacedAndRemoved() {
    var next = overrideOf(1, second(HOUR));
    set(overrideOf(0, second(10)), 0);
    assertThat(set(next, 20).override()).isEqualTo(next);
    assertThat(start("a", 21)).isInstanceOf(StartDecision.Admitted.class);

    set(overrideOf(0, second(30)), 22);
    assertThat(set(null, 40).override()).isNull();
    assertThat(start("b", 41)).isInstanceOf(StartDecision.Admitted.class);
  }

  @Test
  void itStaysWhateverTheViewerDoes() {
    var override = overrideOf(2, second(90 * 24 * HOUR));
    set(override, 0);
    start("a", 1);
    start("b", 2);
    assertThat(start("c", 3)).isInstanceOf(StartDecision.Refused.class);
    renew(id("a", 1), 4);
    await(store.renew(viewer, id("a", 1), heartbeat(), second(5)));
    await(store.amend(viewer, id("a", 1), rewrite("{\"n\":1}"), second(6)));
    end(id("a", 1), 7);
    assertThat(renew(id("a", 1), 8)).isInstanceOf(StreamDecision.Gone.class);
    sweep(HOUR);
    start("d", HOUR);
    end(id("d", HOUR), HOUR + 1);
    sweep(40 * 24 * HOUR);

    assertThat(override()).isEqualTo(override);
    start("e", 40 * 24 * HOUR);
    start("f", 40 * 24 * HOUR);
    assertThat(start("g", 40 * 24 * HOUR)).isInstanceOf(StartDecision.Refused.class);
  }

  @Test
  void aRepeatedStartIsAnsweredThoughTheOverrideAllowsNone() {
    start("a", 0);
    set(overrideOf(0, second(HOUR)), 1);

    assertThat(start("a", 2)).isInstanceOf(StartDecision.Replayed.class);
    assertThat(members()).containsExactly(id("a", 0));
    assertThat(start("b", 3)).isInstanceOf(StartDecision.NotAllowed.class);
  }

  /** What a viewer may with two plans, one of which only an override gives. */
  private record TwoPlans(Rules rules, Rules other) implements Entitlement {
    @Override
    public Rules under(ViewerOverride override) {
      return switch (override.grant()) {
        case Grant.OfLimit(var limit) -> rules.limitedTo(limit);
        case Grant.OfPlan _ -> other;
      };
    }
  }

  @Test
  void oneOfALimitLiftsNoRuleAndOneOfAPlanReplacesThem() {
    var plans = new TwoPlans(family(1), GivenPlans.plan("other", 9, List.of(), null));
    starts("a", 0, plans);
    set(overrideOf(9, second(HOUR)), 1);

    assertThat(starts("b", 2, plans))
        .isInstanceOfSatisfying(
            StartDecision.Refused.class,
            refused -> assertThat(refused.bound().rule()).isEqualTo("one-live-match"));

    set(new ViewerOverride(new Grant.OfPlan("other"), second(HOUR), "operator", ""), 3);
    assertThat(starts("b", 4, plans))
        .isInstanceOfSatisfying(
            StartDecision.Admitted.class,
            admitted -> assertThat(admitted.member().atStart().plan()).isEqualTo("other"));
  }

  private StartDecision starts(String name, double second, Entitlement entitlement) {
    var match = GivenPlans.play(id(name, second), "content_type", "live", "genre", "sport");
    return await(store.start(viewer, match, entitlement, second(second)));
  }
}
