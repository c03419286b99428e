package io.streamgate.http.api;

import static java.util.concurrent.CompletableFuture.completedStage;

import io.streamgate.http.exchange.Answer;
import io.streamgate.http.exchange.Call;
import io.streamgate.http.exchange.ViewerEndpoint;
import io.streamgate.identity.Caller;
import io.streamgate.lease.id.StreamId;
import io.streamgate.limiter.Limiter;
import io.streamgate.limiter.StreamAnswer;
import java.util.concurrent.CompletionStage;

/** {@code GET /api/v1/streams/{id}}: one stream. */
record ShowStream(Limiter limiter) implements ViewerEndpoint {

  @Override
  public CompletionStage<Answer> answer(Caller caller, Call call) {
    return StreamId.parse(call.variable(Api.ID))
        .map(id -> limiter.find(caller, id).thenApply(ShowStream::answer))
        .orElseGet(() -> completedStage(Problems.unknownStream()));
  }

  private static Answer answer(StreamAnswer.ToFind answer) {
    return switch (answer) {
      case StreamAnswer.Found found -> shown(found);
      case StreamAnswer.Unknown() -> Problems.unknownStream();
    };
  }

  static Answer shown(StreamAnswer.Found found) {
    return Answer.json(
        200,
        json -> {
          StreamJson.stream(json, found.stream(), found.terms());
          StreamJson.pace(json, found.terms());
        });
  }
}
