package io.streamgate.http.api;

import static java.util.concurrent.CompletableFuture.completedStage;

import io.streamgate.http.edge.Answer;
import io.streamgate.http.edge.Call;
import io.streamgate.http.edge.Endpoint;
import io.streamgate.lease.id.StreamId;
import io.streamgate.limiter.Limiter;
import io.streamgate.limiter.StreamAnswer;
import java.util.concurrent.CompletionStage;

/** {@code DELETE /api/v1/streams/{id}} and {@code POST .../end}: end a stream. */
final class EndStream implements Endpoint {

  private final Limiter limiter;

  EndStream(Limiter limiter) {
    this.limiter = limiter;
  }

  @Override
  public CompletionStage<Answer> answer(Call call) {
    return StreamId.parse(call.variable())
        .map(id -> limiter.end(call.caller(), id).thenApply(EndStream::answer))
        .orElseGet(() -> completedStage(Problems.unknownStream()));
  }

  private static Answer answer(StreamAnswer.ToEnd answer) {
    return switch (answer) {
      case StreamAnswer.Done() -> Answer.empty(204);
      case StreamAnswer.Unknown() -> Problems.unknownStream();
    };
  }
}
