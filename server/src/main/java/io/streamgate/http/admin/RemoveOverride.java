package io.streamgate.http.admin;

import static java.util.concurrent.CompletableFuture.completedStage;

import io.streamgate.admin.Interventions;
import io.streamgate.http.body.InvalidRequest;
import io.streamgate.http.exchange.Answer;
import io.streamgate.http.exchange.Call;
import io.streamgate.http.exchange.OperatorEndpoint;
import io.streamgate.identity.operator.OperatorCaller;
import java.util.concurrent.CompletionStage;

/** {@code DELETE /admin/v1/viewers/{viewer}/override}: remove the exception, if there is one. */
record RemoveOverride(Interventions interventions) implements OperatorEndpoint {

  @Override
  public CompletionStage<Answer> answer(OperatorCaller by, Call call) {
    var query = QueryFields.of(call, "reason");
    var reason = query.reason();
    return query.faults().isEmpty()
        ? ViewerCall.of(
            call,
            viewer ->
                interventions.removeOverride(by, viewer, reason).thenApply(_ -> Answer.empty(204)))
        : completedStage(InvalidRequest.problem(query.faults()));
  }
}
