package io.streamgate.http.api;

import io.streamgate.http.body.Fault;
import io.streamgate.http.exchange.Answer;
import io.streamgate.http.exchange.Json;
import io.streamgate.http.exchange.ProblemType;
import io.streamgate.lease.stream.Member;
import io.streamgate.limiter.StartAnswer;
import io.streamgate.limiter.StreamAnswer;
import io.streamgate.limiter.Terms;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/** Outcomes that are refusals, as problems. */
final class Problems {

  private Problems() {}

  static Answer invalid(List<Fault> faults) {
    var first = faults.getFirst();
    var detail =
        (first.name().isEmpty() ? first.where().whole() : first.name())
            + " "
            + first.detail()
            + (faults.size() == 1 ? "" : "; and " + (faults.size() - 1) + " more, see errors");
    return Answer.problem(ProblemType.INVALID_REQUEST, detail)
        .with(
            json -> {
              json.writeArrayPropertyStart("errors");
              for (var fault : faults) {
                json.writeStartObject();
                json.writeStringProperty(fault.where().member(), fault.name());
                json.writeStringProperty("detail", fault.detail());
                json.writeEndObject();
              }
              json.writeEndArray();
            });
  }

  static Answer unknownStream() {
    return Answer.problem(
        ProblemType.STREAM_NOT_FOUND, "No stream of this viewer has that id; start a new one");
  }

  static Answer refused(StartAnswer.Refused refused) {
    var detail =
        refused.live().size()
            + " streams are running and "
            + refused.limit()
            + " are allowed; end one of them, take one over, or wait";
    return Answer.problem(ProblemType.STREAM_LIMIT_REACHED, detail)
        .with(json -> standing(json, refused.limit(), refused.live(), refused.terms()))
        .with(json -> Json.time(json, "available_at", refused.availableAt()))
        .retryAfter(refused.retryAfter());
  }

  static Answer notAllowed(StartAnswer.NotAllowed refused) {
    return Answer.problem(ProblemType.STREAM_LIMIT_REACHED, "This viewer's plan allows no streams")
        .with(json -> standing(json, 0, refused.live(), refused.terms()));
  }

  private static void standing(JsonGenerator json, int limit, List<Member> live, Terms terms) {
    json.writeNumberProperty("limit", limit);
    json.writeNumberProperty("active", live.size());
    json.writeArrayPropertyStart("streams");
    for (var member : live) {
      json.writeStartObject();
      StreamJson.stream(json, member, terms);
      json.writeEndObject();
    }
    json.writeEndArray();
    Json.time(json, "server_time", terms.now());
  }

  static Answer tooMany(StartAnswer.TooMany tooMany) {
    return Answer.problem(
            ProblemType.TOO_MANY_STARTS,
            "More than "
                + tooMany.perMinute()
                + " starts in a minute; a player starts once per playback")
        .retryAfter(tooMany.retryAfter());
  }

  /** Of a stream that played while the store was silent, and that the store never heard of. */
  static Answer neverEnforced(Terms terms) {
    return Answer.problem(
            ProblemType.STREAM_ENDED,
            "This stream was admitted while nothing could be counted; start a new one")
        .with(json -> Json.time(json, "ended_at", terms.now()))
        .with(json -> json.writeStringProperty("reason", "unenforced"));
  }

  static Answer gone(StreamAnswer.Gone gone) {
    var problem =
        Answer.problem(
                ProblemType.STREAM_ENDED, "This stream holds no slot any more; start a new one")
            .with(json -> StreamJson.ended(json, gone.stream()));
    return switch (gone.taker()) {
      case StreamAnswer.Taker.Nobody() -> problem;
      case StreamAnswer.Taker.Other(var stream) ->
          problem.with(json -> StreamJson.taker(json, stream));
    };
  }
}
