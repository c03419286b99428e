package io.streamgate.http.api;

import io.streamgate.http.exchange.Answer;
import io.streamgate.http.exchange.Json;
import io.streamgate.limiter.StreamAnswer;
import io.streamgate.limiter.Terms;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.core.JsonGenerator;

/** The responses to heartbeats and leaves: when the lease ends, and when to send the next one. */
final class Leases {

  private Leases() {}

  /** An answer without a stream token. */
  static Answer answer(StreamAnswer.ToHeartbeat answer) {
    return answer(answer, _ -> Optional.empty());
  }

  /** The answer, with the stream token that {@code token} issues at that time, if any. */
  static Answer answer(StreamAnswer.ToHeartbeat answer, Function<Instant, Optional<String>> token) {
    return switch (answer) {
      case StreamAnswer.Renewed(var member, var terms) ->
          Answer.json(200, json -> lease(json, member.expiresAt(), terms, token));
      case StreamAnswer.StillUnenforced(var terms) ->
          Answer.json(
              200,
              json -> {
                lease(json, terms.now().plus(terms.lease()), terms, token);
                json.writeBooleanProperty("enforced", false);
              });
      case StreamAnswer.NeverEnforced(var terms) -> Problems.neverEnforced(terms);
      case StreamAnswer.Gone gone -> Problems.gone(gone);
      case StreamAnswer.Unknown() -> Problems.unknownStream();
    };
  }

  private static void lease(
      JsonGenerator json,
      Instant expiresAt,
      Terms terms,
      Function<Instant, Optional<String>> token) {
    Json.time(json, "expires_at", expiresAt);
    StreamJson.pace(json, terms);
    StreamJson.token(json, token.apply(terms.now()));
  }
}
