package io.streamgate.oracle;

import io.streamgate.given.Given;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Random plans, facts and overrides. Values are few, so that groups fill up; attributes may be
 * absent, as those of a stream that is older than a rule.
 */
final class RandomPlans {

  private static final List<String> NAMES = List.of("basic", "family", "guest");
  private static final List<AtLimit> AT_LIMIT =
      List.of(AtLimit.REFUSE, AtLimit.REFUSE, AtLimit.EVICT_OLDEST, AtLimit.EVICT_IDLE);
  private static final List<String> KINDS = List.of("", "tv");

  /** The values of each attribute. */
  private static final Map<String, List<String>> VALUES =
      Map.of(
          "content_type", List.of("live", "live", "vod"),
          "genre", List.of("sport", "sport", "news"),
          "device_type", KINDS,
          "device_id", List.of("", "", "a", "b"),
          "network", List.of("", "192.0.2.1", "192.0.2.2"),
          "profile", List.of("", "kids"),
          "free", List.of("", "", "yes"));

  private final Random random;
  private final Map<String, Rules> plans = new HashMap<>();

  RandomPlans(Random random) {
    this.random = random;
    NAMES.forEach(name -> plans.put(name, plan(name)));
  }

  /** What a viewer may: a plan of its own, and each plan that an override can name. */
  record Offer(Rules rules, Map<String, Rules> plans) implements Entitlement {

    Offer {
      plans = Map.copyOf(plans);
    }

    @Override
    public Rules under(ViewerOverride override) {
      return switch (override.grant()) {
        case Grant.OfLimit(var limit) -> rules.limitedTo(limit);
        case Grant.OfPlan(var name) -> plans.getOrDefault(name, rules);
      };
    }
  }

  /** The offer to a viewer: by a limit only, or by a plan, which may have changed. */
  Offer offer() {
    if (random.nextInt(20) == 0) {
      var name = pick(NAMES);
      plans.put(name, plan(name));
    }
    return new Offer(random.nextInt(5) == 0 ? limitOnly() : named(pick(NAMES)), plans);
  }

  private Rules named(String name) {
    var rules = plan(name);
    return random.nextInt(3) == 0 ? rules : plans.getOrDefault(name, rules);
  }

  private Rules limitOnly() {
    return new Rules(limit(), pick(AT_LIMIT), sameDevice(), Given.LEASE);
  }

  private Rules plan(String name) {
    var rules = IntStream.range(0, random.nextInt(6)).mapToObj(n -> rule("rule-" + n)).toList();
    var uncounted = random.nextInt(4) == 0 ? null : new Where(Map.of("free", Set.of("yes")));
    return new Rules(
        name,
        random.nextInt(3) > 0 ? new Limit.AtMost(9) : limit(),
        pick(AT_LIMIT),
        sameDevice(),
        rules,
        uncounted,
        Given.LEASE);
  }

  private Limit limit() {
    return random.nextInt(20) == 0
        ? new Limit.Unlimited()
        : new Limit.AtMost(pick(List.of(0, 1, 2, 2, 3, 3, 3, 4)));
  }

  private SameDevice sameDevice() {
    return random.nextInt(4) == 0 ? SameDevice.COUNTS : SameDevice.REPLACES;
  }

  private Rule rule(String name) {
    var max = random.nextInt(40) == 0 ? 0 : 1 + random.nextInt(3);
    return new Rule(name, max, of(), per(), where(), atLimit());
  }

  private @Nullable String of() {
    return random.nextInt(2) == 0
        ? null
        : pick(List.of("network", "device_id", "device_type", "profile"));
  }

  private List<String> per() {
    return pick(
        List.of(
            List.of(),
            List.of("device_type"),
            List.of("profile"),
            List.of("device_id"),
            List.of("profile", "device_type")));
  }

  private Where where() {
    return switch (random.nextInt(5)) {
      case 0 -> new Where(Map.of("content_type", Set.of("live")));
      case 1 -> new Where(Map.of("content_type", Set.of("live", "news"), "genre", Set.of("sport")));
      case 2 -> new Where(Map.of("device_id", Set.of("")));
      default -> Where.ALL;
    };
  }

  private @Nullable AtLimit atLimit() {
    return random.nextInt(2) == 0 ? null : pick(AT_LIMIT);
  }

  /** The facts of a stream; none if its plan has no name. */
  Map<String, String> facts(Rules rules) {
    var facts = new HashMap<String, String>();
    if (rules.plan() != null) {
      VALUES.forEach(
          (attribute, values) -> {
            if (random.nextInt(50) > 0) {
              facts.put(attribute, pick(values));
            }
          });
    }
    return facts;
  }

  /** An override, or none, that may have expired before it is set. */
  @Nullable ViewerOverride override(Instant now) {
    var until = now.plusSeconds(pick(List.of(0, 1, 30, 300, 3_600, 90_000)));
    return switch (random.nextInt(4)) {
      case 0 -> null;
      case 1 -> new ViewerOverride(new Grant.OfPlan(pick(NAMES)), until, "operator", "");
      default -> new ViewerOverride(new Grant.OfLimit(limit()), until, "operator", "why");
    };
  }

  private <T> T pick(List<T> options) {
    return options.get(random.nextInt(options.size()));
  }
}
