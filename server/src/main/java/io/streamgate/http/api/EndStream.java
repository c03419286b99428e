package io.streamgate.http.api;

import static java.util.concurrent.CompletableFuture.completedStage;

import io.streamgate.http.body.DeviceHeader;
import io.streamgate.http.body.Field;
import io.streamgate.http.body.InvalidRequest;
import io.streamgate.http.body.StoredDetails;
import io.streamgate.http.exchange.Answer;
import io.streamgate.http.exchange.Call;
import io.streamgate.http.exchange.ViewerEndpoint;
import io.streamgate.identity.Caller;
import io.streamgate.identity.Proof;
import io.streamgate.lease.id.Device;
import io.streamgate.lease.stream.Ending;
import io.streamgate.limiter.Limiter;
import io.streamgate.limiter.StreamAnswer;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * {@code DELETE /api/v1/streams/{id}} and {@code POST .../end}: end a stream, of this device or of
 * another one.
 */
record EndStream(Limiter limiter) implements ViewerEndpoint {

  @Override
  public CompletionStage<Answer> answer(Caller caller, Call call) {
    return switch (DeviceHeader.of(call.header(DeviceHeader.NAME))) {
      case DeviceHeader.Invalid(var fault) ->
          completedStage(InvalidRequest.problem(List.of(fault)));
      case DeviceHeader.Says(var device) ->
          StreamName.parse(call.variable(Api.ID))
              .map(name -> end(caller, name, device))
              .orElseGet(() -> completedStage(Problems.unknownStream()));
    };
  }

  private CompletionStage<Answer> end(Caller caller, StreamName name, Device named) {
    return stopper(caller, named)
        .thenCompose(device -> limiter.end(caller, name.id(), device))
        .thenApply(end -> answer(name, end));
  }

  /** The device that ends the stream, as {@link Ending#byPlayer} judges it. */
  private CompletionStage<Device> stopper(Caller caller, Device named) {
    return switch (caller.proof()) {
      // the stream's own player, whatever it calls its device
      case Proof.OfStream _ -> completedStage(Device.UNNAMED);
      case Proof.OfViewer(var other) when other != null && named instanceof Device.Unnamed ->
          limiter.find(caller, other).thenApply(EndStream::deviceOf);
      case Proof.OfViewer _, Proof.OfBackEnd _, Proof.OfOperator _ -> completedStage(named);
    };
  }

  private static Device deviceOf(StreamAnswer.ToFind other) {
    return switch (other) {
      case StreamAnswer.Found(var stream, _) ->
          StoredDetails.read(stream.details())
              .text(Field.DEVICE_ID)
              .<Device>map(Device.Named::new)
              .orElseGet(Device.OfAnotherStream::new);
      case StreamAnswer.Unknown() -> new Device.OfAnotherStream();
    };
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
