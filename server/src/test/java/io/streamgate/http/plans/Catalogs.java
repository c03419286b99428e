package io.streamgate.http.plans;

import io.streamgate.given.GivenPlans;
import io.streamgate.lease.rule.AtLimit;
import io.streamgate.lease.rule.Limit;
import io.streamgate.lease.rule.Rule;
import io.streamgate.lease.rule.Rules;
import io.streamgate.lease.rule.SameDevice;
import io.streamgate.lease.rule.Where;
import io.streamgate.policy.Catalog;
import io.streamgate.policy.Plan;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Catalogs of plans, of which the first is the standard one. */
public final class Catalogs {

  /** Five streams, three kinds of rules, and free streams uncounted. */
  static final Plan FAMILY =
      plan(
          GivenPlans.plan(
              "family",
              5,
              List.of(GivenPlans.ONE_LIVE_MATCH, GivenPlans.TWO_OF_A_KIND, GivenPlans.TWO_HOMES),
              where("free", "yes")));

  /** One stream. */
  static final Plan BASIC = plan(GivenPlans.plan("basic", 1, List.of(), null));

  private Catalogs() {}

  /** {@code family}, {@code basic}, and the attribute {@code free} for tokens and back ends. */
  public static Catalog family() {
    return of(FAMILY, BASIC);
  }

  /** These plans, and the attribute {@code free} for tokens and back ends only. */
  public static Catalog of(Plan standard, Plan... others) {
    var all =
        Arrays.stream(others).collect(Collectors.toMap(p -> String.valueOf(p.name()), p -> p));
    all.put(String.valueOf(standard.name()), standard);
    return new Catalog(standard, standard, Map.copyOf(all), Set.of("free"));
  }

  /** The plan {@code tested}: that limit and these rules. */
  public static Plan tested(int limit, Rule... rules) {
    return plan(GivenPlans.plan("tested", limit, List.of(rules), null));
  }

  /** A rule on streams of which {@code where} holds. */
  static Rule rule(String name, int max, @Nullable String of, List<String> per, Where where) {
    return new Rule(name, max, of, per, where, null);
  }

  /** A rule that lets the oldest stream go. */
  public static Rule evicting(String name, int max, String per) {
    return new Rule(name, max, null, List.of(per), Where.ALL, AtLimit.EVICT_OLDEST);
  }

  /** Streams with one of the values. */
  static Where where(String attribute, String... values) {
    return new Where(Map.of(attribute, Set.of(values)));
  }

  /** A plan without a name. */
  static Plan unnamed(int limit) {
    return new Plan(new Limit.AtMost(limit), AtLimit.REFUSE, SameDevice.REPLACES, 0, 0);
  }

  private static Plan plan(Rules rules) {
    return new Plan(
        rules.plan(),
        rules.limit(),
        rules.atLimit(),
        rules.sameDevice(),
        rules.each(),
        rules.uncounted(),
        0,
        0);
  }
}
