package io.streamgate.limiter;

import io.streamgate.identity.Caller;
import io.streamgate.lease.id.StreamId;
import io.streamgate.lease.stream.Ended;

/** What happened, for whoever counts and logs. Told on any thread; a listener must not block. */
public sealed interface Event {

  /** Hears what happens. Called on any thread, in the middle of a request: it must not block. */
  @FunctionalInterface
  interface Listener {

    /** Takes notice of {@code event}. */
    void on(Event event);
  }

  /** A start was answered with a stream. */
  record Started(Caller caller, StreamId stream, Manner manner) implements Event {}

  /** A start was answered without one. */
  record NotStarted(Caller caller, Reason reason, int active) implements Event {}

  /** A heartbeat was answered. */
  record HeartbeatAnswered(Caller caller, StreamId stream, Finding finding) implements Event {}

  /** A stream ended: by its player, for another stream, or unnoticed and found only now. */
  record StreamEnded(Caller caller, Ended stream) implements Event {}

  /** Members ended because nobody revived them in time, as a sweep has found. */
  record Expired(int members) implements Event {}

  /** The store answered, after so many {@code nanos}. */
  record StoreAnswered(Operation operation, long nanos) implements Event {}

  /** The store failed, after so many {@code nanos}; {@code cause} is for the operator to read. */
  record StoreFailed(Trigger trigger, Operation operation, long nanos, String cause)
      implements Event {}

  /** What had the store asked. */
  sealed interface Trigger {

    /** A call. */
    record ByCaller(Caller caller) implements Trigger {}

    /** The time: the service tidies up, on nobody's behalf. */
    record BySchedule() implements Trigger {}
  }

  /** How a start came to its stream. */
  enum Manner {
    ADMITTED,
    REPLAYED,
    RECORDED,
    /** Uncounted, for the store did not answer. */
    UNENFORCED
  }

  /** Why a start was answered without a stream. */
  enum Reason {
    /** Live streams hold every slot. */
    LIMIT_REACHED,
    /** The plan allows no stream. */
    NOT_ALLOWED,
    /** It was the replay of a stream that has ended. */
    ALREADY_ENDED,
    /** Too many starts in a minute. */
    TOO_MANY_STARTS
  }

  /** What a heartbeat found. */
  enum Finding {
    MEMBER,
    ENDED,
    UNKNOWN,
    /** Nothing: the store did not answer, and the stream is one that nobody counts. */
    UNENFORCED
  }

  /** What a store was asked to do. */
  enum Operation {
    START,
    RENEW,
    AMEND,
    END,
    READ,
    FIND,
    HISTORY,
    SWEEP
  }
}
