package io.streamgate.linearizability;

import io.streamgate.given.Given;
import io.streamgate.given.GivenPlans;
import io.streamgate.lease.rule.AtLimit;
import io.streamgate.lease.rule.Entitlement;
import io.streamgate.lease.rule.Limit;
import io.streamgate.lease.rule.Rule;
import io.streamgate.lease.rule.Rules;
import io.streamgate.lease.rule.SameDevice;
import io.streamgate.lease.rule.ViewerOverride;
import io.streamgate.lease.rule.ViewerOverride.Grant;
import io.streamgate.lease.rule.Where;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Random plans, of a viewer whose nodes have different files of plans: with a limit only, or with
 * some rules of every kind, which one plan or another leaves out. A few values of each attribute,
 * so that streams meet in groups.
 */
record RandomPlans(Random random) {

  private static final List<Rule> RULES = GivenPlans.family(0).each();
  private static final Where FREE = new Where(Map.of("free", Set.of("yes")));
  private static final Instant LONG_AFTER = Given.second(2_000);

  /** What a viewer may, and the plan that an override may grant instead. */
  private record Offered(Rules rules, Rules granted) implements Entitlement {
    @Override
    public Rules under(ViewerOverride override) {
      return switch (override.grant()) {
        case Grant.OfLimit _ -> rules.under(override);
        case Grant.OfPlan _ -> granted;
      };
    }
  }

  Entitlement entitlement() {
    return new Offered(random.nextBoolean() ? limited(limit()) : ruled(), GivenPlans.family(3));
  }

  private Rules limited(int limit) {
    var device = random.nextInt(4) == 0 ? SameDevice.COUNTS : SameDevice.REPLACES;
    var atLimit = pick(List.of(AtLimit.values()));
    return new Rules(new Limit.AtMost(limit), atLimit, device, Given.LEASE);
  }

  private Rules ruled() {
    var rules = RULES.stream().filter(_ -> random.nextBoolean()).toList();
    return GivenPlans.plan("ruled", 1 + limit(), rules, random.nextBoolean() ? FREE : null);
  }

  private int limit() {
    return pick(List.of(0, 1, 2, 2, 2, 3));
  }

  /** The facts of a stream. */
  Map<String, String> facts() {
    return GivenPlans.facts(
        "content_type", pick(List.of("live", "vod")),
        "genre", "sport",
        "device_type", pick(List.of("tv", "phone")),
        "network", pick(List.of("a", "b", "c")),
        "profile", pick(List.of("adult", "child")),
        "device_id", pick(List.of("", "d1", "d2", "d3", "d4")),
        "free", pick(List.of("", "", "yes")));
  }

  /**
   * An override, or null to remove any. It expires between two phases: within one, whose times run
   * backwards, the outcome is unspecified.
   */
  @Nullable ViewerOverride override(int begin) {
    if (random.nextInt(3) == 0) {
      return null;
    }
    var ends = RandomCalls.PHASES.stream().filter(each -> each > begin).map(each -> each - 10);
    var until =
        random.nextBoolean() ? ends.findFirst().map(Given::second).orElse(LONG_AFTER) : LONG_AFTER;
    var grant =
        random.nextInt(3) == 0
            ? new Grant.OfPlan("family")
            : new Grant.OfLimit(new Limit.AtMost(random.nextInt(4)));
    return new ViewerOverride(grant, until, "operator", "note " + random.nextInt(9));
  }

  private <T> T pick(List<T> options) {
    return options.get(random.nextInt(options.size()));
  }
}
