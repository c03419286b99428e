package io.streamgate.store.memory;

import io.streamgate.lease.LeaseSet;
import io.streamgate.lease.StreamDecision;
import io.streamgate.lease.id.StreamId;
import io.streamgate.lease.stream.Ended;
import io.streamgate.store.Footprint;
import io.streamgate.store.HistoryPage;
import java.time.Instant;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The streams of one viewer. Guarded by the lock of the viewer's entry in the store's map. */
final class ViewerStreams {

  LeaseSet set = LeaseSet.EMPTY;

  /** The estimated size of {@link #set}. */
  long setBytes;

  private long historyBytes;
  private Instant sweptAt = Instant.MIN;
  private final NavigableMap<String, Ended> history = new TreeMap<>();

  boolean isEmpty() {
    return set.isEmpty() && history.isEmpty();
  }

  /**
   * What the store counts of a viewer.
   *
   * @param bytes the estimated size of everything
   * @param lapsed members that the last sweep found lapsed, without those renewed since
   * @param recentlySeen 1 with a stream, a recent one or an override, 0 if only history is left
   */
  record Size(long bytes, int members, int lapsed, int recentlySeen) {}

  Size size() {
    var bytes = isEmpty() ? 0 : setBytes + historyBytes;
    return new Size(bytes, set.members().size(), lapsed(), set.isEmpty() ? 0 : 1);
  }

  private int lapsed() {
    var lapsed = 0;
    for (var member : set.members()) {
      if (!member.isLiveAt(sweptAt)) {
        lapsed++;
      }
    }
    return lapsed;
  }

  void sweptAt(Instant now) {
    sweptAt = now;
  }

  /** Adds a stream to history, and drops the oldest beyond {@code atMost}. */
  void remember(Ended stream, int atMost) {
    forgotten(history.put(stream.id().value(), stream));
    historyBytes += Footprint.inHistory(stream);
    while (history.size() > atMost) {
      forgotten(history.pollFirstEntry().getValue());
    }
  }

  void forgetBefore(Instant horizon) {
    history
        .values()
        .removeIf(
            ended -> {
              var over = !isKept(ended, horizon);
              if (over) {
                forgotten(ended);
              }
              return over;
            });
  }

  /** Drops the history. */
  void forgetAll() {
    history.clear();
    historyBytes = 0;
  }

  private void forgotten(@Nullable Ended stream) {
    if (stream != null) {
      historyBytes -= Footprint.inHistory(stream);
    }
  }

  Optional<Ended> ended(StreamId id, Instant horizon) {
    return Optional.ofNullable(history.get(id.value())).filter(e -> isKept(e, horizon));
  }

  /** Applies a heartbeat or a leave, which changes a lease and the playback, but no size. */
  StreamDecision.OfRenewal moved(
      StreamId id, Function<LeaseSet, StreamDecision.OfRenewal> step, Instant horizon) {
    var decision = step.apply(set);
    set = decision.after(set);
    return decision instanceof StreamDecision.Unknown ? past(id, horizon) : decision;
  }

  StreamDecision.NotMember past(StreamId id, Instant horizon) {
    return ended(id, horizon)
        .<StreamDecision.NotMember>map(StreamDecision.Gone::new)
        .orElseGet(StreamDecision.Unknown::new);
  }

  List<Ended> history(HistoryPage page, Instant horizon) {
    var before = page.before();
    var older = before == null ? history : history.headMap(before.value(), false);
    return older.descendingMap().values().stream()
        .filter(e -> isKept(e, horizon))
        .limit(page.size())
        .toList();
  }

  private static boolean isKept(Ended ended, Instant horizon) {
    return !ended.ending().at().isBefore(horizon);
  }
}
