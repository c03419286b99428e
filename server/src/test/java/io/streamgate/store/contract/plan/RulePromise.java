package io.streamgate.store.contract.plan;

import static io.streamgate.given.Given.id;
import static io.streamgate.given.Given.limit;
import static io.streamgate.given.Given.second;
import static io.streamgate.given.GivenPlans.TWO_HOMES;
import static io.streamgate.given.GivenPlans.TWO_OF_A_PROFILE;
import static io.streamgate.given.GivenPlans.facts;
import static io.streamgate.given.GivenPlans.family;
import static io.streamgate.given.GivenPlans.plan;
import static io.streamgate.given.GivenPlans.play;
import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.lease.Start.Takeover;
import io.streamgate.lease.StartDecision;
import io.streamgate.lease.StreamDecision;
import io.streamgate.lease.rule.AtLimit;
import io.streamgate.lease.rule.Bound;
import io.streamgate.lease.rule.Rule;
import io.streamgate.lease.rule.Rules;
import io.streamgate.lease.rule.Where;
import io.streamgate.lease.stream.Ended;
import io.streamgate.lease.stream.Ending;
import io.streamgate.store.contract.LeaseStoreContract;
import io.streamgate.store.contract.Promise;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The rules of a plan decide a start. */
public abstract class RulePromise extends Promise {

  private static final Rules FAMILY = family(5);
  private static final String[] MATCH = {"content_type", "live", "genre", "sport"};

  protected RulePromise(LeaseStoreContract contract) {
    super(contract);
  }

  private StartDecision started(String name, double second, Rules rules, String... facts) {
    var play = play(id(name, second), facts);
    return await(store.start(viewer, play, rules, second(second)));
  }

  @Test
  void aRefusalByARuleSaysWhichRuleAndGroupAndWhatFillsIt() {
    started("a", 0, FAMILY, "device_type", "tv");
    started("b", 1, FAMILY, "device_type", "phone", "profile", "b");
    started("c", 2, FAMILY, "device_type", "tv", "profile", "c");
    var members = await(store.read(viewer)).members();

    var bound = new Bound("two-of-a-kind", null, 2, Map.of("device_type", "tv"));
    var tv = List.of(members.get(0), members.get(2));
    assertThat(started("d", 3, FAMILY, "device_type", "tv", "profile", "d"))
        .isEqualTo(new StartDecision.Refused(tv, bound, second(90), FAMILY, members));
    assertThat(await(store.read(viewer)).members()).isEqualTo(members);
    assertThat(history(4)).isEmpty();
    assertThat(started("e", 4, FAMILY, "device_type", "web", "profile", "d"))
        .isInstanceOf(StartDecision.Admitted.class);
  }

  @Test
  void aRuleThatAllowsNoneRefusesForever() {
    var none = new Rule("no-tv", 0, null, List.of("device_type"), Where.ALL, AtLimit.EVICT_OLDEST);
    var rules = plan("no-tv", 3, List.of(none), null);

    var bound = new Bound("no-tv", null, 0, Map.of("device_type", "tv"));
    assertThat(started("a", 0, rules, "device_type", "tv"))
        .isEqualTo(new StartDecision.NotAllowed(List.of(), bound, rules));
    assertThat(members()).isEmpty();
  }

  @Test
  void aStreamThatARuleEndedSaysSoForAsLongAsItIsOnRecord() {
    started("a", 0, FAMILY, "profile", "kids", "device_type", "1");
    started("b", 1, FAMILY, "profile", "kids", "device_type", "2");
    var admitted = started("c", 2, FAMILY, "profile", "kids", "device_type", "3");

    var ending = new Ending.Evicted(second(2), id("c", 2), TWO_OF_A_PROFILE.name());
    assertThat(admitted.ended()).extracting(Ended::ending).containsExactly(ending);
    assertThat(history(3)).extracting(Ended::ending).containsExactly(ending);
    assertThat(started("a", 3, FAMILY))
        .isInstanceOfSatisfying(
            StartDecision.AlreadyEnded.class,
            again -> assertThat(again.stream().ending()).isEqualTo(ending));
    renew(id("b", 1), 80);
    renew(id("b", 1), 160); // history that is written late is written by now
    sweep(3600);
    assertThat(renew(id("a", 0), 3600))
        .isInstanceOfSatisfying(
            StreamDecision.Gone.class,
            gone -> assertThat(gone.stream().ending()).isEqualTo(ending));
  }

  @Test
  void aTakeoverOfTheOldestMakesRoomUnderEachBoundAndNamesNoRule() {
    started("a", 0, FAMILY, "network", "1");
    started("b", 1, FAMILY, "network", "2", "profile", "b");
    started("c", 2, FAMILY, "network", "1", "profile", "c", "device_type", "c");

    var play = play(id("d", 3), new Takeover.Oldest(), "network", "3", "profile", "d");
    var admitted = await(store.start(viewer, play, FAMILY, second(3)));

    var ending = new Ending.Evicted(second(3), id("d", 3));
    assertThat(admitted.ended()).extracting(Ended::ending).containsExactly(ending, ending);
    assertThat(members()).containsExactly(id("c", 2), id("d", 3));
  }

  @Test
  void lapsedStreamsMakeRoomUnderARule() {
    var rules = plan("homes", 9, List.of(TWO_HOMES), null);
    started("a", 0, rules, "network", "1");
    started("b", 1, rules, "network", "1");
    started("c", 2, rules, "network", "2");

    assertThat(started("d", 90, rules, "network", "3")).isInstanceOf(StartDecision.Refused.class);
    var admitted = started("d", 91, rules, "network", "3");

    var ending = new Ending.Displaced(second(91), id("d", 91));
    assertThat(admitted.ended()).extracting(Ended::ending).containsExactly(ending, ending);
    assertThat(members()).containsExactly(id("c", 2), id("d", 91));
  }

  @Test
  void aStreamThatIsOlderThanARuleIsOutsideOfItAndCountsForTheLimit() {
    start("old", 0);
    var rules = family(2);

    assertThat(started("a", 1, rules, MATCH)).isInstanceOf(StartDecision.Admitted.class);
    assertThat(started("b", 2, rules, MATCH))
        .isInstanceOfSatisfying(
            StartDecision.Refused.class,
            refused -> assertThat(refused.bound().rule()).isEqualTo("one-live-match"));
    assertThat(started("c", 2, rules))
        .isInstanceOfSatisfying(
            StartDecision.Refused.class, refused -> assertThat(refused.bound().rule()).isNull());
  }

  @Test
  void noRunningStreamEndsBecauseThePlanHasChanged() {
    started("a", 0, FAMILY, "network", "1");
    started("b", 1, FAMILY, "network", "2");
    var strict = plan("strict", 1, List.of(TWO_HOMES), null);

    assertThat(started("c", 2, strict, "network", "1")).isInstanceOf(StartDecision.Refused.class);
    renew(id("a", 0), 30);
    assertThat(members()).containsExactly(id("a", 0), id("b", 1));
    assertThat(started("c", 31, limit(3))).isInstanceOf(StartDecision.Admitted.class);
  }
}
