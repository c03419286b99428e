package io.streamgate.store.contract;

import static io.streamgate.given.Given.heartbeat;
import static io.streamgate.given.Given.id;
import static io.streamgate.given.Given.lastWords;
import static io.streamgate.given.Given.limit;
import static io.streamgate.given.Given.play;
import static io.streamgate.given.Given.rewrite;
import static io.streamgate.given.Given.second;
import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.lease.Start.Takeover;
import io.streamgate.lease.StartDecision;
import io.streamgate.lease.StreamDecision;
import io.streamgate.lease.id.StreamId;
import io.streamgate.lease.id.ViewerId;
import io.streamgate.lease.stream.Ended;
import io.streamgate.lease.stream.Ending;
import io.streamgate.lease.stream.Playback.Report;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * This version reads data written by a later version of Streamgate, and preserves all of it. A
 * store's own test extends this class and writes like a later version.
 */
public abstract class LaterVersionContract extends LeaseStoreFixture {

  private static final StreamId A = id("tv/a", 0);
  private static final StreamId B = id("b", 1);
  private static final String NOTE = "noted by a later version";

  /** Ends that member like a later version. */
  protected abstract void end(ViewerId viewer, StreamId id, Ending.Other ending);

  /** Stores data with that member that this version does not know. */
  protected abstract void note(ViewerId viewer, StreamId id, String text);

  /** The unknown data of that stream, whether a member or in history; the store is closed. */
  protected abstract String noteOf(ViewerId viewer, StreamId id);

  private void closed(Runnable meanwhile) {
    store.close();
    meanwhile.run();
    store = openStore();
  }

  private void started(StreamId id) {
    var now = id.startedAt();
    assertThat(await(store.start(viewer, play(id), limit(3), now)))
        .isInstanceOf(StartDecision.Admitted.class);
  }

  private void endedBefore(Ending.Other ending) {
    started(A);
    started(B);
    closed(() -> end(viewer, A, ending));
  }

  static Stream<Ending.Other> endings() {
    return Stream.of(
        new Ending.Other("terminated", second(5), null), new Ending.Other("stopped", second(5), B));
  }

  @ParameterizedTest
  @MethodSource("endings")
  void anEndForAReasonThatThisVersionDoesNotKnowIsToldAsItIs(Ending.Other ending) {
    endedBefore(ending);

    assertThat(members()).containsExactly(B);
    assertEnded(ending, 6);
  }

  @ParameterizedTest
  @MethodSource("endings")
  void itIsToldAsItIsForAsLongAsItIsOnRecord(Ending.Other ending) {
    endedBefore(ending);
    renew(B, 80);
    renew(B, 160); // history that is written late is written by now
    closed(() -> {});

    sweep(3600);
    assertEnded(ending, 3600);
  }

  private void assertEnded(Ending.Other ending, double second) {
    assertThat(history(second)).extracting(Ended::ending).contains(ending);
    assertThat(find(A, second).map(found -> ((Ended) found).ending())).hasValue(ending);
    assertThat(renew(A, second))
        .isInstanceOfSatisfying(
            StreamDecision.Gone.class,
            gone -> assertThat(gone.stream().ending()).isEqualTo(ending));
    assertThat(end(A, second)).isInstanceOf(StreamDecision.Gone.class);
    assertThat(await(store.amend(viewer, A, rewrite("{}"), second(second))))
        .isInstanceOf(StreamDecision.Gone.class);
  }

  @ParameterizedTest
  @MethodSource("endings")
  void aRepeatedStartIsToldOfItAsOfAnyOtherEnd(Ending.Other ending) {
    endedBefore(ending);

    assertThat(await(store.start(viewer, play(id("tv/a", 7)), limit(3), second(7))))
        .isInstanceOfSatisfying(
            StartDecision.AlreadyEnded.class,
            again -> assertThat(again.stream().ending()).isEqualTo(ending));
  }

  @Test
  void whatIsNotedOfAMemberStaysWhateverTheMemberDoes() {
    started(A);
    closed(() -> note(viewer, A, NOTE));

    renew(A, 10);
    await(store.renew(viewer, A, heartbeat(new Report.Pauses(), new Report.IsAt(7)), second(20)));
    await(store.amend(viewer, A, rewrite("{\"size\":1}"), second(30)));
    assertThat(await(store.start(viewer, play(id("tv/a", 40)), limit(3), second(40))))
        .isInstanceOf(StartDecision.Replayed.class);
    sweep(200);
    renew(A, 210);
    started(id("b", 220));
    assertThat(end(id("b", 220), 221)).isInstanceOf(StreamDecision.Closed.class);

    closed(() -> assertThat(noteOf(viewer, A)).isEqualTo(NOTE));
    assertThat(members()).containsExactly(A);
  }

  /** A way in which a member ends, and its name. */
  record Way(String name, Consumer<LaterVersionContract> ends) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Way> waysToEnd() {
    return Stream.of(
        new Way("its player", test -> test.end(A, 5)),
        new Way(
            "last words",
            test -> await(test.store.amend(test.viewer, A, lastWords("{\"size\":2}"), second(5)))),
        new Way("a takeover", test -> test.startsAtLimit1("b", 5, new Takeover.Oldest())),
        new Way(
            "a takeover that names it",
            test -> test.startsAtLimit1("b", 5, new Takeover.Chosen(List.of(A)))),
        new Way("its device", test -> test.start("tv/b", 5)),
        new Way("a start after it lapsed", test -> test.startsAtLimit1("b", 100)),
        new Way(
            "time",
            test -> {
              test.sweep(700);
              test.start("b", 700);
            }));
  }

  private void startsAtLimit1(String name, double second, Takeover takeover) {
    await(store.start(viewer, play(id(name, second), takeover), limit(1), second(second)));
  }

  private void startsAtLimit1(String name, double second) {
    startsAtLimit1(name, second, new Takeover.None());
  }

  @ParameterizedTest
  @MethodSource("waysToEnd")
  void whatIsNotedOfAMemberGoesToHistoryWithIt(Way way) {
    started(A);
    closed(() -> note(viewer, A, NOTE));

    way.ends().accept(this);

    closed(() -> assertThat(noteOf(viewer, A)).isEqualTo(NOTE));
    assertThat(members()).doesNotContain(A);
    assertThat(historyIds(700)).contains(A);
  }
}
