package io.streamgate.store;

import io.streamgate.lease.id.ViewerId;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * Keeps what operators did, beside the streams and as durably, for a retention time of its own.
 *
 * <p>{@link LeaseStore} says what holds for failures and threads.
 */
public interface AuditTrail {

  /** Where an entry is kept. */
  sealed interface Book {

    /** With the viewer, whose erasure removes it. */
    record OfViewer(ViewerId viewer) implements Book {}

    /** With all erasures, whose entries name no viewer. */
    record OfErasures() implements Book {}
  }

  /** Appends an entry. An entry with the same time and request id is the same entry. Returns it. */
  CompletionStage<AuditEntry> append(Book book, AuditEntry entry);

  /**
   * Reads entries within the retention time, newest first.
   *
   * @param atMost 1 to 1,000
   */
  CompletionStage<List<AuditEntry>> read(Book book, int atMost, Instant now);
}
