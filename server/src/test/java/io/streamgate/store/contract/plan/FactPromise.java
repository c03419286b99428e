package io.streamgate.store.contract.plan;

import static io.streamgate.given.Given.amendment;
import static io.streamgate.given.Given.heartbeat;
import static io.streamgate.given.Given.id;
import static io.streamgate.given.Given.objections;
import static io.streamgate.given.Given.rewrite;
import static io.streamgate.given.Given.second;
import static io.streamgate.given.GivenPlans.facts;
import static io.streamgate.given.GivenPlans.family;
import static io.streamgate.given.GivenPlans.plan;
import static io.streamgate.given.GivenPlans.play;
import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.lease.Amendment.Patched;
import io.streamgate.lease.Start;
import io.streamgate.lease.Start.Takeover;
import io.streamgate.lease.StartDecision;
import io.streamgate.lease.StreamDecision;
import io.streamgate.lease.id.StreamId;
import io.streamgate.lease.rule.Limit;
import io.streamgate.lease.rule.Rules;
import io.streamgate.lease.stream.AtStart;
import io.streamgate.lease.stream.Ended;
import io.streamgate.lease.stream.Member;
import io.streamgate.lease.stream.Playback.Report;
import io.streamgate.store.contract.LeaseStoreContract;
import io.streamgate.store.contract.Promise;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a start was decided by stays with its stream. */
public abstract class FactPromise extends Promise {

  private static final Rules FAMILY = family(5);
  private static final String[] MATCH = {
    "content_type", "live", "genre", "sport", "profile", "kids"
  };
  private static final AtStart OF_A_MATCH =
      new AtStart("family", new Limit.AtMost(5), facts(MATCH), true);

  protected FactPromise(LeaseStoreContract contract) {
    super(contract);
  }

  private StartDecision started(String name, double second, Rules rules, String... facts) {
    var play = play(id(name, second), facts);
    return await(store.start(viewer, play, rules, second(second)));
  }

  private List<AtStart> atStarts() {
    return await(store.read(viewer)).members().stream().map(Member::atStart).toList();
  }

  @Test
  void aMemberKeepsWhatItsStartWasDecidedBy() {
    assertThat(started("a", 0, FAMILY, MATCH))
        .isInstanceOfSatisfying(
            StartDecision.Admitted.class,
            admitted -> assertThat(admitted.member().atStart()).isEqualTo(OF_A_MATCH));
    assertThat(atStarts()).containsExactly(OF_A_MATCH);

    renew(id("a", 0), 10);
    await(store.renew(viewer, id("a", 0), heartbeat(new Report.Pauses()), second(20)));
    await(store.amend(viewer, id("a", 0), rewrite("{\"n\":1}"), second(30)));
    assertThat(started("a", 40, plan("other", 9, List.of(), null), "genre", "news"))
        .isInstanceOfSatisfying(
            StartDecision.Replayed.class,
            replayed -> assertThat(replayed.member().atStart()).isEqualTo(OF_A_MATCH));
    sweep(200);
    assertThat(renew(id("a", 0), 210))
        .isInstanceOfSatisfying(
            StreamDecision.Kept.class,
            kept -> assertThat(kept.member().atStart()).isEqualTo(OF_A_MATCH));

    assertThat(atStarts()).containsExactly(OF_A_MATCH);
    assertThat(find(id("a", 0), 211))
        .hasValueSatisfying(found -> assertThat(((Member) found).atStart()).isEqualTo(OF_A_MATCH));
  }

  @Test
  void itIsOnRecordHoweverTheStreamEnded() {
    started("ended", 0, FAMILY, MATCH);
    end(id("ended", 0), 1);
    started("tv/replaced", 2, FAMILY, MATCH);
    started("tv/evicted", 3, FAMILY, MATCH);
    startTaking("lapsed", 4, new Takeover.Oldest());
    started("over", 95, FAMILY, MATCH);
    sweep(1000);
    start("last", 1000);

    assertThat(history(1000)).hasSize(5).allSatisfy(FactPromise::isOfAMatch);
    assertThat(find(id("ended", 0), 1000)).hasValueSatisfying(e -> isOfAMatch((Ended) e));
    assertThat(end(id("over", 95), 1000))
        .isInstanceOfSatisfying(StreamDecision.Gone.class, gone -> isOfAMatch(gone.stream()));
  }

  private static void isOfAMatch(Ended ended) {
    assertThat(ended.last().atStart()).isEqualTo(OF_A_MATCH);
  }

  private StartDecision startTaking(String name, double second, Takeover takeover) {
    var play = play(id(name, second), takeover, MATCH);
    return await(store.start(viewer, play, FAMILY, second(second)));
  }

  /** An empty value says that the player said none; without a value, no rule asked. */
  @Test
  void factsAreKeptAsTheyWereSaid() {
    var facts =
        Map.of(
            "empty", "", "b\u00fchne", "\ud83c\udfac \"quoted\"\n", "x".repeat(64), "y".repeat(64));
    var play = play(id("a", 0));
    var said = new Start.Play(play.id(), play.playback(), play.details(), play.takeover(), facts);

    await(store.start(viewer, said, FAMILY, second(0)));

    assertThat(atStarts()).extracting(AtStart::facts).containsExactly(facts);
  }

  @Test
  void aStreamOfNoPlanKeepsNothing() {
    start("a", 0);

    assertThat(atStarts()).containsExactly(AtStart.UNKNOWN);
  }

  @Test
  void anAmendmentIsJudgedByTheFactsOfItsStream() {
    started("a", 0, FAMILY, MATCH);
    started("b", 1, FAMILY);

    for (var name : List.of("a", "b")) {
      var rejecting =
          amendment(
              member ->
                  member.atStart().equals(OF_A_MATCH)
                      ? new Patched.Rejected(objections("it is a match"))
                      : new Patched.To(member.details()));
      var decision = await(store.amend(viewer, ofName(name), rejecting, second(2)));
      assertThat(decision instanceof StreamDecision.Rejected).isEqualTo(name.equals("a"));
    }
  }

  private StreamId ofName(String name) {
    return members().stream().filter(id -> id.sharesSidWith(id(name, 0))).findFirst().orElseThrow();
  }
}
