package io.streamgate.lease.rule;

import static io.streamgate.given.Given.id;
import static io.streamgate.given.Given.second;
import static io.streamgate.given.GivenPlans.at;
import static io.streamgate.given.GivenPlans.family;
import static io.streamgate.given.GivenPlans.play;
import static io.streamgate.given.Sets.endings;
import static io.streamgate.given.Sets.members;
import static io.streamgate.given.Sets.start;
import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.lease.LeaseSet;
import io.streamgate.lease.SlotUsage;
import io.streamgate.lease.Start;
import io.streamgate.lease.Start.Takeover;
import io.streamgate.lease.StartDecision;
import io.streamgate.lease.stream.Ending;
import io.streamgate.lease.stream.Member;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Streams that do not count. */
final class LeaseSetUncountedTest {

  private static final Rules ONE = family(1);

  private static Start.Play free(String name, double second) {
    return play(id(name, second), "free", "yes", "content_type", "live", "genre", "sport");
  }

  private static Start.Play match(String name, double second) {
    return play(id(name, second), "content_type", "live", "genre", "sport");
  }

  private static LeaseSet free(int streams) {
    var set = LeaseSet.EMPTY;
    for (var n = 0; n < streams; n++) {
      set = start(set, free("free" + n, n), ONE).after(set);
    }
    return set;
  }

  private static Rules evicting(Rules rules) {
    return at(AtLimit.EVICT_OLDEST, rules);
  }

  @Test
  void neitherLimitNorRuleSeesThem() {
    var set = free(5);
    var first = start(set, match("a", 6), ONE);

    assertThat(members(first, set)).hasSize(6);
    assertThat(start(first.after(set), match("b", 7), ONE))
        .isInstanceOfSatisfying(
            StartDecision.Refused.class,
            refused -> {
              assertThat(refused.live()).extracting(Member::id).containsExactly(id("a", 6));
              assertThat(refused.active()).isEqualTo(1);
            });
    assertThat(members(start(first.after(set), free("b", 7), ONE), set)).hasSize(7);
  }

  @Test
  void theyUseNoSlot() {
    var usage = SlotUsage.of(free(3), ONE.limit(), second(5));

    assertThat(usage.active()).isZero();
    assertThat(usage.remaining()).isEqualTo(1);
  }

  @Test
  void noneOfThemEndsForAStreamThatCounts() {
    var set = start(free(2), match("a", 6), ONE).after(free(2));

    assertThat(endings(start(set, match("b", 7), evicting(ONE)))).hasSize(1);
    assertThat(members(start(set, match("b", 95), evicting(ONE)), set))
        .containsExactly(id("free0", 0), id("free1", 1), id("b", 95));
  }

  @Test
  void twentyAreTheMost() {
    var set = free(20);

    assertThat(set.members()).hasSize(20);
    assertThat(start(set, free("more", 20), ONE))
        .isEqualTo(
            new StartDecision.Refused(
                set.members(),
                new Bound("uncounted", null, 20, Map.of()),
                second(90),
                ONE,
                set.members()));
  }

  @Test
  void streamsThatCountTakeNoRoomFromThem() {
    var set = start(LeaseSet.EMPTY, match("a", 0), ONE).after(LeaseSet.EMPTY);
    for (var n = 1; n <= 20; n++) {
      set = start(set, free("free" + n, n), ONE).after(set);
    }

    assertThat(set.members()).hasSize(21);
  }

  @Test
  void theLongestLapsedOfThemMakesRoomForTheTwentyFirst() {
    var set = free(20);

    assertThat(endings(start(set, free("more", 95), evicting(ONE))))
        .containsExactly(new Ending.Displaced(second(95), id("more", 95)));
    assertThat(members(start(set, free("more", 95), evicting(ONE)), set))
        .doesNotContain(id("free0", 0))
        .hasSize(20);
  }

  @Test
  void thePlanAndATakeoverOfTheOldestEndOneOfThemForAnother() {
    var set = free(20);
    var takeover = play(id("more", 20), new Takeover.Oldest(), "free", "yes");

    assertThat(endings(start(set, free("more", 20), evicting(ONE))))
        .containsExactly(new Ending.Evicted(second(20), id("more", 20), "uncounted"));
    assertThat(endings(start(set, takeover, ONE)))
        .containsExactly(new Ending.Evicted(second(20), id("more", 20)));
  }

  @Test
  void aLimitOf0RefusesThem() {
    assertThat(start(LeaseSet.EMPTY, free("a", 0), family(0)))
        .isInstanceOf(StartDecision.NotAllowed.class);
  }

  @Test
  void theirDeviceReplacesThem() {
    var set = start(LeaseSet.EMPTY, free("tv/a", 0), ONE).after(LeaseSet.EMPTY);

    assertThat(endings(start(set, match("tv/b", 1), ONE)))
        .containsExactly(new Ending.Replaced(second(1), id("tv/b", 1)));
  }

  @Test
  void whetherAStreamCountsIsDecidedByThePlanOfItsStart() {
    var all =
        new Rules(
            "all", ONE.limit(), ONE.atLimit(), ONE.sameDevice(), ONE.each(), null, ONE.lease());
    var counted = start(LeaseSet.EMPTY, free("a", 0), all).after(LeaseSet.EMPTY);
    var uncounted = free(1);

    assertThat(start(counted, match("b", 1), ONE)).isInstanceOf(StartDecision.Refused.class);
    assertThat(start(uncounted, match("b", 1), all)).isInstanceOf(StartDecision.Admitted.class);
  }
}
