package io.streamgate.http.api;

import static java.util.concurrent.CompletableFuture.completedStage;

import io.streamgate.http.exchange.Answer;
import io.streamgate.http.exchange.Call;
import io.streamgate.http.exchange.Json;
import io.streamgate.http.exchange.ViewerEndpoint;
import io.streamgate.identity.Caller;
import io.streamgate.limiter.Limiter;
import io.streamgate.limiter.Listing;
import java.util.concurrent.CompletionStage;

/** {@code GET /api/v1/streams}: a viewer's streams, the newest first. */
final class ListStreams implements ViewerEndpoint {

  private final Limiter limiter;

  ListStreams(Limiter limiter) {
    this.limiter = limiter;
  }

  @Override
  public CompletionStage<Answer> answer(Caller caller, Call call) {
    return switch (ListQuery.read(call)) {
      case ListQuery.Faulty(var faults) -> completedStage(Problems.invalid(faults));
      case ListQuery.Asks(var request) ->
          limiter.list(caller, request).thenApply(ListStreams::answer);
    };
  }

  private static Answer answer(Listing listing) {
    return Answer.json(
        200,
        json -> {
          json.writeStringProperty("viewer", listing.terms().viewer().value());
          StreamJson.usage(json, listing.usage());
          Json.time(json, "server_time", listing.terms().now());
          json.writeArrayPropertyStart("streams");
          for (var stream : listing.streams()) {
            json.writeStartObject();
            StreamJson.stream(json, stream, listing.terms());
            json.writeEndObject();
          }
          json.writeEndArray();
          switch (listing.more()) {
            case YES ->
                json.writeStringProperty(
                    "next_cursor", ListQuery.cursorAfter(listing.streams().getLast().id()));
            case NO -> json.writeNullProperty("next_cursor");
          }
        });
  }
}
