package io.streamgate.limiter;

import io.streamgate.lease.stream.Ended;
import io.streamgate.lease.stream.Member;
import io.streamgate.lease.stream.Stream;

/** The answers about a stream that was started before. */
public sealed interface StreamAnswer {

  /** The answers to a heartbeat. */
  sealed interface ToHeartbeat extends StreamAnswer
      permits Renewed, Gone, Unknown, StillUnenforced, NeverEnforced {}

  /** The answers to an amendment. */
  sealed interface ToAmendment extends StreamAnswer permits Found, Rejected, Gone, Unknown {}

  /** The answers to an end. */
  sealed interface ToEnd extends StreamAnswer permits Done, Unknown {}

  /** The answers to a question for one stream. */
  sealed interface ToFind extends StreamAnswer permits Found, Unknown {}

  /** Play on. */
  record Renewed(Member stream, Terms terms) implements ToHeartbeat {}

  /** Play on: nobody counts this stream, and the store still does not answer. */
  record StillUnenforced(Terms terms) implements ToHeartbeat {}

  /** The store answers again and has never heard of this stream: it has to start anew. */
  record NeverEnforced(Terms terms) implements ToHeartbeat {}

  /** The stream as it is now. */
  record Found(Stream stream, Terms terms) implements ToAmendment, ToFind {}

  /**
   * The change does not fit what the stream has; nothing is changed.
   *
   * @param why for the player to read
   */
  record Rejected(String why) implements ToAmendment {}

  /** It has ended, now or before. */
  record Done() implements ToEnd {}

  /** It had ended before, and this is what its player hears. */
  record Gone(Ended stream, Taker taker) implements ToHeartbeat, ToAmendment, StartAnswer {}

  /** No stream of that id is or was this viewer's. */
  record Unknown() implements ToHeartbeat, ToAmendment, ToEnd, ToFind {}

  /** Who has an ended stream's slot. */
  sealed interface Taker {

    /** No stream took it, or none that is known any more. */
    record Nobody() implements Taker {}

    /** This one took it. */
    record Other(Stream stream) implements Taker {}
  }
}
