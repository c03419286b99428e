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

/** Reads streams that have ended: from a viewer's item until their row is written, then there. */
final class History {

  /** Rows past their retention that the table has not dropped yet can fill a page. */
  private static final int MOST_PAGES = 10;

  private final Table table;
  private final LargeDetails largeDetails;
  private final Duration retention;

  History(Table table, LargeDetails largeDetails, Duration retention) {
    this.table = table;
    this.largeDetails = largeDetails;
    this.retention = retention;
  }

  /** What there is to say of a stream that is no member; one that ended too long ago is unknown. */
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
   * What there is to say of a stream that the item knows to have ended. Nobody sweeps the table: a
   * member that nobody asked for in all of the retention is in the item still, and unknown.
   */
  CompletionStage<StreamDecision.NotMember> gone(
      ViewerId viewer, ViewerItem item, Ended ended, Instant now) {
    return isKept(ended, now)
        ? whole(viewer, item, ended, now).thenApply(StreamDecision.Gone::new)
        : completedStage(new StreamDecision.Unknown());
  }

  /** An ended stream, with all that is known of it. */
  CompletionStage<Optional<Ended>> find(
      ViewerId viewer, ViewerItem item, StreamId id, Instant now) {
    return item.unwritten(now).stream()
        .filter(ended -> ended.id().equals(id))
        .findFirst()
        .map(ended -> unwritten(viewer, ended).thenApply(Optional::of))
        .orElseGet(() -> written(viewer, id))
        .thenApply(found -> found.filter(ended -> isKept(ended, now)));
  }

  /** Its large details may have gone into its row since the item was read. */
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

  /** An ended stream of which the item may know no more than its tombstone says. */
  CompletionStage<Ended> whole(ViewerId viewer, ViewerItem item, Ended ended, Instant now) {
    return find(viewer, item, ended.id(), now).thenApply(found -> found.orElse(ended));
  }

  /**
   * A page, the newest id first. The item is read first: a stream whose row is written in between
   * is in both, and none is in neither.
   */
  CompletionStage<List<Ended>> page(ViewerId viewer, HistoryPage page, Instant now) {
    return table
        .read(viewer, Priority.NORMAL)
        .thenCompose(item -> unwritten(viewer, item, page, now))
        .thenCompose(
            unwritten ->
                written(viewer, page, now, List.of(), MOST_PAGES)
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
        all = all.thenCombine(largeDetails.whole(viewer, ended), History::with);
      }
    }
    return all;
  }

  private CompletionStage<List<Ended>> written(
      ViewerId viewer, HistoryPage page, Instant now, List<Ended> before, int pages) {
    return table
        .history(viewer, page.before(), page.size() + 1)
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

  private static List<Ended> with(List<Ended> streams, Ended another) {
    var all = new ArrayList<>(streams);
    all.add(another);
    return all;
  }

  private boolean isKept(Ended ended, Instant now) {
    return !ended.ending().at().isBefore(now.minus(retention));
  }
}
