package io.streamgate.http.api;

import static java.util.concurrent.CompletableFuture.completedStage;

import io.streamgate.http.body.DeviceHeader;
import io.streamgate.http.exchange.Answer;
import io.streamgate.http.exchange.Call;
import io.streamgate.http.exchange.ViewerEndpoint;
import io.streamgate.identity.Caller;
import io.streamgate.lease.id.Device;
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
      case DeviceHeader.Invalid(var fault) -> completedStage(Problems.invalid(List.of(fault)));
      case DeviceHeader.Says(var device) ->
          StreamName.parse(call.variable(Api.ID))
              .map(name -> end(caller, name, device))
              .orElseGet(() -> completedStage(Problems.unknownStream()));
    };
  }

  private CompletionStage<Answer> end(Caller caller, StreamName name, Device device) {
    return limiter.end(caller, name.id(), device).thenApply(end -> answer(name, end));
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
