package io.streamgate.http.api;

import io.streamgate.http.api.refusal.RefusalDetail;
import io.streamgate.http.exchange.Answer;
import io.streamgate.http.exchange.Json;
import io.streamgate.http.exchange.ProblemType;
import io.streamgate.lease.rule.Bound;
import io.streamgate.lease.rule.Rules;
import io.streamgate.lease.stream.Ending;
import io.streamgate.lease.stream.Member;
import io.streamgate.limiter.StartAnswer;
import io.streamgate.limiter.StreamAnswer;
import io.streamgate.limiter.Terms;
import java.util.List;
import java.util.TreeMap;
import tools.jackson.core.JsonGenerator;

/** The problems that the API answers with. */
final class Problems {

  /**
   * How many running streams a refusal lists, from the oldest on: enough for a screen, and no more
   * than a page of the list, because a player may cause many refusals.
   */
  static final int MAX_STREAMS = 200;

  private static final String STOP =
      "This stream has ended; start a new one only if the viewer asks to";

  private static final String TERMINATED =
      "An operator of the service has ended this stream; show the note if there is one,"
          + " and start a new one only if the viewer asks to";

  private Problems() {}

  static Answer unknownStream() {
    return Answer.problem(
        ProblemType.STREAM_NOT_FOUND, "This viewer has no stream with this id; start a new one");
  }

  static Answer refused(StartAnswer.Refused refused) {
    var decision = refused.decision();
    var bound = decision.bound();
    var rules = decision.rules();
    var detail = RefusalDetail.ofFull(bound, rules.plan(), decision.live().size());
    return refusal(bound, rules, detail)
        .with(json -> usage(json, rules, decision.active()))
        .with(json -> streams(json, decision.live(), refused.terms()))
        .with(json -> Json.time(json, "available_at", decision.availableAt()))
        .retryAfter(refused.retryAfter());
  }

  static Answer notAllowed(StartAnswer.NotAllowed refused) {
    var decision = refused.decision();
    var bound = decision.bound();
    var rules = decision.rules();
    // no stream fills a rule of 0, so none is listed: to end one would not help
    var filling =
        bound.rule() == null
            ? decision.live().stream().filter(Member::isCounted).toList()
            : List.<Member>of();
    return refusal(bound, rules, RefusalDetail.ofNothingAllowed(bound, rules.plan()))
        .with(json -> usage(json, rules, decision.active()))
        .with(json -> streams(json, filling, refused.terms()));
  }

  private static Answer.Problem refusal(Bound bound, Rules rules, String detail) {
    var type = bound.rule() == null ? ProblemType.STREAM_LIMIT_REACHED : ProblemType.RULE_REACHED;
    return Answer.problem(type, detail)
        .with(json -> StreamJson.plan(json, rules.plan()))
        .with(json -> rule(json, bound));
  }

  /** Writes what a rule allows, and in which group. */
  private static void rule(JsonGenerator json, Bound bound) {
    if (bound.rule() == null) {
      return;
    }
    json.writeStringProperty("rule", bound.rule());
    if (bound.of() != null) {
      json.writeStringProperty("of", bound.of());
    }
    json.writeNumberProperty("max", bound.max());
    if (!bound.group().isEmpty()) {
      json.writeObjectPropertyStart("group");
      new TreeMap<>(bound.group()).forEach(json::writeStringProperty);
      json.writeEndObject();
    }
  }

  private static void usage(JsonGenerator json, Rules rules, int active) {
    json.writeNumberProperty("limit", rules.limit().bound());
    json.writeNumberProperty("active", active);
  }

  private static void streams(JsonGenerator json, List<Member> live, Terms terms) {
    StreamJson.streams(json, live.subList(0, Math.min(MAX_STREAMS, live.size())), terms);
    Json.time(json, "server_time", terms.now());
  }

  static Answer keyReused() {
    return Answer.problem(
        ProblemType.IDEMPOTENCY_KEY_REUSED,
        "This Idempotency-Key belongs to a start of other content;"
            + " use a new key for each playback");
  }

  static Answer tooMany(StartAnswer.TooMany tooMany) {
    var detail =
        switch (tooMany.counted()) {
          case STARTS -> " starts in one minute; a player needs one start per playback";
          case TAKEOVERS -> " takeovers in one minute; take over only what the viewer has chosen";
        };
    return Answer.problem(ProblemType.TOO_MANY_STARTS, "More than " + tooMany.perMinute() + detail)
        .retryAfter(tooMany.retryAfter());
  }

  static Answer tooManyChanges(StreamAnswer.TooManyChanges tooMany) {
    return Answer.problem(
            ProblemType.TOO_MANY_CHANGES,
            "More than " + tooMany.perMinute() + " changes in one minute; nothing was changed")
        .retryAfter(tooMany.retryAfter());
  }

  /** Ends a stream that was admitted while the store was unavailable, and never counted. */
  static Answer neverEnforced(Terms terms) {
    return Answer.problem(
            ProblemType.STREAM_ENDED,
            "This stream was admitted while the store was unavailable; start a new one")
        .with(json -> Json.time(json, "ended_at", terms.now()))
        .with(json -> json.writeStringProperty("reason", "unenforced"));
  }

  static Answer gone(StreamAnswer.Gone gone) {
    var ending = gone.stream().ending();
    var problem =
        Answer.problem(ProblemType.STREAM_ENDED, advice(ending))
            .with(json -> StreamJson.ended(json, gone.stream()));
    if (ending instanceof Ending.Stopped(_, var device) && device != null) {
      return problem.with(json -> StreamJson.stopper(json, device));
    }
    return switch (gone.taker()) {
      case StreamAnswer.Taker.Nobody() -> problem;
      case StreamAnswer.Taker.Other(var stream) ->
          problem.with(json -> StreamJson.taker(json, stream));
    };
  }

  /** A player that starts again by itself would undo what a person did on another device. */
  private static String advice(Ending ending) {
    return switch (ending) {
      case Ending.Displaced _, Ending.Expired _ ->
          "This stream no longer holds a slot; start a new one";
      case Ending.Finished _, Ending.Stopped _, Ending.Recorded _ -> STOP;
      case Ending.Terminated _ -> TERMINATED;
      case Ending.Evicted _, Ending.Replaced _, Ending.Other _ -> STOP;
    };
  }
}
