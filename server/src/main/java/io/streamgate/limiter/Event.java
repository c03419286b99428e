package io.streamgate.limiter;

import io.streamgate.identity.Caller;
import io.streamgate.lease.id.StreamId;
import io.streamgate.lease.rule.ViewerOverride;
import io.streamgate.lease.stream.Ended;
import org.jspecify.annotations.Nullable;

/** What happened in a call, for metrics and logs. */
public sealed interface Event {

  /** Called on any thread, in the middle of a request: must not block. */
  @FunctionalInterface
  interface Listener {
    void on(Event event);
  }

  /**
   * A start succeeded.
   *
   * @param plan the name of the plan that holds; null without plans
   * @param active how many of the viewer's live streams count now; 0 if nobody knows
   */
  record Started(Caller caller, StreamId stream, Manner manner, @Nullable String plan, int active)
      implements Event {}

  /**
   * A start failed.
   *
   * @param plan the name of the plan that holds; null without plans
   * @param rule the name of the rule that refused it; null if it was the limit, or none of the plan
   */
  record NotStarted(
      Caller caller, Reason reason, int active, @Nullable String plan, @Nullable String rule)
      implements Event {}

  /** A change was refused, because its viewer makes too many. */
  record ChangeRefused(Caller caller, StreamId stream) implements Event {}

  /** A heartbeat was answered. */
  record HeartbeatAnswered(Caller caller, StreamId stream, Finding finding) implements Event {}

  /** A leave was answered. */
  record LeaveAnswered(Caller caller, StreamId stream, Finding finding) implements Event {}

  /**
   * A stream ended: its player ended it, another stream took its slot, or it had lapsed and this
   * call recorded that.
   *
   * @param plan the name of the plan that holds; null without plans
   */
  record StreamEnded(Caller caller, Ended stream, @Nullable String plan) implements Event {}

  /**
   * An operator set an override, or removed it.
   *
   * @param override null if it was removed
   */
  record Overridden(Caller caller, @Nullable ViewerOverride override) implements Event {}

  /** An operator erased a viewer; {@code isComplete} if there was nothing left to erase. */
  record Erased(Caller caller, boolean isComplete) implements Event {}

  /** A sweep recorded this many lapsed members as ended. */
  record Expired(int members) implements Event {}

  /** The store answered after {@code nanos}. */
  record StoreAnswered(Operation operation, long nanos) implements Event {}

  /** The store failed after {@code nanos}; {@code cause} is for operators. */
  record StoreFailed(Trigger trigger, Operation operation, long nanos, String cause)
      implements Event {}

  /** What caused a call to the store. */
  sealed interface Trigger {
    record ByCaller(Caller caller) implements Trigger {}

    /**
     * An operator, about any viewer or none.
     *
     * @param traceId empty if the request belongs to no trace
     */
    record ByOperator(String name, String requestId, String traceId) implements Trigger {}

    record BySchedule() implements Trigger {}
  }

  /** How a start got its stream. */
  enum Manner {
    ADMITTED,
    REPLAYED,
    RECORDED,
    /** Uncounted, because the store did not answer. */
    UNENFORCED
  }

  /** Why a start was answered without a stream. */
  enum Reason {
    /** Live streams hold all slots. */
    LIMIT_REACHED,
    /** Live streams fill a rule of the plan. */
    RULE_REACHED,
    /** The plan allows no streams, or none of this kind. */
    NOT_ALLOWED,
    /** A repeated start of a stream that has ended. */
    ALREADY_ENDED,
    /** The key of an earlier start, but other content. */
    KEY_REUSED,
    TOO_MANY_STARTS
  }

  /** What a heartbeat or a leave found. */
  enum Finding {
    MEMBER,
    ENDED,
    UNKNOWN,
    /** An uncounted stream, and the store did not answer. */
    UNENFORCED
  }

  /** The methods of a store. */
  enum Operation {
    START,
    RENEW,
    LEAVE,
    AMEND,
    END,
    READ,
    FIND,
    HISTORY,
    SWEEP,
    TERMINATE,
    OVERRIDE,
    ERASE,
    AUDIT
  }
}
