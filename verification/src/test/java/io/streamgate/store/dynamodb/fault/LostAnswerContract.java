package io.streamgate.store.dynamodb.fault;

import static io.streamgate.given.Given.id;
import static io.streamgate.given.Given.limit;
import static io.streamgate.given.Given.play;
import static io.streamgate.given.Given.second;
import static io.streamgate.store.dynamodb.node.Answers.await;
import static io.streamgate.store.dynamodb.node.Answers.failure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.streamgate.engines.EngineProcess;
import io.streamgate.faults.Fault;
import io.streamgate.faults.Fault.Plain;
import io.streamgate.faults.Faults;
import io.streamgate.lease.Start;
import io.streamgate.lease.StartDecision;
import io.streamgate.lease.StreamDecision;
import io.streamgate.lease.id.StreamId;
import io.streamgate.lease.stream.Ended;
import io.streamgate.lease.stream.Ending;
import io.streamgate.lease.stream.Playback;
import io.streamgate.lease.stream.Stream;
import io.streamgate.store.dynamodb.node.Node;
import io.streamgate.testing.Until;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Requests whose answers are lost, that arrive twice, or that arrive long after they timed out. */
abstract class LostAnswerContract extends FaultFixture {

  /** Longer than all attempts of a call. */
  private static final Fault LATE = new Fault.LateRequest(Duration.ofSeconds(1));

  LostAnswerContract(EngineProcess engine) {
    super(engine);
  }

  @Test
  void aStartWhoseAnswerIsLostIsAdmittedOnce() {
    proxy.script(Faults.once(BLIND_START, Plain.DROP_ANSWER));

    assertThat(start("a", 0, 3)).isInstanceOf(StartDecision.Admitted.class);
    assertThat(members()).containsExactly(id("a", 0));
    assertThat(proxy.dealt(Plain.DROP_ANSWER)).isEqualTo(1);
  }

  @Test
  void aStartWhoseAnswerIsLostTellsWhomItDisplaced() {
    start("a", 0, 1);
    proxy.script(Faults.once(SWAP, Plain.DROP_ANSWER));

    var displaced = new Ending.Displaced(second(95), id("b", 95));
    switch (start("b", 95, 1)) {
      case StartDecision.Admitted(_, _, var ended) ->
          assertThat(ended)
              .extracting(Ended::id, Ended::ending)
              .containsExactly(tuple(id("a", 0), displaced));
      case StartDecision other -> throw new AssertionError(other.toString());
    }
    assertThat(members()).containsExactly(id("b", 95));
    assertThat(proxy.dealt(Plain.DROP_ANSWER)).isEqualTo(1);
  }

  @Test
  void anEndWhoseAnswerIsLostFreesItsSlotOnce() {
    start("a", 0, 2);
    start("b", 0, 2);
    proxy.script(Faults.once(END, Plain.DROP_ANSWER));

    var answer = end(id("a", 0), 5);

    assertThat(answer).isInstanceOfAny(StreamDecision.Closed.class, StreamDecision.Gone.class);
    assertThat(start("c", 6, 2)).isInstanceOf(StartDecision.Admitted.class);
    assertThat(start("d", 6, 2)).isInstanceOf(StartDecision.Refused.class);
    assertThat(history(6)).extracting(Ended::id).containsExactly(id("a", 0));
    assertThat(proxy.dealt(Plain.DROP_ANSWER)).isEqualTo(1);
  }

  @Test
  void aViewThatIsOverWhoseAnswerIsLostIsRecordedOnceWithAllThatWasSaid() {
    proxy.script(Faults.once(RECORD, Plain.DROP_ANSWER));

    var answer = await(record(node, id("seen", 0)));

    assertThat(answer).isInstanceOf(StartDecision.Recorded.class);
    assertThat(found(id("seen", 0)).details()).isEqualTo(LARGE);
    Until.holds(SOON, () -> "settled", () -> witness.item(viewer).sids("E.").isEmpty());
    assertThat(history(1)).extracting(Ended::details).containsExactly(LARGE);
    assertThat(proxy.dealt(Plain.DROP_ANSWER)).isEqualTo(1);
  }

  /**
   * The first node recorded the view, but could not write the details that did not fit the item.
   */
  @Test
  void aViewThatIsOverIsRepeatedWithAllThatWasSaid() {
    proxy.script(request -> ROW.test(request) ? Plain.DROP_REQUEST : Plain.PASS);
    assertThat(failure(record(node, id("seen", 0))).mayHaveHappened()).isTrue();

    var again = await(record(witness, id("seen", 1)));

    assertThat(again)
        .isInstanceOfSatisfying(
            StartDecision.RecordedBefore.class,
            before -> assertThat(before.stream().details()).isEqualTo(LARGE));
    assertThat(found(id("seen", 0)).details()).isEqualTo(LARGE);
  }

  private CompletionStage<StartDecision> record(Node by, StreamId id) {
    var past = new Start.PastView(id, Playback.fromStart(), LARGE);
    return by.store().start(viewer, past, limit(3), id.startedAt());
  }

  private Stream found(StreamId id) {
    return await(witness.store().find(viewer, id, second(1))).orElseThrow();
  }

  /** A start is idempotent by its key, so its answer may be that it is a replay. */
  @ParameterizedTest
  @EnumSource(names = {"TWICE", "TWICE_FIRST"})
  void requestsThatAllArriveTwiceCountOnce(Plain twice) {
    proxy.script(Faults.all(twice));

    List.of("a", "b", "c")
        .forEach(
            name ->
                assertThat(start(name, 0, 3))
                    .isInstanceOfAny(StartDecision.Admitted.class, StartDecision.Replayed.class));
    assertThat(start("d", 1, 3)).isInstanceOf(StartDecision.Refused.class);
    end(id("a", 0), 2);
    start("e", 3, 3);
    assertThat(takeOver("f", 4, 3))
        .isInstanceOfAny(StartDecision.Admitted.class, StartDecision.Replayed.class);
    untilNothingIsUnderWay();

    assertThat(members()).hasSize(3).contains(id("e", 3), id("f", 4));
    assertThat(witness.item(viewer).contradictions()).isEmpty();
    assertThat(history(5)).hasSize(2);
  }

  /** The first attempt times out and is retried; it arrives long after the stream has ended. */
  @Test
  void aStartThatArrivesAfterItsStreamHasEndedAdmitsNothing() {
    proxy.script(Faults.once(BLIND_START, LATE));
    assertThat(start("a", 0, 1)).isInstanceOf(StartDecision.Admitted.class);
    end(id("a", 0), 1);
    untilNothingIsUnderWay();

    assertThat(proxy.dealt(LATE)).isEqualTo(1);
    assertThat(members()).isEmpty();
  }

  @Test
  void aStartThatArrivesAfterItWasRefusedFindsNoMoreRoomThanTheLimit() {
    start("a", 0, 1);
    proxy.script(Faults.once(BLIND_START, LATE));
    assertThat(start("b", 1, 1)).isInstanceOf(StartDecision.Refused.class);
    end(id("a", 0), 2);
    assertThat(start("c", 3, 1)).isInstanceOf(StartDecision.Admitted.class);
    untilNothingIsUnderWay();

    assertThat(proxy.dealt(LATE)).isEqualTo(1);
    assertThat(members()).containsExactly(id("c", 3));
  }

  /** As specified for {@code late}: the slot is available to a start with the same key. */
  @Test
  void aStartThatArrivesAfterItWasRefusedMayHoldASlotForItsOwnRepetition() {
    start("a", 0, 1);
    proxy.script(Faults.once(BLIND_START, LATE));
    assertThat(start("b", 1, 1)).isInstanceOf(StartDecision.Refused.class);
    end(id("a", 0), 2);
    untilNothingIsUnderWay();

    assertThat(members()).containsExactly(id("b", 1));
    assertThat(start("b", 4, 1)).isInstanceOf(StartDecision.Replayed.class);
  }

  @Test
  void aTakeoverThatArrivesAfterOthersHaveStartedEvictsNobody() {
    start("a", 0, 1);
    proxy.script(Faults.once(SWAP, LATE));
    assertThat(takeOver("b", 1, 1)).isInstanceOf(StartDecision.Admitted.class);
    end(id("b", 1), 2);
    start("c", 3, 1);
    untilNothingIsUnderWay();

    assertThat(proxy.dealt(LATE)).isEqualTo(1);
    assertThat(members()).containsExactly(id("c", 3));
    assertThat(witness.item(viewer).contradictions()).isEmpty();
  }

  /** By then the key belongs to another stream. */
  @Test
  void anEndThatArrivesLateDoesNotEndTheNextStream() {
    start("a", 0, 1);
    proxy.script(Faults.once(END, LATE));
    assertThat(end(id("a", 0), 1)).isInstanceOf(StreamDecision.Closed.class);
    var again = play(id("a", 130));
    await(node.store().start(viewer, again, limit(1), second(130)));
    untilNothingIsUnderWay();

    assertThat(proxy.dealt(LATE)).isEqualTo(1);
    assertThat(members()).containsExactly(id("a", 130));
  }
}
