package io.streamgate.store.memory;

import io.streamgate.lease.id.ViewerId;
import io.streamgate.store.AuditEntry;
import io.streamgate.store.AuditTrail;
import io.streamgate.store.StoreUnavailable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Keeps the latest {@value #MOST} entries in memory: operators act seldom. */
final class MemoryAuditTrail implements AuditTrail {

  static final int MOST = 10_000;

  private static final String CLOSED = "the store is closed";

  private static final Comparator<AuditEntry> NEWEST_FIRST =
      Comparator.comparing(AuditEntry::at).thenComparing(AuditEntry::requestId).reversed();

  private final Duration retention;

  /** In the order of their writing. Guarded by {@code this}. */
  private final ArrayDeque<KeptEntry> lines = new ArrayDeque<>();

  /** Guarded by {@code this}. */
  private boolean closed;

  /** A trail whose entries can be read for {@code retention}. */
  MemoryAuditTrail(Duration retention) {
    this.retention = retention;
  }

  private record KeptEntry(Book book, AuditEntry entry) {

    boolean isOf(Book other, Instant at, String requestId) {
      return book.equals(other) && entry.at().equals(at) && entry.requestId().equals(requestId);
    }
  }

  @Override
  public synchronized CompletionStage<AuditEntry> append(Book book, AuditEntry entry) {
    if (closed) {
      return CompletableFuture.failedStage(StoreUnavailable.rejected(CLOSED));
    }
    if (lines.stream().noneMatch(line -> line.isOf(book, entry.at(), entry.requestId()))) {
      lines.add(new KeptEntry(book, entry));
      if (lines.size() > MOST) {
        lines.removeFirst();
      }
    }
    return CompletableFuture.completedStage(entry);
  }

  @Override
  public synchronized CompletionStage<List<AuditEntry>> read(Book book, int atMost, Instant now) {
    if (closed) {
      return CompletableFuture.failedStage(StoreUnavailable.rejected(CLOSED));
    }
    var oldest = now.minus(retention);
    return CompletableFuture.completedStage(
        lines.stream()
            .filter(line -> line.book().equals(book))
            .map(KeptEntry::entry)
            .filter(entry -> !entry.at().isBefore(oldest))
            .sorted(NEWEST_FIRST)
            .limit(atMost)
            .toList());
  }

  /** Removes the entries of a viewer. */
  synchronized void forget(ViewerId viewer) {
    lines.removeIf(line -> line.book().equals(new Book.OfViewer(viewer)));
  }

  /** Removes the entries that can be read no longer. */
  synchronized void forgetBefore(Instant now) {
    var oldest = now.minus(retention);
    lines.removeIf(line -> line.entry().at().isBefore(oldest));
  }

  synchronized void close() {
    closed = true;
  }
}
