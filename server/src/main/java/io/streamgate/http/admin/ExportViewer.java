package io.streamgate.http.admin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.CompletableFuture.completedStage;

import io.streamgate.admin.Exports;
import io.streamgate.admin.ViewerReport;
import io.streamgate.http.body.InvalidRequest;
import io.streamgate.http.exchange.Answer;
import io.streamgate.http.exchange.Call;
import io.streamgate.http.exchange.Json;
import io.streamgate.http.exchange.OperatorEndpoint;
import io.streamgate.identity.operator.OperatorCaller;
import io.streamgate.lease.id.StreamId;
import io.streamgate.lease.stream.Ended;
import io.streamgate.store.AuditEntry;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /admin/v1/viewers/{viewer}/export}: everything that is kept of a viewer. A history may
 * be longer than the memory should hold, so the document is written a page of it at a time.
 */
record ExportViewer(Exports exports) implements OperatorEndpoint {

  @Override
  public CompletionStage<Answer> answer(OperatorCaller by, Call call) {
    var query = QueryFields.of(call, "reason");
    var reason = query.reason();
    return query.faults().isEmpty()
        ? ViewerCall.of(
            call,
            viewer ->
                exports
                    .begin(by, viewer, reason)
                    .thenApply(
                        first ->
                            new Answer.InPieces(
                                List.of(), "application/json", new Document(exports, by, first))))
        : completedStage(InvalidRequest.problem(query.faults()));
  }

  /** The document: its beginning with the first page, the other pages, and the audit at the end. */
  private static final class Document implements Answer.Pieces {

    private final Exports exports;
    private final OperatorCaller by;
    private final ViewerReport first;
    private @Nullable StreamId before;
    private ExportStep next = ExportStep.BEGINNING;

    private enum ExportStep {
      BEGINNING,
      HISTORY,
      AUDIT,
      NOTHING
    }

    Document(Exports exports, OperatorCaller by, ViewerReport first) {
      this.exports = exports;
      this.by = by;
      this.first = first;
      this.before = first.nextBefore();
    }

    @Override
    public CompletionStage<@Nullable Buffer> next() {
      return switch (next) {
        case BEGINNING -> completedStage(proceeding(beginning()));
        case HISTORY ->
            exports
                .part(by, first, Objects.requireNonNull(before))
                .thenApply(
                    part -> {
                      before = part.nextBefore();
                      return proceeding(more(part.history()));
                    });
        case AUDIT ->
            exports
                .audit(by, first.terms().viewer())
                .thenApply(
                    entries -> {
                      next = ExportStep.NOTHING;
                      return end(entries);
                    });
        case NOTHING -> completedStage(null);
      };
    }

    private Buffer proceeding(Buffer piece) {
      next = before == null ? ExportStep.AUDIT : ExportStep.HISTORY;
      return piece;
    }

    private Buffer beginning() {
      var terms = first.terms();
      var object =
          Json.object(
              json -> {
                json.writeStringProperty("viewer", terms.viewer().value());
                Json.time(json, "exported_at", terms.now());
                AdminJson.override(json, first.override());
                AdminJson.streams(json, "streams", first.members(), terms);
              });
      return Buffer.buffer()
          .appendBuffer(object, 0, object.length() - 1)
          .appendString(",\"history\":[")
          .appendString(streams(first.history()));
    }

    /** A part may be empty, if streams have expired since the one before. */
    private Buffer more(List<Ended> history) {
      return Buffer.buffer((history.isEmpty() ? " " : ",") + streams(history));
    }

    private String streams(List<Ended> history) {
      return history.stream()
          .map(each -> Json.object(json -> AdminJson.streamMembers(json, each, first.terms())))
          .map(object -> object.toString(UTF_8))
          .collect(Collectors.joining(","));
    }

    private static Buffer end(List<AuditEntry> entries) {
      var object = Json.object(json -> AdminJson.entries(json, "audit", entries));
      return Buffer.buffer("],").appendBuffer(object, 1, object.length() - 1);
    }
  }
}
