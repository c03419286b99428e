package io.streamgate.store.dynamodb.row;

import static java.util.concurrent.CompletableFuture.completedStage;

import io.streamgate.store.AuditEntry;
import io.streamgate.store.AuditTrail;
import io.streamgate.store.dynamodb.table.Table;
import io.streamgate.store.shared.Priority;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what operators did in rows of the table: see {@link AuditRow}. The table's time to live
 * deletes them, some time after the retention with which they were written.
 */
public record AuditRows(Table table, Duration retention) implements AuditTrail {

  @Override
  public CompletionStage<AuditEntry> append(Book book, AuditEntry entry) {
    return table
        .putIfAbsent(AuditRow.of(book, entry, retention), Priority.NORMAL)
        .thenApply(_ -> entry);
  }

  @Override
  public CompletionStage<List<AuditEntry>> read(Book book, int atMost, Instant now) {
    return read(book, null, List.of(), atMost, now.minus(retention));
  }

  /** Reads on from the entry {@code last}; a page has at most one megabyte. */
  private CompletionStage<List<AuditEntry>> read(
      Book book, @Nullable AuditEntry last, List<AuditEntry> before, int atMost, Instant horizon) {
    return table
        .newest(AuditRow.upTo(book, last), atMost - before.size() + (last == null ? 0 : 1))
        .thenCompose(
            page -> {
              var read = page.rows().stream().map(AuditRow::entry).toList();
              var all = new ArrayList<>(before);
              read.stream()
                  .filter(entry -> !entry.equals(last))
                  .takeWhile(entry -> !entry.at().isBefore(horizon))
                  .forEach(all::add);
              return page.isLast() || all.size() >= atMost || read.getLast().at().isBefore(horizon)
                  ? completedStage(all)
                  : read(book, read.getLast(), all, atMost, horizon);
            });
  }
}
