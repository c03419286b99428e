package io.streamgate.store.dynamodb.plan;

import static io.streamgate.given.Given.freshViewer;
import static io.streamgate.given.Given.heartbeat;
import static io.streamgate.given.Given.id;
import static io.streamgate.given.Given.limit;
import static io.streamgate.given.Given.second;
import static io.streamgate.given.GivenPlans.family;
import static io.streamgate.given.GivenPlans.overrideOf;
import static io.streamgate.store.dynamodb.node.Answers.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.engines.DynamoEngine;
import io.streamgate.given.GivenPlans;
import io.streamgate.lease.Start.Takeover;
import io.streamgate.lease.StartDecision;
import io.streamgate.lease.id.StreamId;
import io.streamgate.lease.id.ViewerId;
import io.streamgate.lease.rule.Rules;
import io.streamgate.lease.rule.ViewerOverride;
import io.streamgate.lease.stream.Ended;
import io.streamgate.store.dynamodb.node.Meanwhile;
import io.streamgate.store.dynamodb.node.Neutralised;
import io.streamgate.store.dynamodb.node.Node;
import io.streamgate.store.dynamodb.node.Site;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Every term that plans and overrides add to the conditions is needed: without it, a bound is
 * exceeded, a named stream plays on, or an override is lost.
 */
@Tag("engine")
final class BrokenPlanConditionsTest {

  private static final Neutralised INTACT = Neutralised.nothing();
  private static final Class<?> ADMITTED = StartDecision.Admitted.class;
  private static final Class<?> REFUSED = StartDecision.Refused.class;
  private static final String[] MATCH = {"content_type", "live", "genre", "sport"};
  private static final String[] FREE = {"free", "yes"};
  private static final ViewerOverride ONE = overrideOf(1, second(3600));

  private final Site site = Site.fresh(DynamoEngine.dynalite());
  private final Node other = site.node();

  @AfterEach
  void close() {
    other.close();
  }

  private static StartDecision start(
      Node node, ViewerId viewer, String name, double second, Rules rules, String... facts) {
    var play = GivenPlans.play(id(name, second), facts);
    return await(node.store().start(viewer, play, rules, second(second)));
  }

  private void set(ViewerId viewer, @Nullable ViewerOverride override) {
    await(other.store().setOverride(viewer, override, second(0)));
  }

  private StartDecision secondStartUnderAnOverrideOfOne(Neutralised broken) {
    var viewer = freshViewer();
    set(viewer, ONE);
    start(other, viewer, "a", 0, limit(3));
    try (var node = site.node(broken)) {
      return start(node, viewer, "b", 1, limit(3));
    }
  }

  @Test
  void withoutTheOverrideAStartIsDecidedByThePlan() {
    assertThat(secondStartUnderAnOverrideOfOne(INTACT)).isInstanceOf(REFUSED);
    assertThat(secondStartUnderAnOverrideOfOne(Neutralised.of("attribute_not_exists\\(o\\)")))
        .isInstanceOf(ADMITTED);
  }

  private StartDecision secondMatch(Neutralised broken) {
    var viewer = freshViewer();
    start(other, viewer, "a", 0, family(5), MATCH);
    try (var node = site.node(broken)) {
      return start(node, viewer, "b", 1, family(5), MATCH);
    }
  }

  @Test
  void withoutTheEmptySetASecondStreamBreaksARule() {
    assertThat(secondMatch(INTACT)).isInstanceOf(REFUSED);
    assertThat(secondMatch(Neutralised.of("attribute_not_exists\\(ids\\)"))).isInstanceOf(ADMITTED);
  }

  private StartDecision twentyFirstFreeStream(Neutralised broken) {
    var viewer = freshViewer();
    for (var number = 0; number < 20; number++) {
      start(other, viewer, "free" + number, number, family(5), FREE);
    }
    try (var node = site.node(broken)) {
      return start(node, viewer, "more", 20, family(5), FREE);
    }
  }

  @Test
  void withoutTheSizeOfTheOtherSetThereAreMoreUncountedStreamsThanTwenty() {
    assertThat(twentyFirstFreeStream(INTACT)).isInstanceOf(REFUSED);
    assertThat(twentyFirstFreeStream(Neutralised.of("size\\(un\\) < :n"))).isInstanceOf(ADMITTED);
  }

  /** The streams that end when the start of another names them. */
  private List<StreamId> endedByName(Neutralised broken, String... facts) {
    var viewer = freshViewer();
    start(other, viewer, "named", 0, family(5), facts);
    var names = GivenPlans.play(id("b", 1), new Takeover.Chosen(List.of(id("named", 0))));
    try (var node = site.node(broken)) {
      return await(node.store().start(viewer, names, family(5), second(1))).ended().stream()
          .map(Ended::id)
          .toList();
    }
  }

  @Test
  void withoutEitherEmptySetAStreamThatIsNamedPlaysOn() {
    assertThat(endedByName(INTACT)).containsExactly(id("named", 0));
    assertThat(endedByName(Neutralised.of("attribute_not_exists\\(ids\\)"))).isEmpty();
    assertThat(endedByName(INTACT, FREE)).containsExactly(id("named", 0));
    assertThat(endedByName(Neutralised.of("attribute_not_exists\\(un\\)"), FREE)).isEmpty();
  }

  /** An operator sets the override between the decision and its swap. */
  private StartDecision startThatIsOvertaken(Neutralised broken) {
    var viewer = freshViewer();
    start(other, viewer, "a", 0, family(5));
    var overtaken = Meanwhile.once("v = :v", () -> set(viewer, ONE));
    try (var node = site.node(broken, overtaken)) {
      return start(node, viewer, "b", 1, family(5));
    }
  }

  @Test
  void withoutTheVersionASwapIgnoresTheOverrideThatWasSetMeanwhile() {
    assertThat(startThatIsOvertaken(INTACT)).isInstanceOf(REFUSED);
    assertThat(startThatIsOvertaken(Neutralised.of("(?<![#:.\\w])v = :v\\b")))
        .isInstanceOf(ADMITTED);
  }

  /** A heartbeat is shown an override that has expired, and an operator sets another. */
  private @Nullable ViewerOverride overrideAfterAHeartbeat(Neutralised broken) {
    var viewer = freshViewer();
    start(other, viewer, "a", 0, limit(3));
    set(viewer, overrideOf(2, second(10)));
    var another = Meanwhile.once("o.u = :until", () -> set(viewer, ONE));
    try (var node = site.node(broken, another)) {
      await(node.store().renew(viewer, id("a", 0), heartbeat(), second(20)));
    }
    return await(other.store().read(viewer)).override();
  }

  @Test
  void withoutItsEndTheWrongOverrideIsRemoved() {
    assertThat(overrideAfterAHeartbeat(INTACT)).isEqualTo(ONE);
    assertThat(overrideAfterAHeartbeat(Neutralised.of("o\\.u = :until"))).isNull();
  }
}
