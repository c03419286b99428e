package io.streamgate.lease.rule;

import static io.streamgate.given.Given.id;
import static io.streamgate.given.Given.limit;
import static io.streamgate.given.Given.play;
import static io.streamgate.given.Given.second;
import static io.streamgate.given.GivenPlans.family;
import static io.streamgate.given.GivenPlans.overrideOf;
import static io.streamgate.given.GivenPlans.plan;
import static io.streamgate.given.Sets.ended;
import static io.streamgate.given.Sets.members;
import static io.streamgate.given.Sets.playing;
import static io.streamgate.given.Sets.renewed;
import static io.streamgate.given.Sets.start;
import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.given.GivenPlans;
import io.streamgate.lease.LeaseSet;
import io.streamgate.lease.StartDecision;
import io.streamgate.lease.rule.ViewerOverride.Grant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An operator's exception, from the start that sees it to the one that finds it expired. */
final class LeaseSetOverrideTest {

  private static final ViewerOverride TWO = overrideOf(2, second(100));
  private static final ViewerOverride NONE = overrideOf(0, second(100));

  private static LeaseSet under(ViewerOverride override, LeaseSet set) {
    return set.overridden(override).next();
  }

  @Test
  void itComesBeforeTheLimitOfThePlan() {
    var set = playing(id("a", 0));

    assertThat(start(under(TWO, set), play(id("b", 1)), limit(1)))
        .isInstanceOf(StartDecision.Admitted.class);
    assertThat(start(under(NONE, set), play(id("b", 1)), limit(3)))
        .isInstanceOf(StartDecision.NotAllowed.class);
  }

  @Test
  void aDecisionHasTheRulesThatHeld() {
    var set = under(TWO, playing(id("a", 0), id("b", 1)));

    assertThat(start(set, play(id("c", 2)), family(5)))
        .isInstanceOfSatisfying(
            StartDecision.Refused.class,
            refused ->
                assertThat(refused.rules()).isEqualTo(family(5).limitedTo(new Limit.AtMost(2))));
    assertThat(start(under(TWO, LeaseSet.EMPTY), GivenPlans.play(id("c", 2)), family(5)))
        .isInstanceOfSatisfying(
            StartDecision.Admitted.class,
            admitted ->
                assertThat(admitted.member().atStart().limit()).isEqualTo(new Limit.AtMost(2)));
  }

  @Test
  void settingAndRemovingItEndsNoStream() {
    var set = playing(id("a", 0), id("b", 1));

    assertThat(under(NONE, set).members()).isEqualTo(set.members());
    assertThat(under(NONE, set).overridden(null).next()).isEqualTo(set);
  }

  @Test
  void onePlanReplacesTheRulesOfAnother() {
    var other = plan("other", 3, List.of(), null);
    var entitlement =
        new Entitlement() {
          @Override
          public Rules rules() {
            return family(1);
          }

          @Override
          public Rules under(ViewerOverride override) {
            return other;
          }
        };
    var set =
        under(
            new ViewerOverride(new Grant.OfPlan("other"), second(100), "o", ""),
            playing(id("a", 0)));

    assertThat(set.decide(GivenPlans.play(id("b", 99)), entitlement, second(99)))
        .isInstanceOfSatisfying(
            StartDecision.Admitted.class,
            admitted -> assertThat(admitted.member().atStart().plan()).isEqualTo("other"));
    assertThat(set.decide(GivenPlans.play(id("b", 100)), entitlement, second(89)))
        .isInstanceOf(StartDecision.Admitted.class);
  }

  @Test
  void anExpiredOneIsAsNoneAndIsForgottenWithTheNextChange() {
    var set = under(NONE, playing(id("a", 50)));

    assertThat(start(set, play(id("b", 99.999)), limit(2)))
        .isInstanceOf(StartDecision.NotAllowed.class);
    var admitted = start(set, play(id("b", 100)), limit(2));
    assertThat(admitted).isInstanceOf(StartDecision.Admitted.class);
    assertThat(admitted.after(set).override()).isNull();
  }

  @Test
  void sweepingForgetsAnExpiredOne() {
    var set = under(NONE, LeaseSet.EMPTY);

    assertThat(set.isEmpty()).isFalse();
    assertThat(set.sweptAt(second(99.999)).next()).isEqualTo(set);
    assertThat(set.sweptAt(second(100)).next()).isEqualTo(LeaseSet.EMPTY);
  }

  @Test
  void itStaysWhateverHappensToTheStreams() {
    var set = under(TWO, playing(id("a", 0)));

    assertThat(renewed(set, id("a", 0), 5).override()).isEqualTo(TWO);
    assertThat(ended(set, id("a", 0), 5).override()).isEqualTo(TWO);
    assertThat(start(set, play(id("b", 5)), limit(1)).after(set).override()).isEqualTo(TWO);
  }

  @Test
  void aReplayIsAnsweredWithItAndChangesNoMembership() {
    var set = under(NONE, playing(id("a", 0)));

    assertThat(start(set, play(id("a", 5)), limit(3)))
        .isInstanceOfSatisfying(
            StartDecision.Replayed.class,
            replayed -> {
              assertThat(replayed.next().override()).isEqualTo(NONE);
              assertThat(members(replayed, set)).containsExactly(id("a", 0));
            });
  }
}
