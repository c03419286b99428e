package io.streamgate.http.api;

import static io.streamgate.limiter.StartAnswer.Unenforced.PREFIX;
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
    var name = call.variable();
    return name.startsWith(PREFIX)
        ? end(call, name.substring(PREFIX.length()), Answer.empty(204))
        : end(call, name, Problems.unknownStream());
  }

  private CompletionStage<Answer> end(Call call, String id, Answer ifUnknown) {
    return StreamId.parse(id)
        .map(
            known ->
                limiter.end(call.caller(), known).thenApply(answer -> answer(answer, ifUnknown)))
        .orElseGet(() -> completedStage(Problems.unknownStream()));
  }

  private static Answer answer(StreamAnswer.ToEnd answer, Answer ifUnknown) {
    return switch (answer) {
      case StreamAnswer.Done() -> Answer.empty(204);
      case StreamAnswer.Unknown() -> ifUnknown;
    };
  }
}
