package io.streamgate.lease;

import static io.streamgate.given.Given.id;
import static io.streamgate.given.Given.limit;
import static io.streamgate.given.Given.pastView;
import static io.streamgate.given.Given.play;
import static io.streamgate.given.Given.playOf;
import static io.streamgate.given.Given.second;
import static io.streamgate.given.GivenPlans.family;
import static io.streamgate.given.GivenPlans.overrideOf;
import static io.streamgate.given.Sets.ended;
import static io.streamgate.given.Sets.endedIds;
import static io.streamgate.given.Sets.members;
import static io.streamgate.given.Sets.paused;
import static io.streamgate.given.Sets.playing;
import static io.streamgate.given.Sets.start;
import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.given.GivenPlans;
import io.streamgate.lease.id.Device;
import io.streamgate.lease.id.StreamId;
import io.streamgate.lease.stream.Details;
import io.streamgate.lease.stream.Ended;
import io.streamgate.lease.stream.Ending;
import io.streamgate.lease.stream.Member;
import io.streamgate.lease.stream.Playback;
import io.streamgate.lease.stream.Termination;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An operator ends streams, and erases what is known of a viewer. */
final class InterventionTest {

  private static final StreamId A = id("tv/a", 0);
  private static final StreamId B = id("b", 1);
  private static final LeaseSet TWO = playing(A, B);
  private static final Termination BY = new Termination("operate", "Please call us");

  private static Intervention on(LeaseSet set, double second) {
    return new Intervention(set, BY, second(second));
  }

  /** All that is left of an erased stream. */
  private static Ended bare(StreamId id, double second) {
    var member = new Member(id, second(second), Playback.fromStart(), Details.NONE);
    return new Ended(member, new Ending.Terminated(second(second), BY));
  }

  @Test
  void anEndFreesTheSlotAndRemembersTheStream() {
    var ended = new Ended(TWO.members().getFirst(), new Ending.Terminated(second(9), BY));
    var next = new LeaseSet(TWO.members().subList(1, 2), List.of(ended));

    assertThat(on(TWO, 9).end(A)).isEqualTo(new StreamDecision.Closed(ended, next));
  }

  @Test
  void theFirstEndStaysAndAnUnknownStreamIsUnknown() {
    var set = ended(TWO, A, 5);

    assertThat(on(set, 6).end(A))
        .isInstanceOfSatisfying(
            StreamDecision.Gone.class,
            gone -> assertThat(gone.stream().ending()).isEqualTo(new Ending.Finished(second(5))));
    assertThat(on(set, 6).end(id("never", 0))).isInstanceOf(StreamDecision.Unknown.class);
    assertThat(on(set, 6).end(A).after(set)).isSameAs(set);
  }

  @Test
  void aLapsedStreamCanBeEndedAndAnExpiredOneHasEnded() {
    assertThat(on(TWO, 689.999).end(A)).isInstanceOf(StreamDecision.Closed.class);
    assertThat(on(TWO, 690).end(A))
        .isInstanceOfSatisfying(
            StreamDecision.Gone.class,
            gone -> assertThat(gone.stream().ending()).isEqualTo(new Ending.Expired(second(90))));
  }

  @Test
  void allEndLiveOrLapsedCountedOrNotInOrderOfTheirStart() {
    var lapsed = playing(A);
    var free = start(lapsed, GivenPlans.play(id("free", 100), "free", "yes"), family(3));
    var set = free.after(lapsed);
    set = start(set, play(id("c", 101)), limit(3)).after(set);

    var decision = on(set, 102).endAll();

    assertThat(endedIds(decision)).containsExactly(A, id("free", 100), id("c", 101));
    assertThat(decision.all())
        .extracting(Ended::ending)
        .containsOnly(new Ending.Terminated(second(102), BY));
    assertThat(decision.next().members()).isEmpty();
    assertThat(decision.next().recent()).isEqualTo(decision.all());
  }

  /** Ended a second time, its history would name the operator. */
  @Test
  void whatHasExpiredStaysForTheSweepThatRecordsIt() {
    var decision = on(TWO, 690).endAll();

    assertThat(endedIds(decision)).containsExactly(B);
    assertThat(members(decision.next())).containsExactly(A);
    assertThat(decision.next().sweptAt(second(690)).ended())
        .extracting(Ended::ending)
        .containsExactly(new Ending.Expired(second(90)));
  }

  @Test
  void theViewerMayStartAgainAtOnceUnlessAnOverrideForbidsIt() {
    var override = overrideOf(0, second(99));
    var next = on(TWO, 9).endAll().next();
    var blocked = on(TWO.overridden(override).next(), 9).endAll().next();

    assertThat(start(next, play(id("c", 9)), limit(1))).isInstanceOf(StartDecision.Admitted.class);
    assertThat(start(next, play(id("tv/a", 9)), limit(1)))
        .isInstanceOf(StartDecision.AlreadyEnded.class);
    assertThat(blocked.override()).isEqualTo(override);
    assertThat(start(blocked, play(id("c", 9)), limit(1)))
        .isInstanceOf(StartDecision.NotAllowed.class);
  }

  @Test
  void toEndAllOfNobodyChangesNothing() {
    assertThat(on(LeaseSet.EMPTY, 9).endAll().all()).isEmpty();
    assertThat(on(LeaseSet.EMPTY, 9).endAll().next()).isSameAs(LeaseSet.EMPTY);
  }

  @Test
  void anErasureLeavesIdsAndNothingElse() {
    var before = playing(id("e", 0));
    var set = before.end(id("e", 0), new Device.Named("phone"), second(3)).after(before);
    var facts = GivenPlans.play(id("free", 4), "free", "yes", "genre", "sport");
    set = start(set, facts, family(3)).after(set);
    set = start(set, playOf("Alien", id("tv/a", 5)), limit(3)).after(set);
    set = paused(set, id("tv/a", 5), 6).overridden(overrideOf(2, second(99))).next();

    var decision = on(set, 9).erase();

    assertThat(decision.all()).containsExactly(bare(id("free", 4), 9), bare(id("tv/a", 5), 9));
    assertThat(decision.next())
        .isEqualTo(
            new LeaseSet(
                List.of(),
                List.of(bare(id("e", 0), 3), bare(id("free", 4), 9), bare(id("tv/a", 5), 9))));
    assertThat(decision.ended()).as("what goes to history").isEmpty();
    assertThat(decision.isComplete()).isFalse();
  }

  @Test
  void ofAnExpiredStreamNotEvenTheIdIsLeft() {
    var decision = on(TWO, 700).erase();

    assertThat(decision.all()).isEmpty();
    assertThat(decision.next()).isEqualTo(LeaseSet.EMPTY);
    assertThat(decision.isComplete()).as("there was something to erase").isFalse();
  }

  @Test
  void aRepeatedStartIsAnsweredAsEndedUntilItsKeyIsForgotten() {
    var next = on(TWO, 9).erase().next();

    for (var second : List.of(9.0, 10.0, 128.999)) {
      var again = start(next, play(id("tv/a", second)), limit(3));
      assertThat(again).isEqualTo(new StartDecision.AlreadyEnded(bare(A, 9)));
      assertThat(again.after(next)).isSameAs(next);
      assertThat(start(next, pastView(id("tv/a", second)), limit(3)))
          .isInstanceOf(StartDecision.AlreadyEnded.class);
      assertThat(start(next, playOf("Alien", id("tv/a", second)), limit(3)))
          .as("what it played is forgotten")
          .isInstanceOf(StartDecision.AlreadyEnded.class);
    }
    assertThat(start(next, play(id("tv/a", 129)), limit(3)))
        .isInstanceOf(StartDecision.Admitted.class);
  }

  @Test
  void anErasureIsCompleteWhenNothingIsLeftToEraseOrRemember() {
    var once = on(TWO, 9).erase().next();

    assertThat(on(once, 9).erase().isComplete()).isFalse();
    assertThat(on(once, 128.999).erase().isComplete()).isFalse();
    assertThat(on(once, 129).erase().isComplete()).isTrue();
    assertThat(on(once, 129).erase().next()).isEqualTo(LeaseSet.EMPTY);
    assertThat(on(LeaseSet.EMPTY, 0).erase().isComplete()).isTrue();
  }

  @Test
  void aViewerWithNothingButAnOverrideHasSomethingToErase() {
    var overridden = LeaseSet.EMPTY.overridden(overrideOf(2, second(99))).next();

    assertThat(on(overridden, 9).erase().isComplete()).isFalse();
    assertThat(on(overridden, 9).erase().next()).isEqualTo(LeaseSet.EMPTY);
  }

  @Test
  void erasingTwiceKeepsTheTimesOfTheEnds() {
    var once = on(TWO, 9).erase();
    var twice = on(once.next(), 50).erase();

    assertThat(twice.all()).isEmpty();
    assertThat(twice.next()).isEqualTo(once.next());
  }
}
