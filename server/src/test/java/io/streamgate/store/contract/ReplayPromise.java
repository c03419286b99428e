package io.streamgate.store.contract;

import static io.streamgate.given.Given.freshViewer;
import static io.streamgate.given.Given.id;
import static io.streamgate.given.Given.lastWords;
import static io.streamgate.given.Given.limit;
import static io.streamgate.given.Given.pastView;
import static io.streamgate.given.Given.play;
import static io.streamgate.given.Given.playOf;
import static io.streamgate.given.Given.rewrite;
import static io.streamgate.given.Given.second;
import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.lease.Start;
import io.streamgate.lease.Start.Takeover.Oldest;
import io.streamgate.lease.StartDecision;
import io.streamgate.lease.id.StreamId;
import io.streamgate.lease.stream.Member;
import io.streamgate.lease.stream.Playback;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A repeated start returns the stream of the first one. */
abstract class ReplayPromise extends Promise {

  private static final StreamId A = id("a", 0);

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
  void aKeyUsedAgainForOtherContentIsToldSoAndChangesNothing() {
    await(store.start(viewer, playOf("Alien", id("a", 0)), limit(3), second(0)));

    assertThat(startOf("Brazil", "a", 40)).isEqualTo(new StartDecision.KeyReused(id("a", 0)));

    assertThat(await(store.read(viewer)).members())
        .extracting(Member::expiresAt)
        .containsExactly(second(90));
    assertThat(startOf("Alien", "a", 41)).isInstanceOf(StartDecision.Replayed.class);
    assertThat(start("a", 42)).isInstanceOf(StartDecision.Replayed.class);
  }

  @Test
  void contentStaysAsItsStartNamedItWhateverIsAmended() {
    await(store.start(viewer, playOf("Alien", id("a", 0)), limit(3), second(0)));
    var long900 = rewrite("{\"src\":\"" + "https://cdn.example/%d/".repeat(100) + "\"}");
    for (var amendment : List.of(rewrite("{\"size\":1}"), long900, rewrite("{}"))) {
      await(store.amend(viewer, id("a", 0), amendment, second(1)));

      assertThat(startOf("Brazil", "a", 2)).isInstanceOf(StartDecision.KeyReused.class);
      assertThat(startOf("Alien", "a", 2)).isInstanceOf(StartDecision.Replayed.class);
    }
  }

  /** The ways in which a stream ends within its two minutes. */
  enum Way {
    ITS_PLAYER,
    LAST_WORDS,
    ITS_DEVICE,
    A_TAKEOVER,
    DISPLACED
  }

  @ParameterizedTest
  @EnumSource
  void contentIsRememberedAsLongAsTheKeyOfAnEndedStream(Way way) {
    var a = id("tv/a", 0);
    await(store.start(viewer, playOf("Alien", a), limit(3), second(0)));
    switch (way) {
      case ITS_PLAYER -> end(a, 95);
      case LAST_WORDS -> await(store.amend(viewer, a, lastWords("{\"size\":2}"), second(95)));
      case ITS_DEVICE -> start("tv/b", 95);
      case A_TAKEOVER -> {
        renew(a, 80);
        await(store.start(viewer, play(id("c", 95), new Oldest()), limit(1), second(95)));
      }
      case DISPLACED -> start("c", 95, 1);
    }
    start("d", 96);
    sweep(160);
    renew(id("d", 96), 160); // history that is written late is written by now
    end(id("d", 96), 161);

    for (var second : List.of(97.0, 214.999)) {
      assertThat(startOf("Brazil", "tv/a", second)).isEqualTo(new StartDecision.KeyReused(a));
      assertThat(startOf("Alien", "tv/a", second)).isInstanceOf(StartDecision.AlreadyEnded.class);
    }
    assertThat(startOf("Brazil", "tv/a", 215)).isInstanceOf(StartDecision.Admitted.class);
  }

  @Test
  void aRecordedViewIsOfItsContentToo() {
    var seen =
        new Start.PastView(id("seen", 0), Playback.fromStart(), playOf("Alien", A).details());
    await(store.start(viewer, seen, limit(3), second(0)));

    assertThat(startOf("Brazil", "seen", 5)).isEqualTo(new StartDecision.KeyReused(seen.id()));
    assertThat(startOf("Alien", "seen", 5)).isInstanceOf(StartDecision.RecordedBefore.class);
  }

  private StartDecision startOf(String content, String name, double second) {
    var start = playOf(content, id(name, second));
    return await(store.start(viewer, start, limit(3), second(second)));
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
