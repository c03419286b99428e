package io.streamgate.admin;

import io.streamgate.identity.Caller;
import io.streamgate.identity.Proof;
import io.streamgate.identity.Viewer;
import io.streamgate.identity.operator.OperatorCaller;
import io.streamgate.lease.LeaseSet;
import io.streamgate.lease.id.StreamId;
import io.streamgate.lease.id.ViewerId;
import io.streamgate.lease.stream.Ended;
import io.streamgate.limiter.Event.Operation;
import io.streamgate.limiter.Terms;
import io.streamgate.policy.Policy;
import io.streamgate.store.AuditEntry;
import io.streamgate.store.AuditTrail.Book;
import io.streamgate.store.HistoryPage;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

/** Looks up one viewer at a time, by the exact id. Nothing is searched. */
public final class ViewerLookup {

  private final AuditedStore store;
  private final Policy policy;

  /** Looks up viewers in {@code store}, and what they may in {@code policy}. */
  public ViewerLookup(AuditedStore store, Policy policy) {
    this.store = store;
    this.policy = policy;
  }

  /**
   * Everything about a viewer, with a page of the history of at most {@code page.size() - 1}
   * streams. Members are read before the history, so that a stream that ends in between is in one of
   * the two.
   */
  public CompletionStage<ViewerReport> report(
      OperatorCaller by, ViewerId viewer, HistoryPage page) {
    var terms = terms(by, viewer);
    return store
        .call(by, Operation.READ, s -> s.read(viewer))
        .thenCompose(
            set ->
                store
                    .call(by, Operation.HISTORY, s -> s.history(viewer, page, terms.now()))
                    .thenApply(past -> report(terms, set, past, page)));
  }

  private static ViewerReport report(
      Terms terms, LeaseSet set, List<Ended> past, HistoryPage page) {
    var swept = set.sweptAt(terms.now());
    var newestFirst = new TreeMap<StreamId, Ended>(Comparator.reverseOrder());
    Stream.concat(swept.ended().stream(), past.stream())
        .filter(ended -> page.reaches(ended.id()))
        .forEach(ended -> newestFirst.put(ended.id(), ended));
    var shown = newestFirst.values().stream().limit(page.size() - 1).toList();
    var next = newestFirst.size() > shown.size() ? shown.getLast().id() : null;
    var present = without(shown, swept.next());
    return new ViewerReport(terms.under(present.override()), present, shown, next);
  }

  /** A stream that ended between the two reads is in both. */
  private static LeaseSet without(List<Ended> shown, LeaseSet set) {
    var ids = shown.stream().map(Ended::id).toList();
    var members = set.members().stream().filter(member -> !ids.contains(member.id())).toList();
    return new LeaseSet(members, set.recent(), set.override());
  }

  /** What a viewer may of whom only the id is known, without an override. */
  Terms terms(OperatorCaller by, ViewerId id) {
    var viewer = new Viewer(id);
    var proof = new Proof.OfOperator(by.operator().name());
    var caller = new Caller(viewer, proof, by.requestId(), by.traceId());
    return new Terms(caller, policy.plans().offerTo(viewer), policy.pace(), store.now());
  }

  /** What operators did to a viewer, newest first. */
  public CompletionStage<List<AuditEntry>> audit(OperatorCaller by, ViewerId viewer, int atMost) {
    return store.entries(by, new Book.OfViewer(viewer), atMost);
  }
}
