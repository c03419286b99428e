package io.streamgate.store.dynamodb;

import static java.util.concurrent.CompletableFuture.completedStage;

import io.streamgate.lease.StreamDecision;
import io.streamgate.lease.id.StreamId;
import io.streamgate.lease.id.ViewerId;
import io.streamgate.lease.stream.Ended;
import io.streamgate.store.HistoryPage;
import io.streamgate.store.dynamodb.item.RowKeys;
import io.streamgate.store.dynamodb.item.ViewerItem;
import io.streamgate.store.dynamodb.table.Table;
import io.streamgate.store.shared.Priority;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;

/** Reads ended streams: from the viewer's item until their row is written, then from the row. */
final class History {

  /** How many pages one call may read: expired rows that are not dropped yet can fill a page. */
  private static final int MAX_PAGES = 10;

  private final Table table;
  private final LargeDetails largeDetails;
  private final Duration retention;

  History(Table table, LargeDetails largeDetails, Duration retention) {
    this.table = table;
    this.largeDetails = largeDetails;
    this.retention = retention;
  }

  /** Answers for a stream that is not a member; past its retention it is unknown. */
  CompletionStage<StreamDecision.NotMember> past(
      ViewerId viewer, ViewerItem item, StreamId id, Instant now) {
    return find(viewer, item, id, now)
        .thenApply(
            found ->
                found
                    .<StreamDecision.NotMember>map(StreamDecision.Gone::new)
                    .orElseGet(StreamDecision.Unknown::new));
  }

  /**
   * Answers for a stream that the item shows as ended. Since nobody sweeps the table, the item may
   * still have a stream that is past its retention, and therefore unknown.
   */
  CompletionStage<StreamDecision.NotMember> gone(
      ViewerId viewer, ViewerItem item, Ended ended, Instant now) {
    return isKept(ended, now)
        ? whole(viewer, item, ended, now).thenApply(StreamDecision.Gone::new)
        : completedStage(new StreamDecision.Unknown());
  }

  CompletionStage<Optional<Ended>> find(
      ViewerId viewer, ViewerItem item, StreamId id, Instant now) {
    return item.unwritten(now).stream()
        .filter(ended -> ended.id().equals(id))
        .findFirst()
        .map(ended -> unwritten(viewer, ended).thenApply(Optional::of))
        .orElseGet(() -> written(viewer, id).thenApply(row -> row.or(() -> erased(item, id, now))))
        .thenApply(found -> found.filter(ended -> isKept(ended, now)));
  }

  /** An erasure leaves only the tombstone of a stream. */
  private static Optional<Ended> erased(ViewerItem item, StreamId id, Instant now) {
    return item.ended(id).filter(ended -> ended.isRememberedAt(now));
  }

  /** Large details may have moved into the history row since the item was read. */
  private CompletionStage<Ended> unwritten(ViewerId viewer, Ended ended) {
    return largeDetails
        .whole(viewer, ended)
        .thenCompose(
            whole ->
                LargeDetails.areMissing(ended, whole)
                    ? written(viewer, ended.id()).thenApply(row -> row.orElse(whole))
                    : completedStage(whole));
  }

  private CompletionStage<Optional<Ended>> written(ViewerId viewer, StreamId id) {
    return table
        .row(RowKeys.history(viewer, id), Priority.NORMAL)
        .thenApply(row -> row.map(RowKeys::ended));
  }

  /** An ended stream with its details, if they are still on record. */
  CompletionStage<Ended> whole(ViewerId viewer, ViewerItem item, Ended ended, Instant now) {
    return find(viewer, item, ended.id(), now).thenApply(found -> found.orElse(ended));
  }

  /**
   * Reads a page, newest id first. Reads the item before the rows: a stream whose row is written in
   * between is in both, and none is missed.
   */
  CompletionStage<List<Ended>> page(ViewerId viewer, HistoryPage page, Instant now) {
    return table
        .read(viewer, Priority.NORMAL)
        .thenCompose(item -> unwritten(viewer, item, page, now))
        .thenCompose(
            unwritten ->
                written(viewer, page, now, List.of(), MAX_PAGES)
                    .thenApply(written -> merged(unwritten, written, page.size())));
  }

  private static List<Ended> merged(List<Ended> unwritten, List<Ended> written, int size) {
    var newestFirst = new TreeMap<StreamId, Ended>(Comparator.reverseOrder());
    unwritten.forEach(ended -> newestFirst.put(ended.id(), ended));
    written.forEach(ended -> newestFirst.put(ended.id(), ended));
    return newestFirst.values().stream().limit(size).toList();
  }

  private CompletionStage<List<Ended>> unwritten(
      ViewerId viewer, ViewerItem item, HistoryPage page, Instant now) {
    CompletionStage<List<Ended>> all = completedStage(List.of());
    for (var ended : item.unwritten(now)) {
      if (page.reaches(ended.id()) && isKept(ended, now)) {
        all = all.thenCombine(largeDetails.whole(viewer, ended), LargeDetails::append);
      }
    }
    return all;
  }

  private CompletionStage<List<Ended>> written(
      ViewerId viewer, HistoryPage page, Instant now, List<Ended> before, int pages) {
    return table
        .newest(RowKeys.historyUpTo(viewer, page.before()), page.size() + 1)
        .thenCompose(
            answer -> {
              var all = new ArrayList<>(before);
              var rows = answer.rows().stream().map(RowKeys::ended).toList();
              rows.stream().filter(e -> page.reaches(e.id()) && isKept(e, now)).forEach(all::add);
              if (answer.isLast() || all.size() >= page.size() || pages == 1) {
                return completedStage(all);
              }
              var next = HistoryPage.after(rows.getLast().id(), page.size());
              return written(viewer, next, now, all, pages - 1);
            });
  }

  private boolean isKept(Ended ended, Instant now) {
    return !ended.ending().at().isBefore(now.minus(retention));
  }
}
