package io.streamgate.http.api;

import static java.util.concurrent.CompletableFuture.completedStage;

import io.streamgate.http.body.BodyReader;
import io.streamgate.http.body.Field;
import io.streamgate.http.exchange.Answer;
import io.streamgate.http.exchange.Call;
import io.streamgate.http.exchange.Json;
import io.streamgate.http.exchange.ViewerEndpoint;
import io.streamgate.identity.Caller;
import io.streamgate.lease.Playback.Told;
import io.streamgate.limiter.Limiter;
import io.streamgate.limiter.StreamAnswer;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** {@code POST /api/v1/streams/{id}/heartbeat}: it still plays. */
final class HearStream implements ViewerEndpoint {

  private final Limiter limiter;

  HearStream(Limiter limiter) {
    this.limiter = limiter;
  }

  @Override
  public CompletionStage<Answer> answer(Caller caller, Call call) {
    var said = BodyReader.read(call.body().getBytes(), Field.OF_HEARTBEAT);
    if (!said.faults().isEmpty()) {
      return completedStage(Problems.invalid(said.faults()));
    }
    return StreamName.parse(call.variable(Api.ID))
        .map(name -> hear(caller, name, said.told()).thenApply(HearStream::answer))
        .orElseGet(() -> completedStage(Problems.unknownStream()));
  }

  private CompletionStage<StreamAnswer.ToHeartbeat> hear(
      Caller caller, StreamName name, List<Told> told) {
    return switch (name) {
      case StreamName.Usual(var id) -> limiter.heartbeat(caller, id, told);
      case StreamName.Unenforced(var id) -> limiter.heartbeatOfUnenforced(caller, id, told);
    };
  }

  private static Answer answer(StreamAnswer.ToHeartbeat answer) {
    return switch (answer) {
      case StreamAnswer.Renewed(var member, var asked) ->
          Answer.json(
              200,
              json -> {
                Json.time(json, "expires_at", member.expiresAt());
                StreamJson.pace(json, asked);
              });
      case StreamAnswer.StillUnenforced(var asked) ->
          Answer.json(
              200,
              json -> {
                Json.time(json, "expires_at", asked.now().plus(asked.lease()));
                StreamJson.pace(json, asked);
                json.writeBooleanProperty("enforced", false);
              });
      case StreamAnswer.NeverEnforced(var asked) -> Problems.neverEnforced(asked);
      case StreamAnswer.Gone gone -> Problems.gone(gone);
      case StreamAnswer.Unknown() -> Problems.unknownStream();
    };
  }
}
