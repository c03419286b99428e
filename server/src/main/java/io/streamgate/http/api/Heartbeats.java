package io.streamgate.http.api;

import static java.util.concurrent.CompletableFuture.completedStage;

import io.streamgate.http.body.BodyFields;
import io.streamgate.http.body.BodyReader;
import io.streamgate.http.body.Field;
import io.streamgate.http.body.InvalidRequest;
import io.streamgate.http.exchange.Answer;
import io.streamgate.http.exchange.Call;
import io.streamgate.http.exchange.ViewerEndpoint;
import io.streamgate.identity.Caller;
import io.streamgate.identity.Proof;
import io.streamgate.identity.token.StreamTokens;
import io.streamgate.lease.Heartbeat.Sender;
import io.streamgate.limiter.Limiter;
import io.streamgate.limiter.StreamAnswer;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** {@code POST /api/v1/streams/{id}/heartbeat}: renew a lease, and the token that came with it. */
record Heartbeats(Limiter limiter, StreamTokens tokens) implements ViewerEndpoint {

  @Override
  public CompletionStage<Answer> answer(Caller caller, Call call) {
    var fields = BodyReader.readLeniently(call.body().getBytes(), Field.OF_HEARTBEAT);
    if (!fields.faults().isEmpty()) {
      return completedStage(InvalidRequest.problem(fields.faults()));
    }
    return StreamName.parse(call.variable(Api.ID))
        .map(name -> renew(caller, name, fields).thenApply(renewal -> answer(caller, renewal)))
        .orElseGet(() -> completedStage(Problems.unknownStream()));
  }

  private CompletionStage<StreamAnswer.ToHeartbeat> renew(
      Caller caller, StreamName name, BodyFields fields) {
    var reports = fields.reports();
    return switch (name) {
      case StreamName.Usual(var id) -> limiter.heartbeat(caller, id, reports, sender(fields));
      case StreamName.Unenforced(var id) -> limiter.heartbeatOfUnenforced(caller, id, reports);
    };
  }

  private Answer answer(Caller caller, StreamAnswer.ToHeartbeat renewal) {
    return Leases.answer(
        renewal,
        now ->
            caller.proof() instanceof Proof.OfStream shown
                ? tokens.renew(caller.viewer().id(), shown, now)
                : Optional.empty());
  }

  private static Sender sender(BodyFields fields) {
    return fields.isTrue(Field.RETURNED) ? Sender.RETURNED : Sender.PRESENT;
  }
}
