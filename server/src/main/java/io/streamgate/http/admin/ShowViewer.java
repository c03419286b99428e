package io.streamgate.http.admin;

import static java.util.concurrent.CompletableFuture.completedStage;

import io.streamgate.admin.ViewerLookup;
import io.streamgate.admin.ViewerReport;
import io.streamgate.http.admin.plans.PlanJson;
import io.streamgate.http.api.StreamJson;
import io.streamgate.http.body.InvalidRequest;
import io.streamgate.http.exchange.Answer;
import io.streamgate.http.exchange.Call;
import io.streamgate.http.exchange.Json;
import io.streamgate.http.exchange.OperatorEndpoint;
import io.streamgate.identity.operator.OperatorCaller;
import io.streamgate.store.HistoryPage;
import java.util.concurrent.CompletionStage;

/** {@code GET /admin/v1/viewers/{viewer}}: everything about one viewer. */
record ShowViewer(ViewerLookup lookup) implements OperatorEndpoint {

  private static final int DEFAULT_SIZE = 50;

  @Override
  public CompletionStage<Answer> answer(OperatorCaller by, Call call) {
    var query = QueryFields.of(call, "page_size", "before");
    var size = query.number("page_size", HistoryPage.MAX_SIZE - 1, DEFAULT_SIZE);
    var before = query.stream("before");
    if (!query.faults().isEmpty()) {
      return completedStage(InvalidRequest.problem(query.faults()));
    }
    var page = new HistoryPage(before.orElse(null), size + 1);
    return ViewerCall.of(
        call, viewer -> lookup.report(by, viewer, page).thenApply(ShowViewer::answer));
  }

  private static Answer answer(ViewerReport report) {
    var terms = report.terms();
    var usage = report.usage();
    return Answer.json(
        200,
        json -> {
          json.writeStringProperty("viewer", terms.viewer().value());
          StreamJson.plan(json, terms.planName());
          StreamJson.limit(json, terms.limit());
          json.writeStringProperty("limit_from", report.limitFrom().word());
          PlanJson.bounds(json, terms.plan());
          AdminJson.override(json, report.override());
          json.writeNumberProperty("active", usage.active());
          AdminJson.remaining(json, terms.limit(), usage.remaining());
          json.writeNumberProperty("lapsed", report.lapsed());
          AdminJson.streams(json, "streams", report.members(), terms);
          AdminJson.streams(json, "history", report.history(), terms);
          AdminJson.nextBefore(json, report.nextBefore());
          Json.time(json, "server_time", terms.now());
        });
  }
}
