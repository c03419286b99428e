package io.streamgate.store.dynamodb.race;

import io.streamgate.given.Given;
import io.streamgate.given.GivenPlans;
import io.streamgate.lease.rule.AtLimit;
import io.streamgate.lease.rule.Limit;
import io.streamgate.lease.rule.Rules;
import io.streamgate.lease.rule.SameDevice;
import io.streamgate.lease.rule.Where;
import io.streamgate.lease.stream.Member;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** The plans of a race. None of them counts streams that are free. */
@SuppressWarnings("ImmutableEnumChecker") // records of values, which Error Prone cannot tell
enum RacePlan {
  /** Five rules of all kinds. */
  FAMILY(GivenPlans.family(5)),

  /** Two rules; the oldest stream ends. */
  BASIC(
      new Rules(
          "basic",
          new Limit.AtMost(3),
          AtLimit.EVICT_OLDEST,
          SameDevice.REPLACES,
          List.of(GivenPlans.ONE_LIVE_MATCH, GivenPlans.TWO_HOMES),
          new Where(Map.of("free", Set.of("yes"))),
          Given.LEASE)),

  /** A limit only. */
  GUEST(GivenPlans.plan("guest", 2, List.of(), new Where(Map.of("free", Set.of("yes")))));

  private final Rules rules;

  RacePlan(Rules rules) {
    this.rules = rules;
  }

  Rules rules() {
    return rules;
  }

  /** The plan under which a stream started. */
  static RacePlan of(Member member) {
    return Stream.of(values())
        .filter(plan -> Objects.equals(plan.rules.plan(), member.atStart().plan()))
        .findFirst()
        .orElseThrow();
  }
}
