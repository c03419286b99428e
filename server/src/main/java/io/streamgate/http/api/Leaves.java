package io.streamgate.http.api;

import static java.util.concurrent.CompletableFuture.completedStage;

import io.streamgate.http.body.BodyReader;
import io.streamgate.http.body.Field;
import io.streamgate.http.body.InvalidRequest;
import io.streamgate.http.exchange.Answer;
import io.streamgate.http.exchange.Call;
import io.streamgate.http.exchange.ViewerEndpoint;
import io.streamgate.identity.Caller;
import io.streamgate.limiter.Limiter;
import io.streamgate.limiter.StreamAnswer;
import java.time.Instant;
import java.util.concurrent.CompletionStage;

/** {@code POST /api/v1/streams/{id}/leave}: cut a lease, because the player may be gone. */
record Leaves(Limiter limiter) implements ViewerEndpoint {

  @Override
  public CompletionStage<Answer> answer(Caller caller, Call call) {
    var fields =
        BodyReader.readLeniently(call.body().getBytes(), Field.OF_LEAVE)
            .requiring(Field.EXPIRES_AT, "the expires_at of the last response");
    if (!fields.faults().isEmpty()) {
      return completedStage(InvalidRequest.problem(fields.faults()));
    }
    var told = Instant.parse(fields.text(Field.EXPIRES_AT).orElseThrow());
    return StreamName.parse(call.variable(Api.ID))
        .map(name -> leave(caller, name, told).thenApply(Leases::answer))
        .orElseGet(() -> completedStage(Problems.unknownStream()));
  }

  private CompletionStage<StreamAnswer.ToHeartbeat> leave(
      Caller caller, StreamName name, Instant told) {
    return switch (name) {
      case StreamName.Usual(var id) -> limiter.leave(caller, id, told);
      case StreamName.Unenforced(var id) -> limiter.leaveOfUnenforced(caller, id, told);
    };
  }
}
