package io.streamgate.store.memory;

import io.streamgate.lease.LeaseSet;
import io.streamgate.lease.StreamDecision;
import io.streamgate.lease.id.StreamId;
import io.streamgate.lease.stream.Ended;
import io.streamgate.store.HistoryPage;
import java.time.Instant;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** The streams of one viewer. Guarded by the lock of the viewer's entry in the store's map. */
final class ViewerStreams {

  LeaseSet set = LeaseSet.EMPTY;
  private final NavigableMap<String, Ended> history = new TreeMap<>();

  boolean isEmpty() {
    return set.isEmpty() && history.isEmpty();
  }

  /** Adds a stream to history, and drops the oldest beyond {@code atMost}. */
  void remember(Ended stream, int atMost) {
    history.put(stream.id().value(), stream);
    while (history.size() > atMost) {
      history.pollFirstEntry();
    }
  }

  void forgetBefore(Instant horizon) {
    history.values().removeIf(e -> !isKept(e, horizon));
  }

  Optional<Ended> ended(StreamId id, Instant horizon) {
    return Optional.ofNullable(history.get(id.value())).filter(e -> isKept(e, horizon));
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
