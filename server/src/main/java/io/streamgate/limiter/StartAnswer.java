package io.streamgate.limiter;

import io.streamgate.lease.SlotUsage;
import io.streamgate.lease.StartDecision;
import io.streamgate.lease.stream.Member;
import io.streamgate.lease.stream.Stream;
import java.time.Duration;

/** The answer to a start. */
public sealed interface StartAnswer
    permits StartAnswer.Started,
        StartAnswer.Replayed,
        StartAnswer.Unenforced,
        StartAnswer.Refused,
        StartAnswer.NotAllowed,
        StartAnswer.TooMany,
        StartAnswer.KeyReused,
        StreamAnswer.Gone {

  /** A new stream, or a recorded view that was already over. */
  record Started(Stream stream, SlotUsage usage, Terms terms) implements StartAnswer {}

  /** A repeated start, with the stream of the first one. */
  record Replayed(Stream stream, SlotUsage usage, Terms terms) implements StartAnswer {}

  /** A stream that plays uncounted, because the store did not answer. */
  record Unenforced(Member stream, Terms terms) implements StartAnswer {}

  /** Live streams fill a bound. */
  record Refused(StartDecision.Refused decision, Terms terms) implements StartAnswer {

    /** How long until the start can succeed if no more heartbeats arrive; at least a second. */
    public Duration retryAfter() {
      var wait = Duration.between(terms.now(), decision.availableAt());
      return wait.compareTo(Duration.ofSeconds(1)) < 0 ? Duration.ofSeconds(1) : wait;
    }
  }

  /** The plan allows no streams, or none of this kind. */
  record NotAllowed(StartDecision.NotAllowed decision, Terms terms) implements StartAnswer {}

  /** The key belongs to an earlier start, of other content. */
  record KeyReused() implements StartAnswer {}

  /** Too many starts by this viewer: more than {@code perMinute} of those {@code counted}. */
  record TooMany(Counted counted, int perMinute, Duration retryAfter) implements StartAnswer {

    /** Which starts count together. */
    public enum Counted {
      /** All but takeovers. */
      STARTS,
      TAKEOVERS
    }
  }
}
