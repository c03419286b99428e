package io.streamgate.admin;

import io.streamgate.admin.Act.OperatorAction;
import io.streamgate.identity.operator.OperatorCaller;
import io.streamgate.lease.id.StreamId;
import io.streamgate.lease.id.ViewerId;
import io.streamgate.lease.stream.Ended;
import io.streamgate.limiter.Event.Operation;
import io.streamgate.store.AuditEntry;
import io.streamgate.store.AuditTrail.Book;
import io.streamgate.store.HistoryPage;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Exports everything that is kept of a viewer, a page of the history at a time. */
public final class Exports {

  private static final int PAGE = HistoryPage.MAX_SIZE;

  /** The most entries of the audit that are exported. */
  private static final int MOST_ENTRIES = 1_000;

  private final AuditedStore store;
  private final ViewerLookup lookup;

  /** Exports what is in {@code store}. */
  public Exports(AuditedStore store, ViewerLookup lookup) {
    this.store = store;
    this.lookup = lookup;
  }

  /** Puts the export on record, and returns its first page. */
  public CompletionStage<ViewerReport> begin(OperatorCaller by, ViewerId viewer, String reason) {
    return store
        .record(by, new Book.OfViewer(viewer), new Act(OperatorAction.EXPORT, "", reason))
        .thenCompose(_ -> lookup.report(by, viewer, HistoryPage.newest(PAGE)));
  }

  /**
   * The part of the history before {@code before}.
   *
   * @param nextBefore where the next part begins; null after the last
   */
  public record Part(List<Ended> history, @Nullable StreamId nextBefore) {
    public Part {
      history = List.copyOf(history);
    }
  }

  /** Reads a part of the history. */
  public CompletionStage<Part> part(OperatorCaller by, ViewerReport first, StreamId before) {
    var page = HistoryPage.after(before, PAGE);
    var terms = first.terms();
    return store
        .call(by, Operation.HISTORY, s -> s.history(terms.viewer(), page, terms.now()))
        .thenApply(read -> new Part(read, read.size() < PAGE ? null : read.getLast().id()));
  }

  /** The newest entries of the viewer's audit. */
  public CompletionStage<List<AuditEntry>> audit(OperatorCaller by, ViewerId viewer) {
    return lookup.audit(by, viewer, MOST_ENTRIES);
  }
}
