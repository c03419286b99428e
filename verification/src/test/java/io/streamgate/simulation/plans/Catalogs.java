package io.streamgate.simulation.plans;

import io.streamgate.given.GivenPlans;
import io.streamgate.lease.rule.AtLimit;
import io.streamgate.lease.rule.Limit;
import io.streamgate.lease.rule.SameDevice;
import io.streamgate.lease.rule.ViewerOverride;
import io.streamgate.lease.rule.Where;
import io.streamgate.policy.Catalog;
import io.streamgate.policy.Plan;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Random plans, facts and overrides of a viewer: few values, so that streams meet in groups. */
public record Catalogs(AtLimit atLimit, Random random) {

  private static final String FAMILY = "family";
  private static final String SINGLE = "single";
  private static final String REMOVED = "removed";
  private static final long HOUR_MS = 3_600_000;

  /** Plans with a limit and some of the rules; not every one leaves free streams uncounted. */
  public Catalog next() {
    var rules = GivenPlans.family(0).each().stream().filter(_ -> random.nextInt(3) > 0).toList();
    var free = random.nextInt(3) == 0 ? null : new Where(Map.of("free", Set.of("yes")));
    var limit = random.nextInt(12) == 0 ? 0 : 2 + random.nextInt(4);
    var family =
        new Plan(FAMILY, new Limit.AtMost(limit), atLimit, SameDevice.REPLACES, rules, free, 0, 0);
    var single =
        new Plan(
            SINGLE,
            new Limit.AtMost(1),
            AtLimit.EVICT_OLDEST,
            SameDevice.REPLACES,
            List.of(),
            null,
            0,
            0);
    return new Catalog(family, family, Map.of(FAMILY, family, SINGLE, single), Set.of());
  }

  /** What a player says of its stream. */
  public Map<String, String> facts() {
    return GivenPlans.facts(
        "content_type", pick("live", "vod"),
        "genre", "sport",
        "device_type", pick("tv", "phone"),
        "network", pick("a", "b", "c"),
        "profile", pick("adult", "child"),
        "device_id", pick("", "d1", "d2", "d3", "d4"),
        "free", pick("", "", "yes"));
  }

  /** An override for some minutes or hours from {@code nowMs}, to the millisecond of its own. */
  public ViewerOverride override(long nowMs) {
    var until =
        Instant.ofEpochMilli(nowMs + 1 + random.nextLong(random.nextInt(4) * HOUR_MS + 60_000));
    var grant =
        random.nextInt(3) == 0
            ? new ViewerOverride.Grant.OfPlan(pick(FAMILY, SINGLE, REMOVED))
            : new ViewerOverride.Grant.OfLimit(new Limit.AtMost(random.nextInt(6)));
    return new ViewerOverride(grant, until, "operator", "asked by phone");
  }

  private String pick(String... options) {
    return options[random.nextInt(options.length)];
  }
}
