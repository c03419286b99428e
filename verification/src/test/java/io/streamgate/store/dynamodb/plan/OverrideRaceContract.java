package io.streamgate.store.dynamodb.plan;

import static io.streamgate.given.Given.freshViewer;
import static io.streamgate.given.Given.id;
import static io.streamgate.given.Given.limit;
import static io.streamgate.given.Given.second;
import static io.streamgate.given.GivenPlans.overrideOf;
import static io.streamgate.store.dynamodb.node.Answers.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.engines.EngineProcess;
import io.streamgate.given.GivenPlans;
import io.streamgate.lease.StartDecision;
import io.streamgate.lease.id.ViewerId;
import io.streamgate.lease.rule.AtLimit;
import io.streamgate.lease.rule.Bound;
import io.streamgate.lease.rule.Rules;
import io.streamgate.lease.rule.ViewerOverride;
import io.streamgate.lease.stream.Member;
import io.streamgate.store.dynamodb.node.Meanwhile;
import io.streamgate.store.dynamodb.node.Node;
import io.streamgate.store.dynamodb.node.Site;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * An operator sets or removes an override through one node, between the read and the swap of a
 * start on another node. Each of 500 times the start is decided by the limit that holds then, and
 * the override is not lost.
 */
abstract class OverrideRaceContract {

  private static final int TIMES = 500;
  private static final ViewerOverride ONE = overrideOf(1, second(3600));
  private static final ViewerOverride TWO = overrideOf(2, second(3600));

  private static final Rules LIVE =
      GivenPlans.plan("live", 3, List.of(GivenPlans.TWO_OF_A_KIND), null);
  private static final Rules OLDEST_GOES = limit(1, AtLimit.EVICT_OLDEST);
  private static final Rules ONLY_ONE = limit(1);

  private final AtomicReference<Runnable> meanwhile = new AtomicReference<>(() -> {});
  private final Node node;
  private final Node operators;

  OverrideRaceContract(EngineProcess engine) {
    var site = Site.fresh(engine);
    operators = site.node();
    node = site.node(Meanwhile.before("v = :v", () -> meanwhile.getAndSet(() -> {}).run()));
  }

  @AfterEach
  final void close() {
    node.close();
    operators.close();
  }

  private StartDecision start(ViewerId viewer, String name, double second, Rules rules) {
    var play = GivenPlans.play(id(name, second));
    return await(node.store().start(viewer, play, rules, second(second)));
  }

  private void set(ViewerId viewer, @Nullable ViewerOverride override) {
    await(operators.store().setOverride(viewer, override, second(1)));
  }

  /** The second start, whose decision an operator makes obsolete. */
  private StartDecision startMeanwhile(
      ViewerId viewer, Rules rules, @Nullable ViewerOverride override) {
    meanwhile.set(() -> set(viewer, override));
    var answer = start(viewer, "b", 2, rules);
    assertThat(await(operators.store().read(viewer)).override()).isEqualTo(override);
    assertThat(operators.item(viewer).contradictions()).isEmpty();
    return answer;
  }

  private int members(ViewerId viewer) {
    return await(operators.store().read(viewer)).members().size();
  }

  @Test
  void ofAnOverrideThatAllowsLessTheNewLimitHolds() {
    for (var time = 0; time < TIMES; time++) {
      var viewer = freshViewer();
      start(viewer, "a", 0, LIVE);

      assertThat(startMeanwhile(viewer, LIVE, ONE))
          .isInstanceOfSatisfying(
              StartDecision.Refused.class,
              refused -> assertThat(refused.bound()).isEqualTo(Bound.ofLimit(1)));
      assertThat(members(viewer)).isEqualTo(1);
    }
  }

  /** Decided before it, the start would have evicted a stream for which there is room now. */
  @Test
  void ofAnOverrideThatAllowsMoreNobodyIsEvicted() {
    for (var time = 0; time < TIMES; time++) {
      var viewer = freshViewer();
      start(viewer, "a", 0, OLDEST_GOES);

      assertThat(startMeanwhile(viewer, OLDEST_GOES, TWO).ended()).isEmpty();
      assertThat(members(viewer)).isEqualTo(2);
    }
  }

  @Test
  void afterAnOverrideThatIsRemovedThePlansLimitHolds() {
    for (var time = 0; time < TIMES; time++) {
      var viewer = freshViewer();
      start(viewer, "a", 0, ONLY_ONE);
      set(viewer, TWO);

      assertThat(startMeanwhile(viewer, ONLY_ONE, null)).isInstanceOf(StartDecision.Refused.class);
      assertThat(await(operators.store().read(viewer)).members())
          .extracting(Member::id)
          .containsExactly(id("a", 0));
    }
  }
}
