package io.streamgate.http.api;

import static java.util.concurrent.CompletableFuture.completedStage;

import io.streamgate.http.body.BodyReader;
import io.streamgate.http.body.Field;
import io.streamgate.http.exchange.Answer;
import io.streamgate.http.exchange.Call;
import io.streamgate.http.exchange.Json;
import io.streamgate.http.exchange.ViewerEndpoint;
import io.streamgate.identity.Caller;
import io.streamgate.lease.stream.Playback.Report;
import io.streamgate.limiter.Limiter;
import io.streamgate.limiter.StreamAnswer;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** {@code POST /api/v1/streams/{id}/heartbeat}: it still plays. */
final class Heartbeats implements ViewerEndpoint {

  private final Limiter limiter;

  Heartbeats(Limiter limiter) {
    this.limiter = limiter;
  }

  @Override
  public CompletionStage<Answer> answer(Caller caller, Call call) {
    var fields = BodyReader.read(call.body().getBytes(), Field.OF_HEARTBEAT);
    if (!fields.faults().isEmpty()) {
      return completedStage(Problems.invalid(fields.faults()));
    }
    return StreamName.parse(call.variable(Api.ID))
        .map(name -> hear(caller, name, fields.told()).thenApply(Heartbeats::answer))
        .orElseGet(() -> completedStage(Problems.unknownStream()));
  }

  private CompletionStage<StreamAnswer.ToHeartbeat> hear(
      Caller caller, StreamName name, List<Report> told) {
    return switch (name) {
      case StreamName.Usual(var id) -> limiter.heartbeat(caller, id, told);
      case StreamName.Unenforced(var id) -> limiter.heartbeatOfUnenforced(caller, id, told);
    };
  }

  private static Answer answer(StreamAnswer.ToHeartbeat answer) {
    return switch (answer) {
      case StreamAnswer.Renewed(var member, var terms) ->
          Answer.json(
              200,
              json -> {
                Json.time(json, "expires_at", member.expiresAt());
                StreamJson.pace(json, terms);
              });
      case StreamAnswer.StillUnenforced(var terms) ->
          Answer.json(
              200,
              json -> {
                Json.time(json, "expires_at", terms.now().plus(terms.lease()));
                StreamJson.pace(json, terms);
                json.writeBooleanProperty("enforced", false);
              });
      case StreamAnswer.NeverEnforced(var terms) -> Problems.neverEnforced(terms);
      case StreamAnswer.Gone gone -> Problems.gone(gone);
      case StreamAnswer.Unknown() -> Problems.unknownStream();
    };
  }
}
