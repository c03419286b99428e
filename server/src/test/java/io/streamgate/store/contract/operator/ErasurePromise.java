package io.streamgate.store.contract.operator;

import static io.streamgate.given.Given.heartbeat;
import static io.streamgate.given.Given.id;
import static io.streamgate.given.Given.limit;
import static io.streamgate.given.Given.pastView;
import static io.streamgate.given.Given.rewrite;
import static io.streamgate.given.Given.second;
import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.lease.StartDecision;
import io.streamgate.lease.StreamDecision;
import io.streamgate.lease.stream.Ended;
import io.streamgate.lease.stream.Playback;
import io.streamgate.lease.stream.Termination;
import io.streamgate.store.contract.LeaseStoreContract;
import org.junit.jupiter.api.Test;

/** An erasure leaves nothing of a viewer but the ids of its last streams, and those for a while. */
public abstract class ErasurePromise extends ErasureFixture {

  protected ErasurePromise(LeaseStoreContract contract) {
    super(contract);
  }

  @Test
  void streamsEndAndNothingIsLeftOfThemButTheirIds() {
    startWithData(A);
    startWithData(B);

    var erased = erase(5);

    assertThat(erased.all()).extracting(Ended::id).containsExactly(A, B);
    assertThat(erased.all()).allSatisfy(ended -> assertBare(ended, 5));
    assertThat(erased.isComplete()).isFalse();
    assertNothingButIdsIsLeft(6);
    assertThat(find(A, 6)).get().satisfies(found -> assertBare((Ended) found, 5));
    assertThat(renew(A, 6)).isInstanceOf(StreamDecision.Gone.class);
    assertThat(end(A, 6)).isInstanceOf(StreamDecision.Gone.class);
  }

  @Test
  void whatEndedBeforeIsForgottenWhoeverEndedIt() {
    startWithData(A);
    await(store.end(viewer, A, PHONE, second(2)));
    startWithData(id("old", 3));
    await(store.terminate(viewer, id("old", 3), new Termination("operate", "x"), second(4)));
    await(store.start(viewer, pastView(id("past", 5)), limit(3), second(5)));

    erase(600);

    assertNothingButIdsIsLeft(600);
    assertThat(find(A, 600)).isEmpty();
    assertThat(find(id("past", 5), 600)).isEmpty();
  }

  @Test
  void whatEndedJustNowIsLeftAsAnIdWithTheTimeOfItsEnd() {
    startWithData(A);
    await(store.end(viewer, A, PHONE, second(2)));

    erase(5);

    assertNothingButIdsIsLeft(6);
    assertThat(find(A, 6)).get().satisfies(found -> assertBare((Ended) found, 2));
    assertThat(start("tv/a", 121.999)).isInstanceOf(StartDecision.AlreadyEnded.class);
    assertThat(start("tv/a", 122)).isInstanceOf(StartDecision.Admitted.class);
  }

  @Test
  void aLapsedAndAnExpiredStreamAreErasedAsWell() {
    startWithData(A);
    startWithData(id("c", 100));
    sweep(200);

    erase(700);
    sweep(701);

    assertNothingButIdsIsLeft(701);
    sweep(HOUR);
    assertThat(history(HOUR)).isEmpty();
  }

  @Test
  void aRepeatedStartIsAnsweredAsEndedForTwoMinutes() {
    startWithData(A);
    erase(5);

    assertThat(start("tv/a", 6))
        .isInstanceOfSatisfying(
            StartDecision.AlreadyEnded.class, again -> assertBare(again.stream(), 5));
    assertThat(start("tv/a", 124.999)).isInstanceOf(StartDecision.AlreadyEnded.class);
    assertThat(members()).isEmpty();

    assertThat(start("tv/a", 125)).isInstanceOf(StartDecision.Admitted.class);
    assertThat(members()).containsExactly(id("tv/a", 125));
  }

  @Test
  void nothingThatIsSaidOfAnErasedStreamLaterIsKept() {
    startWithData(A);
    erase(5);

    await(store.renew(viewer, A, heartbeat(new Playback.Report.IsAt(9)), second(6)));
    await(store.amend(viewer, A, rewrite("{\"n\":1}"), second(7)));
    await(store.end(viewer, A, PHONE, second(8)));
    await(store.terminate(viewer, A, new Termination("operate", "late"), second(9)));
    start("tv/a", 10);
    sweep(60);

    assertNothingButIdsIsLeft(60);
    sweep(HOUR);
    assertThat(history(HOUR)).isEmpty();
    assertThat(find(A, HOUR)).isEmpty();
  }
}
