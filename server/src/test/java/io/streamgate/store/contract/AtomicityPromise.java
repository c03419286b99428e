package io.streamgate.store.contract;

import static io.streamgate.given.Given.freshViewer;
import static io.streamgate.given.Given.heartbeat;
import static io.streamgate.given.Given.id;
import static io.streamgate.given.Given.limit;
import static io.streamgate.given.Given.limitCountingDevices;
import static io.streamgate.given.Given.paused;
import static io.streamgate.given.Given.play;
import static io.streamgate.given.Given.second;
import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.lease.Decision;
import io.streamgate.lease.StartDecision;
import io.streamgate.lease.StreamDecision;
import io.streamgate.lease.id.Device;
import io.streamgate.lease.id.StreamId;
import io.streamgate.lease.id.ViewerId;
import io.streamgate.lease.rule.AtLimit;
import io.streamgate.lease.stream.Playback.Report;
import io.streamgate.store.SpinRace;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Concurrent calls for one viewer take effect one after another. */
abstract class AtomicityPromise extends Promise {

  AtomicityPromise(LeaseStoreContract contract) {
    super(contract);
  }

  private static final int ROUNDS = 5_000;

  private static final int FEWER_ROUNDS = 500;

  @Test
  void ofTwoStartsThatMeetAtTheLastSlotExactlyOneIsAdmitted() {
    var rounds = rounds(ROUNDS);
    var viewers = freshViewers(rounds);

    var answers =
        new SpinRace(2, rounds)
            .run(
                (racer, round) ->
                    store.start(viewers.get(round), play(id("s" + racer, 0)), limit(1), second(0)));

    assertThat(answers).allMatch(round -> count(round, StartDecision.Admitted.class) == 1);
    assertThat(answers).allMatch(round -> count(round, StartDecision.Refused.class) == 1);
    assertThat(viewers).allMatch(viewer -> members(viewer).size() == 1);
  }

  @Test
  void ofLimitAndOneStartsThatMeetExactlyLimitAreAdmitted() {
    var rounds = rounds(FEWER_ROUNDS);
    var viewers = freshViewers(rounds);

    var answers =
        new SpinRace(4, rounds)
            .run(
                (racer, round) ->
                    store.start(viewers.get(round), play(id("s" + racer, 0)), limit(3), second(0)));

    assertThat(answers).allMatch(round -> count(round, StartDecision.Admitted.class) == 3);
    assertThat(answers).allMatch(round -> count(round, StartDecision.Refused.class) == 1);
    assertThat(viewers).allMatch(viewer -> members(viewer).size() == 3);
  }

  @Test
  void ofRepeatedStartsThatMeetOneIsAdmittedAndTheOthersAreReplays() {
    var rounds = rounds(FEWER_ROUNDS);
    var viewers = freshViewers(rounds);

    var answers =
        new SpinRace(2, rounds)
            .run(
                (racer, round) ->
                    store.start(viewers.get(round), play(id("s", racer)), limit(3), second(racer)));

    assertThat(answers).allMatch(round -> count(round, StartDecision.Admitted.class) == 1);
    assertThat(answers).allMatch(round -> count(round, StartDecision.Replayed.class) == 1);
    assertThat(viewers).allMatch(viewer -> members(viewer).size() == 1);
  }

  @Test
  void threeEndsThatMeetFreeOneSlotOnce() {
    var rounds = rounds(FEWER_ROUNDS);
    var viewers = freshViewers(rounds);
    viewers.forEach(viewer -> startTwo(viewer));

    var answers =
        new SpinRace(3, rounds)
            .run(
                (_, round) -> store.end(viewers.get(round), id("a", 0), Device.UNNAMED, second(9)));

    assertThat(answers).allMatch(round -> count(round, StreamDecision.Closed.class) == 1);
    assertThat(answers).allMatch(round -> count(round, StreamDecision.Gone.class) == 2);
    assertThat(viewers).allMatch(viewer -> members(viewer).equals(List.of(id("b", 1))));
  }

  private void startTwo(ViewerId viewer) {
    await(store.start(viewer, play(id("a", 0)), limit(2), second(0)));
    await(store.start(viewer, play(id("b", 1)), limit(2), second(1)));
  }

  @Test
  void aHeartbeatAndTheStartThatWouldDisplaceItsStreamAreNotBothGranted() {
    var rounds = rounds(FEWER_ROUNDS);
    var viewers = freshViewers(rounds);
    viewers.forEach(v -> await(store.start(v, play(id("a", 0)), limit(1), second(0))));

    var answers =
        new SpinRace(2, rounds)
            .<Decision>run(
                (racer, round) ->
                    racer == 0
                        ? widened(
                            store.renew(viewers.get(round), id("a", 0), heartbeat(), second(95)))
                        : widened(
                            store.start(
                                viewers.get(round), play(id("b", 95)), limit(1), second(95))));

    assertThat(answers)
        .allMatch(
            round ->
                switch (round.getFirst()) {
                  case StreamDecision.Kept _ -> round.getLast() instanceof StartDecision.Refused;
                  case StreamDecision.Gone _ -> round.getLast() instanceof StartDecision.Admitted;
                  case Decision _ -> false;
                });
    assertThat(viewers).allMatch(viewer -> members(viewer).size() == 1);
  }

  @Test
  void aStreamThatIsKeptPlayingIsNotEvictedAsPaused() {
    var rounds = rounds(FEWER_ROUNDS);
    var viewers = freshViewers(rounds);
    var evictIdle = limit(2, AtLimit.EVICT_IDLE);
    for (var viewer : viewers) {
      await(store.start(viewer, play(id("a", 0)), evictIdle, second(0)));
      await(store.start(viewer, paused(id("b", 1)), evictIdle, second(1)));
    }

    var answers =
        new SpinRace(2, rounds)
            .<Decision>run(
                (racer, round) ->
                    racer == 0
                        ? widened(
                            store.renew(
                                viewers.get(round),
                                id("b", 1),
                                heartbeat(new Report.Plays()),
                                second(9)))
                        : widened(
                            store.start(
                                viewers.get(round), play(id("c", 9)), evictIdle, second(9))));

    assertThat(answers)
        .allMatch(
            round ->
                switch (round.getFirst()) {
                  case StreamDecision.Kept _ -> evicted(round.getLast()).equals(id("a", 0));
                  case StreamDecision.Gone _ -> evicted(round.getLast()).equals(id("b", 1));
                  case Decision _ -> false;
                });
  }

  private static StreamId evicted(Decision decision) {
    return decision.ended().getFirst().id();
  }

  private static CompletionStage<Decision> widened(CompletionStage<? extends Decision> stage) {
    return stage.thenApply(decision -> decision);
  }

  @Test
  void startsOfManyViewersThatMeetAreAllAdmitted() {
    var rounds = rounds(FEWER_ROUNDS);
    var viewers = freshViewers(2 * rounds);

    var answers =
        new SpinRace(2, rounds)
            .run(
                (racer, round) ->
                    store.start(
                        viewers.get(2 * round + racer), play(id("a", 0)), limit(1), second(0)));

    assertThat(answers).allMatch(round -> count(round, StartDecision.Admitted.class) == 2);
  }

  @Test
  void aCallFromAnotherThreadSeesWhatCompletedBeforeIt() throws InterruptedException {
    start("a", 0);

    var elsewhere = new CompletableFuture<List<?>>();
    Thread.ofVirtual().start(() -> elsewhere.complete(members())).join();

    assertThat(await(elsewhere)).isEqualTo(List.of(id("a", 0)));
  }

  @Test
  void startsOfOneDeviceThatMeetLeaveItOneStream() {
    var rounds = rounds(FEWER_ROUNDS);
    var viewers = freshViewers(rounds);

    var answers =
        new SpinRace(2, rounds)
            .run(
                (racer, round) ->
                    store.start(
                        viewers.get(round), play(id("tv/s" + racer, 0)), limit(3), second(0)));

    assertThat(answers).allMatch(round -> count(round, StartDecision.Admitted.class) == 2);
    assertThat(viewers).allMatch(viewer -> members(viewer).size() == 1);
  }

  @Test
  void startsOfOneDeviceThatMeetCountWherePolicySaysSo() {
    var rounds = rounds(FEWER_ROUNDS);
    var viewers = freshViewers(rounds);

    var answers =
        new SpinRace(2, rounds)
            .run(
                (racer, round) ->
                    store.start(
                        viewers.get(round),
                        play(id("tv/s" + racer, 0)),
                        limitCountingDevices(1),
                        second(0)));

    assertThat(answers).allMatch(round -> count(round, StartDecision.Admitted.class) == 1);
  }

  private static List<ViewerId> freshViewers(int count) {
    return IntStream.range(0, count).mapToObj(_ -> freshViewer()).toList();
  }

  private static long count(List<? extends Decision> answers, Class<? extends Decision> kind) {
    return answers.stream().filter(kind::isInstance).count();
  }
}
