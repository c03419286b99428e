package io.streamgate.simulation;

import io.streamgate.lease.stream.Member;
import io.streamgate.lease.stream.Stream;
import io.streamgate.limiter.StartAnswer;
import io.streamgate.limiter.StreamAnswer;
import java.util.List;

/** The parts of an answer that a player acts on. */
sealed interface Reply {

  /** The stream plays, with a lease that ends then. */
  record Plays(String id, long expiresAtMs) implements Reply {}

  /**
   * The viewer is at the limit.
   *
   * @param live the streams that hold the slots
   * @param availableAtMs when a slot is free if their players fall silent; 0 if waiting cannot help
   */
  record Refused(List<String> live, long availableAtMs) implements Reply {
    public Refused {
      live = List.copyOf(live);
    }
  }

  /** The stream has ended, or never existed. */
  record IsOver() implements Reply {}

  /** The store did not answer. */
  record Unavailable() implements Reply {}

  /** Nothing to act on. */
  record Noted() implements Reply {}

  /** The reply to a start. */
  static Reply of(StartAnswer answer) {
    return switch (answer) {
      case StartAnswer.Started(var stream, _, _) -> of(stream);
      case StartAnswer.Replayed(var stream, _, _) -> of(stream);
      case StartAnswer.Refused refused -> {
        var live = refused.decision().live().stream().map(member -> member.id().value()).toList();
        yield new Refused(live, refused.decision().availableAt().toEpochMilli());
      }
      case StartAnswer.NotAllowed _, StartAnswer.TooMany _ -> new Refused(List.of(), 0);
      case StreamAnswer.Gone _, StartAnswer.Unenforced _, StartAnswer.KeyReused _ -> new IsOver();
    };
  }

  /** The reply that a stream plays, or has been recorded. */
  static Reply of(Stream stream) {
    return stream instanceof Member member
        ? new Plays(member.id().value(), member.expiresAt().toEpochMilli())
        : new Plays(stream.id().value(), 0);
  }
}
