package io.streamgate.store.sqlite;

import io.streamgate.store.AuditEntry;
import io.streamgate.store.AuditTrail;
import io.streamgate.store.sqlite.journal.Journal.Change;
import io.streamgate.store.sqlite.journal.PastStreams;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Keeps the audit in the database of the streams, whose writer also commits its entries. */
record SqliteAuditTrail(Writer writer, PastStreams past, Duration retention) implements AuditTrail {

  @Override
  public CompletionStage<AuditEntry> append(Book book, AuditEntry entry) {
    return writer
        .generation()
        .record(new Change.Audit(book, entry), entry.at())
        .committed(_ -> CompletableFuture.completedFuture(entry));
  }

  @Override
  public CompletionStage<List<AuditEntry>> read(Book book, int atMost, Instant now) {
    return past.audit(book, atMost, now.minus(retention));
  }
}
