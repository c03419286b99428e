package io.streamgate.plans;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.lease.rule.AtLimit;
import io.streamgate.lease.rule.Limit;
import io.streamgate.lease.rule.Rule;
import io.streamgate.lease.rule.SameDevice;
import io.streamgate.lease.rule.Where;
import io.streamgate.plans.PlansReader.Verdict;
import io.streamgate.policy.Catalog;
import io.streamgate.policy.Plan;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Files of plans, and what they mean. */
final class PlansReaderTest {

  private static Catalog catalog(String text) {
    return switch (PlansReader.read(text, new ServiceBounds(1_000, 600))) {
      case Verdict.Usable(var catalog) -> catalog;
      case Verdict.Unusable(var mistakes) -> throw new AssertionError(mistakes);
    };
  }

  private static Plan limitOnly(String name, Limit limit, AtLimit atLimit) {
    return new Plan(name, limit, atLimit, SameDevice.REPLACES, List.of(), null, 60, 600);
  }

  @Test
  void everyKeyIsRead() {
    var catalog =
        catalog(
            """
            default: standard
            unknown: basic
            attributes:
              free: {from: token}
            plans:
              standard: {limit: 3}
              basic: {limit: 1, at_limit: evict-oldest, starts_per_minute: 5}
              family:
                limit: unlimited
                at_limit: evict-idle
                rules:
                  - {name: one-live-match, max: 1, where: {content_type: [live], genre: [sport]}}
                  - {name: two-of-a-kind, max: 2, of: streams, per: [device_type, profile]}
                  - {name: two-homes, max: 2, of: network, at_limit: refuse}
                uncounted: {free: ["yes"], content_type: [trailer]}
                uncounted_by_player: true
            """);

    assertThat(catalog.standard())
        .isEqualTo(limitOnly("standard", new Limit.AtMost(3), AtLimit.REFUSE));
    assertThat(catalog.unknown())
        .isEqualTo(
            new Plan(
                "basic",
                new Limit.AtMost(1),
                AtLimit.EVICT_OLDEST,
                SameDevice.REPLACES,
                List.of(),
                null,
                5,
                600));
    assertThat(catalog.plans()).containsOnlyKeys("standard", "basic", "family");
    assertThat(catalog.named("family"))
        .contains(
            new Plan(
                "family",
                new Limit.Unlimited(1_000),
                AtLimit.EVICT_IDLE,
                SameDevice.REPLACES,
                List.of(
                    new Rule(
                        "one-live-match",
                        1,
                        null,
                        List.of(),
                        new Where(Map.of("content_type", Set.of("live"), "genre", Set.of("sport"))),
                        null),
                    new Rule(
                        "two-of-a-kind",
                        2,
                        null,
                        List.of("device_type", "profile"),
                        Where.ALL,
                        null),
                    new Rule("two-homes", 2, "network", List.of(), Where.ALL, AtLimit.REFUSE)),
                new Where(Map.of("free", Set.of("yes"), "content_type", Set.of("trailer"))),
                60,
                600));
    assertThat(catalog.trusted()).containsExactly("free");
    assertThat(catalog.attributes())
        .containsExactly("content_type", "device_type", "free", "genre", "network", "profile");
  }

  @Test
  void withoutAnotherThePlanOfUnknownNamesIsTheDefault() {
    var catalog = catalog("default: a\nplans: {a: {limit: 1}, b: {limit: 2}}");

    assertThat(catalog.unknown()).isEqualTo(catalog.standard());
  }

  /** A token or a back end says it, and no player. */
  @Test
  void theProfileMayMakeStreamsUncountedWithoutADeclaration() {
    var catalog = catalog("default: a\nplans: {a: {limit: 1, uncounted: {profile: [kids]}}}");

    assertThat(catalog.standard().uncounted())
        .isEqualTo(new Where(Map.of("profile", Set.of("kids"))));
  }

  /** YAML 1.1 takes these for booleans, numbers and dates. */
  @Test
  void valuesAreTheTextThatIsWritten() {
    var catalog =
        catalog(
            """
            default: a
            plans:
              a:
                limit: 2
                rules:
                  - name: as-written
                    max: 1
                    where: {x: [yes, NO, 1.0, 010, 0x1F, 1e3, 2026-11-23, 12:30, .inf, true, "", "~"]}
            """);

    assertThat(catalog.standard().rules().getFirst().where().values().get("x"))
        .containsExactlyInAnyOrder(
            "yes",
            "NO",
            "1.0",
            "010",
            "0x1F",
            "1e3",
            "2026-11-23",
            "12:30",
            ".inf",
            "true",
            "",
            "~");
  }

  /** As the values of streams are kept. */
  @Test
  void aLongValueIsItsHash() {
    var catalog =
        catalog(
            "default: a\nplans: {a: {limit: 2, rules: [{name: b, max: 1, where: {x: [%s]}}]}}"
                .formatted("v".repeat(65)));

    assertThat(catalog.standard().rules().getFirst().where().values().get("x"))
        .singleElement()
        .asString()
        .matches("~[0-9a-f]{64}");
  }

  @Test
  void jsonIsRead() {
    var catalog =
        catalog(
            """
            \uFEFF{"default": "a", "plans": {"a": {"limit": 3, "rules":
              [{"name": "b", "max": 0, "of": null, "where": {"x": [true, 1]}}]}}}
            """
                .replace("\"of\": null, ", ""));

    assertThat(catalog.standard().rules())
        .containsExactly(
            new Rule("b", 0, null, List.of(), new Where(Map.of("x", Set.of("true", "1"))), null));
  }
}
