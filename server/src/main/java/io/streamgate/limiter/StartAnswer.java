package io.streamgate.limiter;

import io.streamgate.lease.SlotUsage;
import io.streamgate.lease.stream.Member;
import io.streamgate.lease.stream.Stream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The answers to a start. */
public sealed interface StartAnswer
    permits StartAnswer.Started,
        StartAnswer.Replayed,
        StartAnswer.Unenforced,
        StartAnswer.Refused,
        StartAnswer.NotAllowed,
        StartAnswer.TooMany,
        StreamAnswer.Gone {

  /** It plays, or is on record. */
  record Started(Stream stream, SlotUsage usage, Terms terms) implements StartAnswer {}

  /** The same start was answered before. */
  record Replayed(Stream stream, SlotUsage usage, Terms terms) implements StartAnswer {}

  /**
   * It plays, and nobody counts it: the store did not answer, and starts are admitted then.
   *
   * @param stream as it would be if the store has heard of it after all
   */
  record Unenforced(Member stream, Terms terms) implements StartAnswer {}

  /** Live streams hold every slot. */
  record Refused(List<Member> live, int limit, Instant availableAt, Terms terms)
      implements StartAnswer {
    public Refused {
      live = List.copyOf(live);
    }

    /** How long until there is room if the players fall silent; at least a second. */
    public Duration retryAfter() {
      var wait = Duration.between(terms.now(), availableAt);
      return wait.compareTo(Duration.ofSeconds(1)) < 0 ? Duration.ofSeconds(1) : wait;
    }
  }

  /** This viewer may not play at all. */
  record NotAllowed(List<Member> live, Terms terms) implements StartAnswer {
    public NotAllowed {
      live = List.copyOf(live);
    }
  }

  /** This viewer starts more often than a player does. */
  record TooMany(int perMinute, Duration retryAfter) implements StartAnswer {}
}
