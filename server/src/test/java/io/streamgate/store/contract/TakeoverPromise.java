package io.streamgate.store.contract;

import static io.streamgate.given.Given.freshViewer;
import static io.streamgate.given.Given.id;
import static io.streamgate.given.Given.limit;
import static io.streamgate.given.Given.play;
import static io.streamgate.given.Given.second;
import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.lease.Start.Takeover;
import io.streamgate.lease.StartDecision;
import io.streamgate.lease.StreamDecision;
import io.streamgate.lease.id.StreamId;
import io.streamgate.lease.id.ViewerId;
import io.streamgate.lease.stream.Ended;
import io.streamgate.lease.stream.Ending;
import io.streamgate.store.SpinRace;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The streams that a start names end in the same step, whether or not there is room. */
abstract class TakeoverPromise extends Promise {

  private static final int ROUNDS = 500;

  TakeoverPromise(LeaseStoreContract contract) {
    super(contract);
  }

  @Test
  void aNamedStreamEndsWithTheAdmissionThoughThereIsRoom() {
    start("phone/a", 0);
    start("b", 1);

    var admitted = startTaking("tv/c", 5, 9, id("phone/a", 0));

    var ending = new Ending.Evicted(second(5), id("tv/c", 5));
    assertThat(admitted).isInstanceOf(StartDecision.Admitted.class);
    assertThat(admitted.ended()).extracting(Ended::id).containsExactly(id("phone/a", 0));
    assertThat(admitted.ended()).extracting(Ended::ending).containsExactly(ending);
    assertThat(members()).containsExactly(id("b", 1), id("tv/c", 5));
    assertThat(history(6)).extracting(Ended::ending).containsExactly(ending);
    assertThat(renew(id("phone/a", 0), 6))
        .isInstanceOfSatisfying(
            StreamDecision.Gone.class,
            gone -> assertThat(gone.stream().ending()).isEqualTo(ending));
  }

  @Test
  void allNamedStreamsEndLiveOrLapsed() {
    start("a", 0);
    start("b", 1);
    start("c", 2);
    renew(id("c", 2), 60);

    var admitted = startTaking("d", 100, 9, id("a", 0), id("c", 2), id("a", 0));

    var ending = new Ending.Evicted(second(100), id("d", 100));
    assertThat(admitted.ended()).extracting(Ended::id).containsExactly(id("a", 0), id("c", 2));
    assertThat(admitted.ended()).extracting(Ended::ending).containsOnly(ending);
    assertThat(members()).containsExactly(id("b", 1), id("d", 100));
    assertThat(renew(id("a", 0), 101)).isInstanceOf(StreamDecision.Gone.class);
  }

  @Test
  void oldestEndsNothingWhereThereIsRoom() {
    start("a", 0);

    var start = play(id("b", 1), new Takeover.Oldest());
    var admitted = await(store.start(viewer, start, limit(2), second(1)));

    assertThat(admitted.ended()).isEmpty();
    assertThat(members()).containsExactly(id("a", 0), id("b", 1));
  }

  @Test
  void anUnknownOrEndedStreamIsIgnoredIfTheLimitAllowsIt() {
    start("a", 0);
    end(id("a", 0), 1);

    assertThat(startTaking("b", 2, 1, id("a", 0), id("never", 0)))
        .isInstanceOf(StartDecision.Admitted.class);
    assertThat(startTaking("c", 3, 1, id("a", 0), id("never", 0)))
        .isInstanceOf(StartDecision.Refused.class);
    assertThat(startTaking("d", 4, 1, id("never", 0), id("b", 2)))
        .isInstanceOf(StartDecision.Admitted.class);
    assertThat(members()).containsExactly(id("d", 4));
  }

  @Test
  void aRefusedStartEndsNoneOfThem() {
    start("a", 0);
    start("b", 1);
    start("c", 2);

    assertThat(startTaking("d", 3, 1, id("a", 0))).isInstanceOf(StartDecision.Refused.class);
    assertThat(startTaking("d", 3, 0, id("a", 0))).isInstanceOf(StartDecision.NotAllowed.class);
    assertThat(members()).containsExactly(id("a", 0), id("b", 1), id("c", 2));
    assertThat(history(4)).isEmpty();
  }

  @Test
  void aRepeatedStartEndsNoFurtherStream() {
    start("a", 0);
    start("b", 1);
    startTaking("c", 2, 3, id("a", 0));

    var again = startTaking("c", 3, 3, id("a", 0), id("b", 1));

    assertThat(again).isInstanceOf(StartDecision.Replayed.class);
    assertThat(members()).containsExactly(id("b", 1), id("c", 2));
    end(id("c", 2), 4);
    assertThat(startTaking("c", 5, 3, id("b", 1))).isInstanceOf(StartDecision.AlreadyEnded.class);
    assertThat(members()).containsExactly(id("b", 1));
  }

  @Test
  void ofTwoStartsThatTakeTheSameStreamOneIsAdmittedIfThereIsNoOtherRoom() {
    var rounds = rounds(ROUNDS);
    var viewers = IntStream.range(0, rounds).mapToObj(_ -> freshViewer()).toList();
    viewers.forEach(v -> await(store.start(v, play(id("a", 0)), limit(1), second(0))));

    var answers =
        new SpinRace(2, rounds).run((racer, round) -> takes(viewers.get(round), "s" + racer, 1));

    assertThat(answers)
        .allMatch(
            round -> round.stream().filter(StartDecision.Admitted.class::isInstance).count() == 1);
    assertThat(viewers).allMatch(viewer -> members(viewer).size() == 1);
  }

  @Test
  void ofTwoTakeoversThatMeetTheSecondEvictsTheFirst() {
    var rounds = rounds(ROUNDS);
    var viewers = IntStream.range(0, rounds).mapToObj(_ -> freshViewer()).toList();
    viewers.forEach(v -> await(store.start(v, play(id("a", 0)), limit(1), second(0))));

    var answers =
        new SpinRace(2, rounds)
            .run(
                (racer, round) ->
                    store.start(
                        viewers.get(round),
                        play(id("s" + racer, 1), new Takeover.Oldest()),
                        limit(1),
                        second(1)));

    assertThat(answers)
        .allMatch(round -> round.stream().allMatch(StartDecision.Admitted.class::isInstance));
    assertThat(answers)
        .allMatch(round -> round.stream().mapToInt(d -> d.ended().size()).sum() == 2);
    assertThat(viewers).allMatch(viewer -> members(viewer).size() == 1);
  }

  @Test
  void ofTwoStartsThatTakeTheSameStreamOneEndsItThoughThereIsRoomForBoth() {
    var rounds = rounds(ROUNDS);
    var viewers = IntStream.range(0, rounds).mapToObj(_ -> freshViewer()).toList();
    viewers.forEach(v -> await(store.start(v, play(id("a", 0)), limit(3), second(0))));

    var answers =
        new SpinRace(2, rounds).run((racer, round) -> takes(viewers.get(round), "s" + racer, 3));

    assertThat(answers)
        .allMatch(round -> round.stream().mapToInt(d -> d.ended().size()).sum() == 1);
    assertThat(viewers)
        .allMatch(viewer -> members(viewer).size() == 2 && !members(viewer).contains(id("a", 0)));
  }

  private CompletionStage<StartDecision> takes(ViewerId whose, String name, int limit) {
    var play = play(id(name, 1), new Takeover.Chosen(List.of(id("a", 0))));
    return store.start(whose, play, limit(limit), second(1));
  }

  private StartDecision startTaking(String name, double second, int limit, StreamId... named) {
    var play = play(id(name, second), new Takeover.Chosen(List.of(named)));
    return await(store.start(viewer, play, limit(limit), second(second)));
  }
}
