package io.streamgate.store.contract;

import static io.streamgate.given.Given.freshViewer;
import static io.streamgate.given.Given.id;
import static io.streamgate.given.Given.limit;
import static io.streamgate.given.Given.pastView;
import static io.streamgate.given.Given.play;
import static io.streamgate.given.Given.second;
import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.lease.StartDecision;
import org.junit.jupiter.api.Test;

/** A repeated start returns the stream of the first one. */
abstract class ReplayPromise extends Promise {

  ReplayPromise(LeaseStoreContract contract) {
    super(contract);
  }

  @Test
  void aRepeatedStartIsTheSameStreamAndTakesNoSecondSlot() {
    start("a", 0, 2);

    switch (start("a", 40, 2)) {
      case StartDecision.Replayed(var member, _) -> {
        assertThat(member.id()).isEqualTo(id("a", 0));
        assertThat(member.expiresAt()).isEqualTo(second(130));
      }
      case StartDecision other -> throw new AssertionError(other.toString());
    }
    assertThat(members()).containsExactly(id("a", 0));
    assertThat(start("b", 41, 2)).isInstanceOf(StartDecision.Admitted.class);
  }

  @Test
  void theSameStartSentTwiceIsHarmless() {
    var play = play(id("a", 0));
    await(store.start(viewer, play, limit(3), second(0)));

    var again = await(store.start(viewer, play, limit(3), second(1)));

    assertThat(again).isInstanceOf(StartDecision.Replayed.class);
    assertThat(members()).containsExactly(id("a", 0));
  }

  @Test
  void aRepeatedStartIsAnsweredThoughTheViewerIsAtTheLimit() {
    start("a", 0, 1);

    assertThat(start("a", 1, 1)).isInstanceOf(StartDecision.Replayed.class);
    assertThat(start("a", 2, 0)).isInstanceOf(StartDecision.Replayed.class);
  }

  @Test
  void aStartRepeatedWithinTwoMinutesAfterTheEndStartsNothing() {
    start("a", 0);
    end(id("a", 0), 10);

    assertThat(start("a", 129.999)).isInstanceOf(StartDecision.AlreadyEnded.class);
    assertThat(members()).isEmpty();
  }

  @Test
  void aKeyUsedAgainTwoMinutesAfterTheEndStartsAnotherStream() {
    start("a", 0);
    end(id("a", 0), 10);

    assertThat(start("a", 130)).isInstanceOf(StartDecision.Admitted.class);
    assertThat(members()).containsExactly(id("a", 130));
    assertThat(historyIds(131)).containsExactly(id("a", 0));
  }

  @Test
  void aReplayIsToldFromANewStartWithoutAChange() {
    start("a", 0);
    start("ended", 0);
    end(id("ended", 0), 10);
    await(store.start(viewer, pastView(id("seen", 0)), limit(3), second(0)));

    assertThat(isReplay("a", 5)).isTrue();
    assertThat(isReplay("ended", 129.999)).isTrue();
    assertThat(isReplay("ended", 130)).isFalse();
    assertThat(isReplay("seen", 119.999)).isTrue();
    assertThat(isReplay("never", 5)).isFalse();
    assertThat(membersAt(689.999)).containsExactly(id("a", 0));
    assertThat(isReplay("a", 689.999)).isTrue();
    assertThat(isReplay("a", 690)).isFalse();
  }

  @Test
  void aReplayOfAnotherViewerIsNone() {
    start("a", 0);

    assertThat(await(store.isReplay(freshViewer(), id("a", 0), second(0)))).isFalse();
  }

  private boolean isReplay(String name, double second) {
    return await(store.isReplay(viewer, id(name, second), second(second)));
  }

  @Test
  void aKeyIsRememberedThoughAStoreHasSwept() {
    start("a", 0);
    end(id("a", 0), 10);
    sweep(129.999);

    assertThat(start("a", 129.999)).isInstanceOf(StartDecision.AlreadyEnded.class);
  }

  @Test
  void aRepeatedViewThatIsOverIsRecordedOnce() {
    await(store.start(viewer, pastView(id("seen", 0)), limit(3), second(0)));

    var again = await(store.start(viewer, pastView(id("seen", 5)), limit(3), second(5)));

    assertThat(again).isInstanceOf(StartDecision.RecordedBefore.class);
    assertThat(historyIds(6)).containsExactly(id("seen", 0));
  }
}
