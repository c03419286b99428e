package io.streamgate.http.admin;

import static java.util.concurrent.CompletableFuture.completedStage;

import io.streamgate.admin.Erasures;
import io.streamgate.admin.Erasures.ErasureProgress;
import io.streamgate.http.body.InvalidRequest;
import io.streamgate.http.exchange.Answer;
import io.streamgate.http.exchange.Call;
import io.streamgate.http.exchange.OperatorEndpoint;
import io.streamgate.identity.operator.OperatorCaller;
import java.util.concurrent.CompletionStage;

/** {@code DELETE /admin/v1/viewers/{viewer}}: erase a viewer. */
record EraseViewer(Erasures erasures) implements OperatorEndpoint {

  @Override
  public CompletionStage<Answer> answer(OperatorCaller by, Call call) {
    var query = QueryFields.of(call, "reason");
    var reason = query.reason();
    return query.faults().isEmpty()
        ? ViewerCall.of(
            call, viewer -> erasures.erase(by, viewer, reason).thenApply(EraseViewer::answer))
        : completedStage(InvalidRequest.problem(query.faults()));
  }

  private static Answer answer(ErasureProgress progress) {
    return Answer.json(
        202,
        json -> {
          switch (progress) {
            case ErasureProgress.Complete() -> json.writeBooleanProperty("complete", true);
            case ErasureProgress.Repeat(var after) -> {
              json.writeBooleanProperty("complete", false);
              json.writeNumberProperty("repeat_after_ms", after.toMillis());
            }
          }
        });
  }
}
