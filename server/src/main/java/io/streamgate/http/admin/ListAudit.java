package io.streamgate.http.admin;

import static java.util.concurrent.CompletableFuture.completedStage;

import io.streamgate.admin.Erasures;
import io.streamgate.admin.ViewerLookup;
import io.streamgate.http.body.InvalidRequest;
import io.streamgate.http.exchange.Answer;
import io.streamgate.http.exchange.Call;
import io.streamgate.http.exchange.OperatorEndpoint;
import io.streamgate.identity.operator.OperatorCaller;
import io.streamgate.store.AuditEntry;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** {@code GET .../audit} and {@code GET /admin/v1/erasures}: what is on record. */
record ListAudit(ListedBook book) implements OperatorEndpoint {

  private static final int DEFAULT_ENTRIES = 100;
  private static final int MOST_ENTRIES = 1_000;

  /** Reads and answers at most so many entries. */
  @FunctionalInterface
  interface ListedBook {
    CompletionStage<Answer> answer(OperatorCaller by, Call call, int atMost);
  }

  /** The audit of the viewer that the path names. */
  static ListAudit ofViewer(ViewerLookup lookup) {
    return new ListAudit(
        (by, call, atMost) ->
            ViewerCall.of(
                call, viewer -> lookup.audit(by, viewer, atMost).thenApply(ListAudit::entries)));
  }

  /** The audit of all erasures. */
  static ListAudit ofErasures(Erasures erasures) {
    return new ListAudit(
        (by, _, atMost) -> erasures.latest(by, atMost).thenApply(ListAudit::entries));
  }

  @Override
  public CompletionStage<Answer> answer(OperatorCaller by, Call call) {
    var query = QueryFields.of(call, "limit");
    var atMost = query.number("limit", MOST_ENTRIES, DEFAULT_ENTRIES);
    return query.faults().isEmpty()
        ? book.answer(by, call, atMost)
        : completedStage(InvalidRequest.problem(query.faults()));
  }

  private static Answer entries(List<AuditEntry> entries) {
    return Answer.json(200, json -> AdminJson.entries(json, "entries", entries));
  }
}
