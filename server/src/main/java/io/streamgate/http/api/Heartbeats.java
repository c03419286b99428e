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
import io.streamgate.limiter.Terms;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;
import tools.jackson.core.JsonGenerator;

/** {@code POST /api/v1/streams/{id}/heartbeat}: renew a lease. */
record Heartbeats(Limiter limiter) implements ViewerEndpoint {

  @Override
  public CompletionStage<Answer> answer(Caller caller, Call call) {
    var fields = BodyReader.readLeniently(call.body().getBytes(), Field.OF_HEARTBEAT);
    if (!fields.faults().isEmpty()) {
      return completedStage(Problems.invalid(fields.faults()));
    }
    return StreamName.parse(call.variable(Api.ID))
        .map(name -> renew(caller, name, fields.reports()).thenApply(Heartbeats::answer))
        .orElseGet(() -> completedStage(Problems.unknownStream()));
  }

  private CompletionStage<StreamAnswer.ToHeartbeat> renew(
      Caller caller, StreamName name, List<Report> reports) {
    return switch (name) {
      case StreamName.Usual(var id) -> limiter.heartbeat(caller, id, reports);
      case StreamName.Unenforced(var id) -> limiter.heartbeatOfUnenforced(caller, id, reports);
    };
  }

  private static Answer answer(StreamAnswer.ToHeartbeat answer) {
    return switch (answer) {
      case StreamAnswer.Renewed(var member, var terms) ->
          Answer.json(200, json -> lease(json, member.expiresAt(), terms));
      case StreamAnswer.StillUnenforced(var terms) ->
          Answer.json(
              200,
              json -> {
                lease(json, terms.now().plus(terms.lease()), terms);
                json.writeBooleanProperty("enforced", false);
              });
      case StreamAnswer.NeverEnforced(var terms) -> Problems.neverEnforced(terms);
      case StreamAnswer.Gone gone -> Problems.gone(gone);
      case StreamAnswer.Unknown() -> Problems.unknownStream();
    };
  }

  private static void lease(JsonGenerator json, Instant expiresAt, Terms terms) {
    Json.time(json, "expires_at", expiresAt);
    StreamJson.pace(json, terms);
  }
}
