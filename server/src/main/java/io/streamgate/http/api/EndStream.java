package io.streamgate.http.api;

import static java.util.concurrent.CompletableFuture.completedStage;

import io.streamgate.http.exchange.Answer;
import io.streamgate.http.exchange.Call;
import io.streamgate.http.exchange.ViewerEndpoint;
import io.streamgate.identity.Caller;
import io.streamgate.limiter.Limiter;
import io.streamgate.limiter.StreamAnswer;
import java.util.concurrent.CompletionStage;

/** {@code DELETE /api/v1/streams/{id}} and {@code POST .../end}: end a stream. */
record EndStream(Limiter limiter) implements ViewerEndpoint {

  @Override
  public CompletionStage<Answer> answer(Caller caller, Call call) {
    return StreamName.parse(call.variable(Api.ID))
        .map(name -> limiter.end(caller, name.id()).thenApply(end -> answer(name, end)))
        .orElseGet(() -> completedStage(Problems.unknownStream()));
  }

  private static Answer answer(StreamName name, StreamAnswer.ToEnd end) {
    return switch (end) {
      case StreamAnswer.Done() -> Answer.empty(204);
      case StreamAnswer.Unknown() ->
          switch (name) {
            case StreamName.Usual _ -> Problems.unknownStream();
            // it was admitted while the store was unavailable: there is nothing to end
            case StreamName.Unenforced _ -> Answer.empty(204);
          };
    };
  }
}
