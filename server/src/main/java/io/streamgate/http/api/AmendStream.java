package io.streamgate.http.api;

import static java.util.concurrent.CompletableFuture.completedStage;

import io.streamgate.http.body.BodyFields;
import io.streamgate.http.body.BodyReader;
import io.streamgate.http.body.Fault;
import io.streamgate.http.body.Field;
import io.streamgate.http.body.FieldValue;
import io.streamgate.http.body.InvalidRequest;
import io.streamgate.http.body.StoredDetails;
import io.streamgate.http.exchange.Answer;
import io.streamgate.http.exchange.Call;
import io.streamgate.http.exchange.ViewerEndpoint;
import io.streamgate.identity.Caller;
import io.streamgate.lease.Amendment;
import io.streamgate.lease.Amendment.Fate;
import io.streamgate.lease.Amendment.Objection;
import io.streamgate.lease.id.StreamId;
import io.streamgate.limiter.Limiter;
import io.streamgate.limiter.StreamAnswer;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** {@code PATCH /api/v1/streams/{id}}: change the details of a stream, or end it. */
record AmendStream(Limiter limiter) implements ViewerEndpoint {

  @Override
  public CompletionStage<Answer> answer(Caller caller, Call call) {
    var read = BodyReader.read(call.body().getBytes(), Field.OF_PATCH);
    var fields = read.plus(faultsOf(read));
    if (!fields.faults().isEmpty()) {
      return completedStage(InvalidRequest.problem(fields.faults()));
    }
    var fate = fields.isTrue(Field.VIDEO_ENDED) ? Fate.ENDS : Fate.GOES_ON;
    var amendment = new Amendment(fields.reports(), StoredDetails.patch(fields), fate);
    return StreamId.parse(call.variable(Api.ID))
        .map(id -> limiter.amend(caller, id, amendment).thenApply(AmendStream::answer))
        .orElseGet(() -> completedStage(Problems.unknownStream()));
  }

  private static List<Fault> faultsOf(BodyFields fields) {
    var ended = fields.values().get(Field.VIDEO_ENDED);
    if (fields.isFalse(Field.VIDEO_ENDED) || ended instanceof FieldValue.Nothing) {
      return List.of(
          fault(Field.VIDEO_ENDED, "can only be set to true: an ended stream cannot be revived"));
    }
    return fields.values().get(Field.VIDEO_PLAYING) instanceof FieldValue.Nothing
        ? List.of(fault(Field.VIDEO_PLAYING, "must be true or false"))
        : List.of();
  }

  private static Fault fault(Field field, String detail) {
    return new Fault(Fault.RequestPart.BODY, "/" + field.jsonName(), detail);
  }

  private static Fault fault(Objection objection) {
    return new Fault(Fault.RequestPart.BODY, objection.pointer(), objection.why());
  }

  private static Answer answer(StreamAnswer.ToAmendment answer) {
    return switch (answer) {
      case StreamAnswer.Found found -> ShowStream.shown(found);
      case StreamAnswer.Rejected(var objections) ->
          InvalidRequest.problem(objections.stream().map(AmendStream::fault).toList());
      case StreamAnswer.TooManyChanges tooMany -> Problems.tooManyChanges(tooMany);
      case StreamAnswer.Gone gone -> Problems.gone(gone);
      case StreamAnswer.Unknown() -> Problems.unknownStream();
    };
  }
}
