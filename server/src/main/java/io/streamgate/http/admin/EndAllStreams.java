package io.streamgate.http.admin;

import io.streamgate.admin.Interventions;
import io.streamgate.http.exchange.Answer;
import io.streamgate.http.exchange.Call;
import io.streamgate.http.exchange.OperatorEndpoint;
import io.streamgate.identity.operator.OperatorCaller;
import java.util.concurrent.CompletionStage;

/** {@code POST /admin/v1/viewers/{viewer}/end-all}: end all streams of a viewer. */
record EndAllStreams(Interventions interventions) implements OperatorEndpoint {

  @Override
  public CompletionStage<Answer> answer(OperatorCaller by, Call call) {
    return ViewerCall.of(
        call,
        viewer ->
            EndBody.of(
                call,
                why ->
                    interventions
                        .endAll(by, viewer, why)
                        .thenApply(
                            ended ->
                                Answer.json(
                                    200,
                                    json ->
                                        AdminJson.streams(
                                            json, "ended", ended.streams(), ended.terms())))));
  }
}
