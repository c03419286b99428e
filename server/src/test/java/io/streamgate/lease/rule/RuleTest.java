package io.streamgate.lease.rule;

import static io.streamgate.given.GivenPlans.ONE_LIVE_MATCH;
import static io.streamgate.given.GivenPlans.TWO_HOMES;
import static io.streamgate.given.GivenPlans.TWO_OF_A_KIND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class RuleTest {

  @Test
  void aRuleBoundsAStreamThatHasARecordOfAllThatItLooksAt() {
    assertThat(TWO_OF_A_KIND.bounds(Map.of("device_type", ""))).isTrue();
    assertThat(TWO_OF_A_KIND.bounds(Map.of("profile", ""))).isFalse();
    assertThat(TWO_HOMES.bounds(Map.of("network", ""))).isTrue();
    assertThat(TWO_HOMES.bounds(Map.of())).isFalse();
    assertThat(ONE_LIVE_MATCH.bounds(Map.of("content_type", "live", "genre", "sport"))).isTrue();
    assertThat(ONE_LIVE_MATCH.bounds(Map.of("content_type", "live", "genre", ""))).isFalse();
  }

  @Test
  void itsAttributesAreThoseThatItCountsGroupsAndChoosesBy() {
    var rule = new Rule("a", 1, "b", List.of("c", "d"), new Where(Map.of("e", Set.of("f"))), null);

    assertThat(rule.attributes()).containsExactlyInAnyOrder("b", "c", "d", "e");
    assertThat(TWO_OF_A_KIND.attributes()).containsExactly("device_type");
  }

  @Test
  void itAllowsNoneOrMore() {
    assertThat(new Rule("none", 0, null, List.of(), Where.ALL, null).max()).isZero();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Rule("less", -1, null, List.of(), Where.ALL, null))
        .withMessage("a rule must allow 0 or more, not -1");
  }

  @Test
  void aBoundShowsItsGroupInTheOrderOfTheRule() {
    var group = new LinkedHashMap<String, String>();
    for (var attribute : List.of("z", "y", "x", "w", "a")) {
      group.put(attribute, "");
    }

    assertThat(new Bound("a", null, 1, group).group().keySet())
        .containsExactly("z", "y", "x", "w", "a");
  }
}
