package io.streamgate.store.contract.plan;

import static io.streamgate.given.Given.id;
import static io.streamgate.given.Given.limit;
import static io.streamgate.given.Given.rewrite;
import static io.streamgate.given.Given.second;
import static io.streamgate.given.GivenPlans.family;
import static io.streamgate.given.GivenPlans.play;
import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.lease.SlotUsage;
import io.streamgate.lease.Start.Takeover;
import io.streamgate.lease.StartDecision;
import io.streamgate.lease.StreamDecision;
import io.streamgate.lease.id.StreamId;
import io.streamgate.lease.rule.Bound;
import io.streamgate.lease.rule.Rules;
import io.streamgate.lease.stream.Ended;
import io.streamgate.lease.stream.Ending;
import io.streamgate.lease.stream.Member;
import io.streamgate.store.contract.LeaseStoreContract;
import io.streamgate.store.contract.Promise;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Neither the limit nor a rule counts a stream that the plan does not count. */
public abstract class UncountedPromise extends Promise {

  private static final Rules FAMILY = family(2);

  protected UncountedPromise(LeaseStoreContract contract) {
    super(contract);
  }

  private StartDecision free(String name, double second) {
    return started(name, second, FAMILY, "free", "yes");
  }

  private StartDecision started(String name, double second, Rules rules, String... facts) {
    var play = play(id(name, second), facts);
    return await(store.start(viewer, play, rules, second(second)));
  }

  private StartDecision startTaking(String name, double second, Takeover takeover) {
    var play = play(id(name, second), takeover);
    return await(store.start(viewer, play, FAMILY, second(second)));
  }

  @Test
  void aStreamThatDoesNotCountTakesNoSlot() {
    for (var n = 0; n < 5; n++) {
      assertThat(free("free" + n, n)).isInstanceOf(StartDecision.Admitted.class);
    }

    assertThat(started("a", 5, FAMILY)).isInstanceOf(StartDecision.Admitted.class);
    assertThat(started("b", 6, FAMILY)).isInstanceOf(StartDecision.Admitted.class);
    assertThat(started("c", 7, FAMILY))
        .isInstanceOfSatisfying(
            StartDecision.Refused.class,
            refused -> {
              assertThat(refused.live())
                  .extracting(Member::id)
                  .containsExactly(id("a", 5), id("b", 6));
              assertThat(refused.active()).isEqualTo(2);
            });
    assertThat(free("free5", 8)).isInstanceOf(StartDecision.Admitted.class);
    assertThat(members()).hasSize(8);
    assertThat(SlotUsage.of(await(store.read(viewer)), FAMILY.limit(), second(9)).active())
        .isEqualTo(2);
  }

  @Test
  void itStaysUncountedWhateverHappensToIt() {
    free("free", 0);
    renew(id("free", 0), 10);
    await(store.amend(viewer, id("free", 0), rewrite("{\"n\":1}"), second(20)));
    assertThat(started("free", 30, limit(3))).isInstanceOf(StartDecision.Replayed.class);
    renew(id("free", 0), 200);

    assertThat(await(store.read(viewer)).members())
        .extracting(Member::isCounted)
        .containsExactly(false);
    assertThat(find(id("free", 0), 201))
        .hasValueSatisfying(found -> assertThat(((Member) found).isCounted()).isFalse());
    end(id("free", 0), 202);
    assertThat(history(203)).extracting(ended -> ended.last().isCounted()).containsExactly(false);
    assertThat(renew(id("free", 0), 204))
        .isInstanceOfSatisfying(
            StreamDecision.Gone.class,
            gone -> assertThat(gone.stream().last().isCounted()).isFalse());
  }

  @Test
  void itsEndFreesNoSlotOfAnother() {
    free("free", 0);
    started("a", 1, FAMILY);
    started("b", 2, FAMILY);
    end(id("free", 0), 3);

    assertThat(members()).containsExactly(id("a", 1), id("b", 2));
    assertThat(started("c", 4, FAMILY)).isInstanceOf(StartDecision.Refused.class);
  }

  @Test
  void theTwentyFirstIsRefusedUntilOneHasLapsed() {
    for (var n = 0; n < 20; n++) {
      assertThat(free("free" + n, n)).isInstanceOf(StartDecision.Admitted.class);
    }
    var live = await(store.read(viewer)).members();

    assertThat(free("more", 30))
        .isEqualTo(new StartDecision.Refused(live, Bound.ofUncounted(), second(90), FAMILY, live));
    assertThat(free("more", 90).ended())
        .extracting(Ended::ending)
        .containsExactly(new Ending.Displaced(second(90), id("more", 90)));
    assertThat(members()).hasSize(20);
  }

  @Test
  void aLimitOf0RefusesItToo() {
    assertThat(started("free", 0, family(0), "free", "yes"))
        .isEqualTo(new StartDecision.NotAllowed(List.of(), Bound.ofLimit(0), family(0)));
    assertThat(members()).isEmpty();
  }

  @Test
  void itsDeviceReplacesIt() {
    free("tv/free", 0);
    assertThat(endings(free("tv/again", 1)))
        .containsExactly(new Ending.Replaced(second(1), id("tv/again", 1)));
    assertThat(endings(started("tv/film", 2, FAMILY)))
        .containsExactly(new Ending.Replaced(second(2), id("tv/film", 2)));
    assertThat(endings(free("tv/free", 200)))
        .containsExactly(new Ending.Replaced(second(200), id("tv/free", 200)));

    assertThat(members()).containsExactly(id("tv/free", 200));
  }

  @Test
  void aTakeoverThatNamesItEndsItAndOneOfTheOldestDoesNot() {
    free("free", 0);
    started("a", 1, FAMILY);
    started("b", 2, FAMILY);

    var oldest = startTaking("c", 3, new Takeover.Oldest());
    assertThat(oldest.ended()).extracting(Ended::id).containsExactly(id("a", 1));

    var named = new Takeover.Chosen(List.<StreamId>of(id("free", 0), id("b", 2)));
    assertThat(startTaking("d", 4, named).ended())
        .extracting(Ended::id)
        .containsExactlyInAnyOrder(id("free", 0), id("b", 2));
    assertThat(members()).containsExactly(id("c", 3), id("d", 4));
  }

  private static List<Ending> endings(StartDecision decision) {
    return decision.ended().stream().map(Ended::ending).toList();
  }
}
