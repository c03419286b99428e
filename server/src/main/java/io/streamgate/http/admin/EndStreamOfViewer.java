package io.streamgate.http.admin;

import static java.util.concurrent.CompletableFuture.completedStage;

import io.streamgate.admin.Interventions;
import io.streamgate.admin.Interventions.EndedStreams;
import io.streamgate.http.exchange.Answer;
import io.streamgate.http.exchange.Call;
import io.streamgate.http.exchange.OperatorEndpoint;
import io.streamgate.http.exchange.ProblemType;
import io.streamgate.identity.operator.OperatorCaller;
import io.streamgate.lease.id.StreamId;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** {@code POST /admin/v1/viewers/{viewer}/streams/{stream}/end}: end one stream. */
record EndStreamOfViewer(Interventions interventions) implements OperatorEndpoint {

  @Override
  public CompletionStage<Answer> answer(OperatorCaller by, Call call) {
    return ViewerCall.of(
        call,
        viewer ->
            EndBody.of(
                call,
                why ->
                    StreamId.parse(call.variable("stream"))
                        .map(id -> interventions.end(by, viewer, id, why))
                        .orElseGet(() -> completedStage(Optional.empty()))
                        .thenApply(EndStreamOfViewer::answer)));
  }

  private static Answer answer(Optional<EndedStreams> ended) {
    return ended
        .<Answer>map(
            of ->
                Answer.json(
                    200,
                    json -> {
                      json.writeName("stream");
                      AdminJson.stream(json, of.streams().getFirst(), of.terms());
                    }))
        .orElseGet(
            () ->
                Answer.problem(
                    ProblemType.STREAM_NOT_FOUND,
                    "This viewer has no stream with this id; look the viewer up"));
  }
}
