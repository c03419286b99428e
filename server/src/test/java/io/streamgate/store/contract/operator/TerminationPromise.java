package io.streamgate.store.contract.operator;

import static io.streamgate.given.Given.freshViewer;
import static io.streamgate.given.Given.id;
import static io.streamgate.given.Given.lastWords;
import static io.streamgate.given.Given.play;
import static io.streamgate.given.Given.second;
import static io.streamgate.given.GivenPlans.family;
import static io.streamgate.given.GivenPlans.overrideOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.given.GivenPlans;
import io.streamgate.lease.OperatorDecision;
import io.streamgate.lease.StartDecision;
import io.streamgate.lease.StreamDecision;
import io.streamgate.lease.id.StreamId;
import io.streamgate.lease.stream.Ended;
import io.streamgate.lease.stream.Ending;
import io.streamgate.lease.stream.Termination;
import io.streamgate.store.contract.LeaseStoreContract;
import io.streamgate.store.contract.Promise;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An operator ends one stream of a viewer, or all; the players are told the role and the note. */
public abstract class TerminationPromise extends Promise {

  private static final double HOUR = 3600;
  private static final StreamId A = id("tv/a", 0);
  private static final StreamId B = id("b", 1);
  private static final Termination BY = new Termination("operate", "Please call us");

  protected TerminationPromise(LeaseStoreContract contract) {
    super(contract);
  }

  private StreamDecision.OfEnd terminate(StreamId id, Termination by, double second) {
    return await(store.terminate(viewer, id, by, second(second)));
  }

  private OperatorDecision.Terminated terminateAll(double second) {
    return await(store.terminateAll(viewer, BY, second(second)));
  }

  private static Ending.Terminated terminatedAt(double second) {
    return new Ending.Terminated(second(second), BY);
  }

  static Stream<Termination> terminations() {
    return Stream.of(
        BY,
        new Termination("erase", null),
        new Termination("operate", "\u00e4".repeat(Termination.MOST_OF_NOTE)),
        new Termination("operate", "\"1\"\n\uD83C\uDFAC"));
  }

  @ParameterizedTest
  @MethodSource("terminations")
  void anEndByAnOperatorSaysRoleAndNoteForAsLongAsItIsOnRecord(Termination by) {
    start("tv/a", 0);
    start("b", 1);
    var ending = new Ending.Terminated(second(5), by);

    assertThat(terminate(A, by, 5))
        .isInstanceOfSatisfying(
            StreamDecision.Closed.class,
            closed -> assertThat(closed.stream().ending()).isEqualTo(ending));

    assertThat(members()).containsExactly(B);
    assertToldOf(ending, 6);
    assertThat(start("tv/a", 7))
        .isInstanceOfSatisfying(
            StartDecision.AlreadyEnded.class,
            again -> assertThat(again.stream().ending()).isEqualTo(ending));
    renew(B, 80);
    renew(B, 160); // history that is written late is written by now
    sweep(HOUR);
    assertToldOf(ending, HOUR);
  }

  private void assertToldOf(Ending ending, double second) {
    assertThat(history(second)).extracting(Ended::ending).contains(ending);
    assertThat(find(A, second).map(found -> ((Ended) found).ending())).hasValue(ending);
    assertThat(renew(A, second))
        .isInstanceOfSatisfying(
            StreamDecision.Gone.class,
            gone -> assertThat(gone.stream().ending()).isEqualTo(ending));
  }

  @Test
  void aStreamThatEndsKeepsWhatItWas() {
    var play = GivenPlans.play(id("a", 0), "genre", "sport");
    await(store.start(viewer, play, family(3), second(0)));
    var member = await(store.read(viewer)).members().getFirst();

    terminate(member.id(), BY, 5);

    assertThat(history(6)).containsExactly(new Ended(member, terminatedAt(5)));
  }

  @Test
  void theFirstEndStaysOnRecordWhoeverRepeatsIt() {
    start("tv/a", 0);
    start("b", 1);
    end(A, 5);
    terminate(B, BY, 5);

    assertThat(terminate(A, BY, 6)).isInstanceOf(StreamDecision.Gone.class);
    assertThat(terminate(B, new Termination("erase", null), 6))
        .isInstanceOf(StreamDecision.Gone.class);
    assertThat(end(B, 6)).isInstanceOf(StreamDecision.Gone.class);
    assertThat(await(store.amend(viewer, B, lastWords("{}"), second(7))))
        .isInstanceOf(StreamDecision.Gone.class);

    assertThat(history(8))
        .extracting(Ended::ending)
        .containsExactly(terminatedAt(5), new Ending.Finished(second(5)));
    sweep(HOUR);
    assertThat(terminate(A, BY, HOUR))
        .isInstanceOfSatisfying(
            StreamDecision.Gone.class,
            gone -> assertThat(gone.stream().ending()).isEqualTo(new Ending.Finished(second(5))));
  }

  @Test
  void aStreamThatIsUnknownOrOfAnotherViewerIsUnknown() {
    start("tv/a", 0);

    assertThat(terminate(B, BY, 1)).isInstanceOf(StreamDecision.Unknown.class);
    assertThat(await(store.terminate(freshViewer(), A, BY, second(1))))
        .isInstanceOf(StreamDecision.Unknown.class);
    assertThat(members()).containsExactly(A);
  }

  @Test
  void aLapsedStreamCanBeEndedAndAnExpiredOneHasEnded() {
    start("tv/a", 0);
    start("b", 1);
    renew(B, 60);

    assertThat(terminate(A, BY, 689.999)).isInstanceOf(StreamDecision.Closed.class);
    assertThat(terminate(B, BY, 750))
        .isInstanceOfSatisfying(
            StreamDecision.Gone.class,
            gone -> assertThat(gone.stream().ending()).isEqualTo(new Ending.Expired(second(150))));
  }

  @Test
  void anEndFreesTheSlotAtOnce() {
    start("tv/a", 0, 1);
    assertThat(start("b", 1, 1)).isInstanceOf(StartDecision.Refused.class);

    terminate(A, BY, 2);

    assertThat(start("c", 2, 1)).isInstanceOf(StartDecision.Admitted.class);
  }

  @Test
  void allStreamsEndLiveOrLapsedCountedOrNot() {
    start("tv/a", 0);
    var free = GivenPlans.play(B, "free", "yes");
    await(store.start(viewer, free, family(3), second(1)));
    start("c", 200, 9);

    var terminated = terminateAll(200);

    assertThat(terminated.all()).extracting(Ended::id).containsExactly(A, B, id("c", 200));
    assertThat(terminated.all()).extracting(Ended::ending).containsOnly(terminatedAt(200));
    assertThat(terminated.next().members()).isEmpty();
    assertThat(members()).isEmpty();
    assertThat(historyIds(201)).containsExactly(id("c", 200), B, A);
    sweep(HOUR);
    assertThat(history(HOUR)).extracting(Ended::ending).containsOnly(terminatedAt(200));
  }

  @Test
  void aViewerWhoseStreamsEndedMayStartAgainAtOnce() {
    start("tv/a", 0, 1);
    terminateAll(1);

    assertThat(start("tv/b", 1, 1)).isInstanceOf(StartDecision.Admitted.class);
    assertThat(start("tv/a", 2, 1)).isInstanceOf(StartDecision.AlreadyEnded.class);
    assertThat(members()).containsExactly(id("tv/b", 1));
  }

  @Test
  void anOverrideStaysAndIsWhatBlocks() {
    var override = overrideOf(0, second(HOUR));
    start("tv/a", 0);
    await(store.setOverride(viewer, override, second(1)));

    assertThat(terminateAll(2).next().override()).isEqualTo(override);
    assertThat(start("b", 3)).isInstanceOf(StartDecision.NotAllowed.class);
  }

  @Test
  void ofAViewerWithoutStreamsNothingEnds() {
    assertThat(terminateAll(0).all()).isEmpty();
    start("tv/a", 0);
    end(A, 1);
    assertThat(terminateAll(2).all()).isEmpty();
    assertThat(history(3))
        .extracting(Ended::ending)
        .isEqualTo(List.of(new Ending.Finished(second(1))));
  }

  @Test
  void anExpiredStreamStaysExpired() {
    start("tv/a", 0);
    start("c", 100);

    assertThat(terminateAll(700).all())
        .filteredOn(ended -> ended.ending() instanceof Ending.Terminated)
        .extracting(Ended::id)
        .containsExactly(id("c", 100));

    assertThat(await(store.read(viewer)).sweptAt(second(701)).next().members()).isEmpty();
    assertThat(find(A, 701).map(found -> ((Ended) found).ending()))
        .hasValue(new Ending.Expired(second(90)));
  }
}
