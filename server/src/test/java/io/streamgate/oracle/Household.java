package io.streamgate.oracle;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.given.Given;
import io.streamgate.lease.LeaseSet;
import io.streamgate.lease.Start;
import io.streamgate.lease.StartDecision;
import io.streamgate.lease.id.ViewerId;
import io.streamgate.lease.stream.Ended;
import io.streamgate.store.HistoryPage;
import io.streamgate.store.LeaseStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** A viewer in the store, and in the oracle. */
record Household(ViewerId id, NaiveViewer naive, Duration retention) {

  private static final int COMPARED = 50;

  static Household fresh(Duration retention) {
    return new Household(Given.freshViewer(), new NaiveViewer(), retention);
  }

  /** The oracle's answers about this viewer's streams. */
  NaiveStreams at(Instant now) {
    return new NaiveStreams(naive, now.toEpochMilli(), retention.toMillis());
  }

  /**
   * Fails with {@code where} unless store and oracle have the same members, override and history.
   */
  void holdsTheSame(LeaseStore store, Instant now, String where) {
    var swept = await(store.read(id)).sweptAt(now);
    var history = new ArrayList<>(await(store.history(id, HistoryPage.newest(COMPARED), now)));
    // a store may show an expired stream in both
    swept.ended().stream().filter(ended -> !history.contains(ended)).forEach(history::add);
    history.removeIf(ended -> ended.ending().at().isBefore(now.minus(retention)));
    history.sort(Comparator.comparing(Ended::id).reversed());
    var nowMs = now.toEpochMilli();

    assertThat(swept.next().members().stream().map(Wording::of))
        .as(where)
        .containsExactlyElementsOf(naive.members(nowMs).stream().map(Row::asMember).toList());
    assertThat(Wording.of(swept.next().override())).as(where).isEqualTo(naive.override(nowMs));
    assertThat(history.stream().limit(COMPARED).map(Wording::of))
        .as(where)
        .containsExactlyElementsOf(
            naive.history(nowMs, retention.toMillis()).stream().limit(COMPARED).toList());
  }

  /**
   * Fails unless a start that was refused succeeds at the time that it was told, if nothing else
   * happens until then.
   */
  void canStartWhenToldTo(LeaseStore store, Start start, StartDecision decision) {
    if (decision instanceof StartDecision.Refused(_, _, var availableAt, var rules, _)) {
      var set = await(store.read(id));
      var silent = new LeaseSet(set.members(), List.of());
      assertThat(silent.decide(start, rules, availableAt))
          .as("%s at %s, refused as %s", start, availableAt, decision)
          .isInstanceOf(StartDecision.Admitted.class);
    }
  }

  static <T> T await(CompletionStage<T> stage) {
    return stage.toCompletableFuture().orTimeout(20, SECONDS).join();
  }
}
