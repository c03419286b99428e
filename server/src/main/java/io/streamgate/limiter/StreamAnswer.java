package io.streamgate.limiter;

import io.streamgate.lease.Amendment.Objection;
import io.streamgate.lease.stream.Ended;
import io.streamgate.lease.stream.Member;
import io.streamgate.lease.stream.Stream;
import java.time.Duration;
import java.util.List;

/** Answers to requests about an existing stream. */
public sealed interface StreamAnswer {

  /** The answers to a heartbeat. */
  sealed interface ToHeartbeat extends StreamAnswer
      permits Renewed, Gone, Unknown, StillUnenforced, NeverEnforced {}

  /** The answers to an amendment. */
  sealed interface ToAmendment extends StreamAnswer
      permits Found, Rejected, TooManyChanges, Gone, Unknown {}

  /** The answers to a request to end a stream. */
  sealed interface ToEnd extends StreamAnswer permits Done, Unknown {}

  /** The answers to a lookup. */
  sealed interface ToFind extends StreamAnswer permits Found, Unknown {}

  /** The lease is renewed. */
  record Renewed(Member stream, Terms terms) implements ToHeartbeat {}

  /** The stream is uncounted, and the store still does not answer. */
  record StillUnenforced(Terms terms) implements ToHeartbeat {}

  /** The store is back and does not have the stream: the player must start it again. */
  record NeverEnforced(Terms terms) implements ToHeartbeat {}

  /** The stream in its current state. */
  record Found(Stream stream, Terms terms) implements ToAmendment, ToFind {}

  /** Nothing was changed, because of at least one objection. */
  record Rejected(List<Objection> objections) implements ToAmendment {
    public Rejected {
      objections = List.copyOf(objections);
    }
  }

  /** Nothing was changed: this viewer makes too many changes. */
  record TooManyChanges(int perMinute, Duration retryAfter) implements ToAmendment {}

  /** The stream has ended, by this request or earlier. */
  record Done() implements ToEnd {}

  /** The stream had already ended. */
  record Gone(Ended stream, Taker taker) implements ToHeartbeat, ToAmendment, StartAnswer {}

  /** This viewer has no stream with this id, live or ended. */
  record Unknown() implements ToHeartbeat, ToAmendment, ToEnd, ToFind {}

  /** The stream that took the slot. */
  sealed interface Taker {

    /** No stream took the slot, or the one that did is no longer known. */
    record Nobody() implements Taker {}

    record Other(Stream stream) implements Taker {}
  }
}
