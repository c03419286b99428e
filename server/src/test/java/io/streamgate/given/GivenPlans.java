package io.streamgate.given;

import io.streamgate.lease.Start;
import io.streamgate.lease.Start.Takeover;
import io.streamgate.lease.id.StreamId;
import io.streamgate.lease.rule.AtLimit;
import io.streamgate.lease.rule.Limit;
import io.streamgate.lease.rule.Rule;
import io.streamgate.lease.rule.Rules;
import io.streamgate.lease.rule.SameDevice;
import io.streamgate.lease.rule.ViewerOverride;
import io.streamgate.lease.rule.ViewerOverride.Grant;
import io.streamgate.lease.rule.Where;
import io.streamgate.lease.stream.Details;
import io.streamgate.lease.stream.Playback;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Plans with rules of every kind, and the starts of streams with facts. */
public final class GivenPlans {

  /** At most one live match. */
  public static final Rule ONE_LIVE_MATCH =
      new Rule("one-live-match", 1, null, List.of(), live(), null);

  /** At most two streams on each kind of device. */
  public static final Rule TWO_OF_A_KIND =
      new Rule("two-of-a-kind", 2, null, List.of("device_type"), Where.ALL, null);

  /** Streams in at most two networks. */
  public static final Rule TWO_HOMES =
      new Rule("two-homes", 2, "network", List.of(), Where.ALL, null);

  /** At most two streams of each profile; the oldest ends. */
  public static final Rule TWO_OF_A_PROFILE =
      new Rule("two-of-a-profile", 2, null, List.of("profile"), Where.ALL, AtLimit.EVICT_OLDEST);

  /** Streams on at most three devices; the longest paused end. */
  public static final Rule THREE_DEVICES =
      new Rule("three-devices", 3, "device_id", List.of(), Where.ALL, AtLimit.EVICT_IDLE);

  /** The value of each attribute that the rules look at, of a stream that none of them chooses. */
  private static final Map<String, String> PLAIN =
      Map.of(
          "content_type", "vod",
          "genre", "",
          "device_type", "",
          "network", "",
          "profile", "",
          "device_id", "",
          "free", "");

  private GivenPlans() {}

  private static Where live() {
    return new Where(Map.of("content_type", Set.of("live"), "genre", Set.of("sport")));
  }

  /** The plan {@code family}: that limit, the five rules above, and free streams uncounted. */
  public static Rules family(int limit) {
    return plan(
        "family",
        limit,
        List.of(ONE_LIVE_MATCH, TWO_OF_A_KIND, TWO_HOMES, TWO_OF_A_PROFILE, THREE_DEVICES),
        new Where(Map.of("free", Set.of("yes"))));
  }

  /** Plans of each limit up to {@code most}: without rules, with each of them, and with all. */
  public static List<Rules> upTo(int most) {
    var plans = new ArrayList<Rules>();
    var five = family(most).each();
    for (var limit = 0; limit <= most; limit++) {
      for (var atLimit : AtLimit.values()) {
        plans.add(Given.limit(limit, atLimit));
        plans.add(at(atLimit, plan("all", limit, five, null)));
        plans.add(at(atLimit, plan("reversed", limit, five.reversed(), null)));
        for (var rule : five) {
          plans.add(at(atLimit, plan(rule.name(), limit, List.of(rule), null)));
        }
      }
    }
    return plans;
  }

  /** A plan with that limit and these rules, which refuses at the limit. */
  public static Rules plan(String name, int limit, List<Rule> rules, @Nullable Where uncounted) {
    return new Rules(
        name,
        new Limit.AtMost(limit),
        AtLimit.REFUSE,
        SameDevice.REPLACES,
        rules,
        uncounted,
        Given.LEASE);
  }

  /** These rules, in a plan that does something else at its limit. */
  public static Rules at(AtLimit atLimit, Rules rules) {
    return new Rules(
        rules.plan(),
        rules.limit(),
        atLimit,
        rules.sameDevice(),
        rules.each(),
        rules.uncounted(),
        rules.lease());
  }

  /** The start of a stream with these facts, each a name and a value, and no others of note. */
  public static Start.Play play(StreamId id, String... facts) {
    return play(id, facts(facts));
  }

  /** The start of a stream with exactly these facts. */
  public static Start.Play play(StreamId id, Map<String, String> facts) {
    return new Start.Play(id, Playback.fromStart(), Details.NONE, new Takeover.None(), facts);
  }

  /** The start of a stream with these facts, with a takeover. */
  public static Start.Play play(StreamId id, Takeover takeover, String... facts) {
    return new Start.Play(id, Playback.fromStart(), Details.NONE, takeover, facts(facts));
  }

  /** These facts, each a name and a value; the others that the rules look at are plain. */
  public static Map<String, String> facts(String... facts) {
    var all = new HashMap<>(PLAIN);
    for (var i = 0; i < facts.length; i += 2) {
      all.put(facts[i], facts[i + 1]);
    }
    return all;
  }

  /**
   * The facts of stream {@code n} of many, which together exceed every bound of {@link #family}.
   */
  public static Map<String, String> mixedFacts(int n) {
    return facts(
        "content_type", n % 3 == 0 ? "live" : "vod",
        "genre", n % 2 == 0 ? "sport" : "news",
        "device_type", "kind-" + n % 3,
        "network", "192.0.2." + n % 4,
        "profile", "profile-" + n % 5,
        "device_id", n % 7 == 0 ? "" : "device-" + n % 7,
        "free", n % 8 == 0 ? "yes" : "");
  }

  /** An override of the limit, by an operator. */
  public static ViewerOverride overrideOf(int limit, Instant until) {
    return new ViewerOverride(
        new Grant.OfLimit(new Limit.AtMost(limit)), until, "operator", "asked by phone");
  }
}
