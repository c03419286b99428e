package io.streamgate.http.api;

import static java.util.concurrent.CompletableFuture.completedStage;

import io.streamgate.http.body.InvalidRequest;
import io.streamgate.http.exchange.Answer;
import io.streamgate.http.exchange.Call;
import io.streamgate.http.exchange.Json;
import io.streamgate.http.exchange.ViewerEndpoint;
import io.streamgate.identity.Caller;
import io.streamgate.limiter.Limiter;
import io.streamgate.limiter.Listing;
import io.streamgate.limiter.Listing.More;
import java.util.concurrent.CompletionStage;

/** {@code GET /api/v1/streams}: a viewer's streams, newest first. */
record ListStreams(Limiter limiter) implements ViewerEndpoint {

  @Override
  public CompletionStage<Answer> answer(Caller caller, Call call) {
    return switch (ListQuery.read(call)) {
      case ListQuery.Invalid(var faults) -> completedStage(InvalidRequest.problem(faults));
      case ListQuery.Valid(var selection) ->
          limiter.list(caller, selection).thenApply(ListStreams::answer);
    };
  }

  private static Answer answer(Listing listing) {
    return Answer.json(
        200,
        json -> {
          json.writeStringProperty("viewer", listing.terms().viewer().value());
          StreamJson.usage(json, listing.usage(), listing.terms());
          Json.time(json, "server_time", listing.terms().now());
          StreamJson.streams(json, listing.streams(), listing.terms());
          switch (listing.more()) {
            case More.After(var last) ->
                json.writeStringProperty("next_cursor", ListQuery.cursorAfter(last));
            case More.No() -> json.writeNullProperty("next_cursor");
          }
        });
  }
}
