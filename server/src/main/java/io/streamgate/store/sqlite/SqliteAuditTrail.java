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
import org.jspecify.annotations.Nullable;

/** Keeps the audit in the database of the streams, whose writer also commits its entries. */
record SqliteAuditTrail(Writer writer, PastStreams past, Duration retention) implements AuditTrail {

  @Override
  public CompletionStage<@Nullable Void> append(Book book, AuditEntry entry) {
    var appended = new CompletableFuture<@Nullable Void>();
    var _ =
        writer
            .generation()
            .record(new Change.Audit(book, entry), entry.at())
            .committed()
            .whenComplete(
                (_, failure) -> {
                  if (failure == null) {
                    appended.complete(null);
                  } else {
                    appended.completeExceptionally(failure);
                  }
                });
    return appended;
  }

  @Override
  public CompletionStage<List<AuditEntry>> read(Book book, int atMost, Instant now) {
    return past.audit(book, atMost, now.minus(retention));
  }
}
