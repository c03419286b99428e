package io.streamgate.http.admin;

import static java.util.concurrent.CompletableFuture.completedStage;

import io.streamgate.admin.Interventions;
import io.streamgate.http.body.InvalidRequest;
import io.streamgate.http.exchange.Answer;
import io.streamgate.http.exchange.Call;
import io.streamgate.http.exchange.OperatorEndpoint;
import io.streamgate.identity.operator.OperatorCaller;
import io.streamgate.lease.rule.ViewerOverride;
import java.util.concurrent.CompletionStage;

/** {@code PUT /admin/v1/viewers/{viewer}/override}: set an exception for one viewer. */
record SetOverride(Interventions interventions, OverrideBody bodies) implements OperatorEndpoint {

  @Override
  public CompletionStage<Answer> answer(OperatorCaller by, Call call) {
    return ViewerCall.of(
        call,
        viewer ->
            switch (bodies.read(call.body().getBytes(), by.operator().name())) {
              case OverrideBody.Read.Invalid(var faults) ->
                  completedStage(InvalidRequest.problem(faults));
              case OverrideBody.Read.Valid(var override, var reason) ->
                  interventions
                      .setOverride(by, viewer, override, reason)
                      .thenApply(_ -> shown(override));
            });
  }

  private static Answer shown(ViewerOverride override) {
    return Answer.json(200, json -> AdminJson.overrideMembers(json, override));
  }
}
