package io.streamgate.store.contract;

import static io.streamgate.given.Given.T0;
import static io.streamgate.given.Given.id;
import static io.streamgate.given.Given.lastWords;
import static io.streamgate.given.Given.limit;
import static io.streamgate.given.Given.pastView;
import static io.streamgate.given.Given.play;
import static io.streamgate.given.Given.second;
import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.lease.Start.Takeover;
import io.streamgate.lease.StreamDecision;
import io.streamgate.lease.id.StreamId;
import io.streamgate.lease.stream.Ended;
import io.streamgate.lease.stream.Ending;
import io.streamgate.store.HistoryPage;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The history of ended streams. */
abstract class HistoryPromise extends Promise {

  HistoryPromise(LeaseStoreContract contract) {
    super(contract);
  }

  private static final double THIRTY_DAYS = 30 * 24 * 3600;

  @Test
  void aViewerNeverSeenHasNoHistory() {
    assertThat(history(0)).isEmpty();
  }

  @Test
  void historyTellsWhyWhenAndByWhomEachStreamEnded() {
    start("stopped", 0);
    end(id("stopped", 0), 1);
    start("tv/replaced", 2);
    start("tv/evicted", 3);
    await(store.start(viewer, play(id("taker", 4), new Takeover.Oldest()), limit(1), second(4)));
    start("next", 94, 1);
    await(store.start(viewer, pastView(id("seen", 95)), limit(1), second(95)));

    assertThat(history(96).stream().map(Ended::ending))
        .containsExactly(
            new Ending.Recorded(second(95)),
            new Ending.Displaced(second(94), id("next", 94)),
            new Ending.Evicted(second(4), id("taker", 4)),
            new Ending.Replaced(second(3), id("tv/evicted", 3)),
            new Ending.Finished(second(1)));
  }

  @Test
  void historyKeepsAStreamAsItStoodWhenItEnded() {
    start("a", 0);
    await(store.amend(viewer, id("a", 0), lastWords("{\"video_name\":\"x\"}"), second(7)));

    var ended = history(8).getFirst();
    assertThat(ended.details().json()).isEqualTo("{\"video_name\":\"x\"}");
    assertThat(ended.last().expiresAt()).isEqualTo(second(90));
    assertThat(ended.id().startedAt()).isEqualTo(T0);
  }

  @Test
  void historyIsNewestIdFirstWhateverEndedFirst() {
    start("a", 0);
    start("b", 1);
    start("c", 2);
    end(id("b", 1), 5);
    end(id("a", 0), 6);
    end(id("c", 2), 7);

    assertThat(historyIds(8)).containsExactly(id("c", 2), id("b", 1), id("a", 0));
  }

  @Test
  void historyIsReadPageByPage() {
    for (var name : List.of("a", "b", "c")) {
      start(name, 0);
      end(id(name, 0), 1);
    }
    var sorted = List.of(id("a", 0), id("b", 0), id("c", 0)).stream().sorted().toList();

    var first = page(HistoryPage.newest(2), 2);
    var second = page(HistoryPage.after(first.getLast(), 2), 2);
    var third = page(HistoryPage.after(second.getLast(), 2), 2);

    assertThat(first).containsExactly(sorted.get(2), sorted.get(1));
    assertThat(second).containsExactly(sorted.get(0));
    assertThat(third).isEmpty();
  }

  @Test
  void anEndBetweenTwoPagesMovesNothingUnderTheCursor() {
    start("a", 0);
    start("b", 1);
    start("c", 2);
    end(id("a", 0), 3);
    end(id("b", 1), 4);
    var first = page(HistoryPage.newest(1), 5);
    end(id("c", 2), 6);

    assertThat(first).containsExactly(id("b", 1));
    assertThat(page(HistoryPage.after(id("b", 1), 1), 7)).containsExactly(id("a", 0));
  }

  @Test
  void aPageMayStartAtAStreamThatWasNeverThere() {
    start("a", 0);
    end(id("a", 0), 1);

    assertThat(page(HistoryPage.after(id("never", 5), 5), 6)).containsExactly(id("a", 0));
  }

  private List<StreamId> page(HistoryPage page, double second) {
    return await(store.history(viewer, page, second(second))).stream().map(Ended::id).toList();
  }

  @Test
  void anEndedStreamIsOnRecordForThirtyDays() {
    start("a", 0);
    end(id("a", 0), 10);

    assertThat(historyIds(10 + THIRTY_DAYS)).containsExactly(id("a", 0));
    assertThat(find(id("a", 0), 10 + THIRTY_DAYS)).isPresent();
  }

  @Test
  void retentionCountsFromTheEndNotFromTheStart() {
    start("a", 0);
    renewEveryMinuteFor(10);
    end(id("a", 0), 600);

    assertThat(historyIds(599 + THIRTY_DAYS)).containsExactly(id("a", 0));
  }

  private void renewEveryMinuteFor(int minutes) {
    for (var minute = 1; minute < minutes; minute++) {
      assertThat(renew(id("a", 0), 60 * minute)).isInstanceOf(StreamDecision.Kept.class);
    }
  }
}
