package io.streamgate.lease.rule;

import static io.streamgate.given.Given.id;
import static io.streamgate.given.Given.second;
import static io.streamgate.given.GivenPlans.ONE_LIVE_MATCH;
import static io.streamgate.given.GivenPlans.TWO_HOMES;
import static io.streamgate.given.GivenPlans.TWO_OF_A_KIND;
import static io.streamgate.given.GivenPlans.at;
import static io.streamgate.given.GivenPlans.plan;
import static io.streamgate.given.GivenPlans.play;
import static io.streamgate.given.Sets.endedIds;
import static io.streamgate.given.Sets.endings;
import static io.streamgate.given.Sets.members;
import static io.streamgate.given.Sets.paused;
import static io.streamgate.given.Sets.playing;
import static io.streamgate.given.Sets.renewed;
import static io.streamgate.given.Sets.start;
import static io.streamgate.lease.rule.AtLimit.EVICT_IDLE;
import static io.streamgate.lease.rule.AtLimit.EVICT_OLDEST;
import static io.streamgate.lease.rule.AtLimit.REFUSE;
import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.lease.LeaseSet;
import io.streamgate.lease.Start;
import io.streamgate.lease.Start.Takeover;
import io.streamgate.lease.StartDecision;
import io.streamgate.lease.stream.Ending;
import io.streamgate.lease.stream.Member;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** In which order bounds are met, what ends for them, and how a refusal names them. */
final class LeaseSetRuleTest {

  private static final Rule ONE_OF_A_PROFILE = rule("one-of-a-profile", 1, "profile", null);

  private static Rule rule(String name, int max, String per, @Nullable AtLimit atLimit) {
    return new Rule(name, max, null, List.of(per), Where.ALL, atLimit);
  }

  private static Rules rules(Rule... each) {
    return plan("plan", 9, List.of(each), null);
  }

  private static LeaseSet started(Start... starts) {
    var set = LeaseSet.EMPTY;
    for (var each : starts) {
      set = start(set, each, rules()).after(set);
    }
    return set;
  }

  private static StartDecision.Refused refused(LeaseSet set, Start start, Rules rules) {
    return (StartDecision.Refused) start(set, start, rules);
  }

  private static Start.Play of(String name, double second, String kind, String profile) {
    return play(id(name, second), "device_type", kind, "profile", profile);
  }

  @Test
  void groupsAreCountedApartAndAnEmptyValueIsOne() {
    var set = started(of("a", 0, "tv", ""), of("b", 1, "tv", ""), of("c", 2, "", ""));

    assertThat(refused(set, of("d", 3, "tv", ""), rules(TWO_OF_A_KIND)).live())
        .extracting(Member::id)
        .containsExactly(id("a", 0), id("b", 1));
    var second = start(set, of("d", 3, "", ""), rules(TWO_OF_A_KIND));
    assertThat(members(second, set)).hasSize(4);
    assertThat(start(second.after(set), of("e", 4, "", ""), rules(TWO_OF_A_KIND)))
        .isInstanceOf(StartDecision.Refused.class);
  }

  @Test
  void streamsThatARuleDoesNotChooseFillNothing() {
    var set = started(play(id("a", 0)), play(id("b", 1), "content_type", "live"));
    var match = play(id("c", 2), "content_type", "live", "genre", "sport");

    assertThat(start(set, match, rules(ONE_LIVE_MATCH))).isInstanceOf(StartDecision.Admitted.class);
  }

  @Test
  void aGroupOfTwoAttributesSharesBoth() {
    var rule = new Rule("pair", 1, null, List.of("profile", "device_type"), Where.ALL, null);
    var set = started(of("a", 0, "tv", "kids"));

    assertThat(members(start(set, of("b", 1, "phone", "kids"), rules(rule)), set)).hasSize(2);
    assertThat(members(start(set, of("b", 1, "tv", ""), rules(rule)), set)).hasSize(2);
    assertThat(refused(set, of("b", 1, "tv", "kids"), rules(rule)).bound())
        .isEqualTo(new Bound("pair", null, 1, Map.of("profile", "kids", "device_type", "tv")));
  }

  @Test
  void theFirstBoundThatIsFullIsNamedAndTheLimitIsTheLast() {
    var set = started(of("a", 0, "tv", "kids"), of("b", 1, "tv", "x"));
    var both = plan("plan", 2, List.of(TWO_OF_A_KIND, ONE_OF_A_PROFILE), null);
    var reversed = plan("plan", 2, List.of(ONE_OF_A_PROFILE, TWO_OF_A_KIND), null);

    var start = of("c", 2, "tv", "kids");
    assertThat(refused(set, start, both).bound().rule()).isEqualTo("two-of-a-kind");
    assertThat(refused(set, start, reversed).bound().rule()).isEqualTo("one-of-a-profile");
    assertThat(refused(set, of("c", 2, "web", "y"), both).bound()).isEqualTo(Bound.ofLimit(2));
  }

  @Test
  void anEndForOneBoundMakesRoomUnderTheNext() {
    var kind = rule("kind", 2, "device_type", EVICT_OLDEST);
    var profile = rule("profile", 2, "profile", EVICT_OLDEST);
    var set = started(of("a", 0, "tv", "kids"), of("b", 1, "tv", "kids"));

    var admitted = start(set, of("c", 2, "tv", "kids"), rules(kind, profile));

    assertThat(endings(admitted))
        .containsExactly(new Ending.Evicted(second(2), id("c", 2), "kind"));
  }

  @Test
  void theResultNeedNotBeTheSmallestPossible() {
    var kind = rule("kind", 2, "device_type", EVICT_OLDEST);
    var profile = rule("profile", 1, "profile", EVICT_OLDEST);
    var set = started(of("a", 0, "tv", "x"), of("b", 1, "tv", "kids"));

    assertThat(endedIds(start(set, of("c", 2, "tv", "kids"), rules(kind, profile))))
        .containsExactly(id("a", 0), id("b", 1));
    assertThat(endedIds(start(set, of("c", 2, "tv", "kids"), rules(profile, kind))))
        .containsExactly(id("b", 1));
  }

  @Test
  void ifOneBoundCannotBeMetNothingEnds() {
    var kind = rule("kind", 1, "device_type", EVICT_OLDEST);
    var set = started(of("a", 0, "tv", "x"), of("b", 1, "phone", "kids"));

    var refused = start(set, of("c", 2, "tv", "kids"), rules(kind, ONE_OF_A_PROFILE));

    assertThat(refused).isInstanceOf(StartDecision.Refused.class);
    assertThat(refused.ended()).isEmpty();
    assertThat(refused.after(set)).isSameAs(set);
  }

  @Test
  void aRuleWithoutAnAtLimitDoesWhatThePlanSays() {
    var set = started(of("a", 0, "tv", "kids"));
    var plan = rules(ONE_OF_A_PROFILE, rule("kind", 1, "device_type", REFUSE));
    var evicting = at(EVICT_OLDEST, plan);

    assertThat(endings(start(set, of("b", 1, "phone", "kids"), evicting)))
        .containsExactly(new Ending.Evicted(second(1), id("b", 1), "one-of-a-profile"));
    assertThat(refused(set, of("b", 1, "tv", "x"), evicting).bound().rule()).isEqualTo("kind");
  }

  @Test
  void aRuleEndsTheLongestPausedOfItsGroup() {
    var kind = rule("kind", 2, "device_type", EVICT_IDLE);
    var set = started(of("a", 0, "tv", ""), of("b", 1, "tv", ""), of("c", 2, "phone", ""));
    set = paused(paused(set, id("c", 2), 3), id("b", 1), 4);

    assertThat(endedIds(start(set, of("d", 5, "tv", ""), rules(kind)))).containsExactly(id("b", 1));
  }

  @Test
  void lapsedStreamsOfTheGroupEndFirstAndOnlyAsManyAsNeeded() {
    var kind = rule("kind", 3, "device_type", EVICT_OLDEST);
    var set = started(of("a", 0, "tv", ""), of("b", 1, "tv", ""), of("c", 2, "tv", ""));
    set = renewed(set, id("a", 0), 50);

    var admitted = start(set, of("d", 95, "tv", ""), rules(kind));

    assertThat(endings(admitted)).containsExactly(new Ending.Displaced(second(95), id("d", 95)));
    assertThat(endedIds(admitted)).containsExactly(id("b", 1));
  }

  @Test
  void aTakeoverOfTheOldestOverridesWhatARuleSays() {
    var set = started(of("a", 0, "tv", "kids"), of("b", 1, "phone", "kids"));
    var rules = rules(rule("profile", 2, "profile", REFUSE));
    var idle = paused(set, id("b", 1), 2);
    var start = play(id("c", 3), new Takeover.Oldest(), "profile", "kids");

    assertThat(endings(start(set, start, rules)))
        .containsExactly(new Ending.Evicted(second(3), id("c", 3)));
    assertThat(endedIds(start(idle, start, rules(rule("profile", 2, "profile", EVICT_IDLE)))))
        .containsExactly(id("a", 0));
  }

  @Test
  void namedStreamsMakeRoomUnderARule() {
    var set = started(of("a", 0, "tv", "kids"), of("b", 1, "phone", "kids"));
    var taking = new Takeover.Chosen(List.of(id("b", 1)));
    var rules = rules(rule("profile", 2, "profile", REFUSE));

    assertThat(endedIds(start(set, play(id("c", 3), taking, "profile", "kids"), rules)))
        .containsExactly(id("b", 1));
  }

  @Test
  void aBoundThatDoesNotCountTheNewStreamIsNotAskedThoughItIsExceeded() {
    var set =
        started(
            play(id("a", 0), "content_type", "live", "genre", "sport"),
            play(id("b", 1), "content_type", "live", "genre", "sport"));

    assertThat(start(set, play(id("c", 2)), rules(ONE_LIVE_MATCH)))
        .isInstanceOf(StartDecision.Admitted.class);
  }

  @Test
  void aRuleOf0NeverAllowsAndALimitOf0IsNamedBeforeIt() {
    var none = rule("none", 0, "device_type", EVICT_OLDEST);
    var set = playing(id("a", 0));

    assertThat(start(set, of("b", 1, "tv", ""), rules(none)))
        .isEqualTo(
            new StartDecision.NotAllowed(
                set.members(),
                new Bound("none", null, 0, Map.of("device_type", "tv")),
                rules(none)));
    var nothing = plan("plan", 0, List.of(none), null);
    assertThat(start(set, of("b", 1, "tv", ""), nothing))
        .isEqualTo(new StartDecision.NotAllowed(set.members(), Bound.ofLimit(0), nothing));
  }

  @Test
  void roomIsThereWhenAllBoundsHaveIt() {
    var set = started(of("a", 0, "tv", "x"), of("b", 10, "phone", "kids"));
    var both = rules(rule("kind", 1, "device_type", null), ONE_OF_A_PROFILE, TWO_HOMES);

    var refused = refused(set, of("c", 20, "tv", "kids"), both);

    assertThat(refused.bound().rule()).isEqualTo("kind");
    assertThat(refused.availableAt()).isEqualTo(second(100));
    assertThat(set.decide(of("c", 20, "tv", "kids"), both, second(99.999)))
        .isInstanceOf(StartDecision.Refused.class);
    assertThat(set.decide(of("c", 20, "tv", "kids"), both, second(100)))
        .isInstanceOf(StartDecision.Admitted.class);
  }

  @Test
  void aBoundThatEvictsIsNotWaitedFor() {
    var set = started(of("a", 0, "tv", "x"), of("b", 10, "phone", "kids"));
    var rules = rules(rule("kind", 1, "device_type", REFUSE), rule("p", 1, "profile", EVICT_IDLE));

    assertThat(refused(set, of("c", 20, "tv", "kids"), rules).availableAt()).isEqualTo(second(90));
  }
}
