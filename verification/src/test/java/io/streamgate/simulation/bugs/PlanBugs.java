package io.streamgate.simulation.bugs;

import io.streamgate.lease.LeaseSet;
import io.streamgate.lease.Start;
import io.streamgate.lease.StartDecision;
import io.streamgate.lease.id.ViewerId;
import io.streamgate.lease.rule.Entitlement;
import io.streamgate.lease.rule.Rule;
import io.streamgate.lease.rule.Rules;
import io.streamgate.lease.rule.ViewerOverride;
import io.streamgate.lease.rule.Where;
import io.streamgate.store.ForwardingLeaseStore;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Bugs of plans and overrides, each in a few lines. */
public final class PlanBugs {

  private static final int NOW_AND_THEN = 3;

  private PlanBugs() {}

  /** The rules of a plan are ignored, but for its limit. */
  public static Bug ignoresRules() {
    return ofRules(rules -> with(rules, List.of(), rules.uncounted()));
  }

  /** A stream that does not count counts. */
  public static Bug countsTheUncounted() {
    return ofRules(rules -> with(rules, rules.each(), null));
  }

  /** A stream that counts does not, if a plan leaves any uncounted. */
  public static Bug countsNothing() {
    return ofRules(
        rules -> with(rules, rules.each(), rules.uncounted() == null ? null : Where.ALL));
  }

  /** An override changes nothing. */
  public static Bug ignoresOverrides() {
    return ofEntitlements(Entitlement::rules);
  }

  /** Some overrides are acknowledged, and not written. */
  public static Bug forgetsOverrides() {
    var overrides = new AtomicInteger();
    return Bug.around(
        store ->
            new ForwardingLeaseStore(store) {
              @Override
              public CompletionStage<LeaseSet> setOverride(
                  ViewerId viewer, @Nullable ViewerOverride override, Instant now) {
                return overrides.incrementAndGet() % NOW_AND_THEN == 0
                    ? sound.read(viewer).thenApply(set -> set.overridden(override).next())
                    : sound.setOverride(viewer, override, now);
              }
            });
  }

  private static Bug ofEntitlements(UnaryOperator<Entitlement> bug) {
    return Bug.around(
        store ->
            new ForwardingLeaseStore(store) {
              @Override
              public CompletionStage<StartDecision> start(
                  ViewerId viewer, Start start, Entitlement entitlement, Instant now) {
                return sound.start(viewer, start, bug.apply(entitlement), now);
              }
            });
  }

  private static Bug ofRules(UnaryOperator<Rules> bug) {
    return ofEntitlements(
        entitlement ->
            new Entitlement() {
              @Override
              public Rules rules() {
                return bug.apply(entitlement.rules());
              }

              @Override
              public Rules under(ViewerOverride override) {
                return bug.apply(entitlement.under(override));
              }
            });
  }

  private static Rules with(Rules rules, List<Rule> each, @Nullable Where uncounted) {
    return new Rules(
        rules.plan(),
        rules.limit(),
        rules.atLimit(),
        rules.sameDevice(),
        each,
        uncounted,
        rules.lease());
  }
}
