package io.streamgate.telemetry;

import static java.util.Objects.requireNonNull;

import io.streamgate.identity.Caller;
import io.streamgate.identity.Proof;
import io.streamgate.limiter.Event;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Logs refused starts and changes, and failures of the store; all else is logged at debug level
 * only. A client can cause any number of these events, so each kind of line has a maximum rate. A
 * line says how many lines of its kind were left out before it. Thread-safe.
 */
public final class EventLog implements Event.Listener {

  private static final Logger LOG = LoggerFactory.getLogger("io.streamgate.events");

  private static final int STARTS_PER_SECOND = 100;
  private static final int FAILURES_PER_SECOND = 5;
  private static final int CHANGES_PER_SECOND = 1;

  private final LongSupplier nanoTime;
  private final ViewerNaming viewers;
  private final Map<Event.Reason, LogRate> refusals = new EnumMap<>(Event.Reason.class);
  private final LogRate uncounted;
  private final LogRate failures;
  private final LogRate changes;

  /** Creates a log; {@code nanoTime} is a monotonic clock. */
  public EventLog(LongSupplier nanoTime, ViewerNaming viewers) {
    this.nanoTime = nanoTime;
    this.viewers = viewers;
    this.uncounted = rate(STARTS_PER_SECOND);
    this.failures = rate(FAILURES_PER_SECOND);
    this.changes = rate(CHANGES_PER_SECOND);
    for (var reason : Event.Reason.values()) {
      refusals.put(reason, rate(STARTS_PER_SECOND));
    }
  }

  private LogRate rate(int maxPerSecond) {
    return new LogRate(maxPerSecond, nanoTime.getAsLong());
  }

  @Override
  public void on(Event event) {
    switch (event) {
      case Event.NotStarted refused ->
          limited(requireNonNull(refusals.get(refused.reason())), n -> startRefused(refused, n));
      case Event.StoreFailed failed -> limited(failures, n -> storeUnavailable(failed, n));
      case Event.Started started when started.manner() == Event.Manner.UNENFORCED ->
          limited(uncounted, n -> startUncounted(started, n));
      case Event.ChangeRefused refused -> limited(changes, n -> changeRefused(refused, n));
      case Event.Started(var caller, var stream, var manner, var plan, _) ->
          line(LOG.atDebug(), caller)
              .addKeyValue("stream_id", stream)
              .addKeyValue("outcome", Labels.of(manner))
              .addKeyValue("plan", Labels.ofName(plan))
              .log("stream started");
      case Event.StreamEnded(var caller, var stream, var plan) ->
          line(LOG.atDebug(), caller)
              .addKeyValue("stream_id", stream.id())
              .addKeyValue("reason", Labels.of(stream.ending()))
              .addKeyValue("plan", Labels.ofName(plan))
              .addKeyValue("rule", Labels.ofName(stream.ending().rule()))
              .log("stream ended");
      case Event.Overridden _, Event.Erased _ -> {}
      case Event.HeartbeatAnswered _, Event.LeaveAnswered _ -> {}
      case Event.Expired _, Event.StoreAnswered _ -> {}
    }
  }

  private void limited(LogRate rate, IntConsumer line) {
    rate.take(nanoTime.getAsLong()).ifPresent(line);
  }

  private void startRefused(Event.NotStarted refused, int leftOut) {
    line(LOG.atInfo(), refused.caller())
        .addKeyValue("reason", Labels.of(refused.reason()))
        .addKeyValue("plan", Labels.ofName(refused.plan()))
        .addKeyValue("rule", Labels.ofName(refused.rule()))
        .addKeyValue("active", refused.active())
        .addKeyValue("left_out", leftOut)
        .log("start refused");
  }

  private void startUncounted(Event.Started started, int leftOut) {
    line(LOG.atWarn(), started.caller())
        .addKeyValue("stream_id", started.stream())
        .addKeyValue("left_out", leftOut)
        .log("start admitted uncounted: the store does not answer");
  }

  private void changeRefused(Event.ChangeRefused refused, int leftOut) {
    line(LOG.atInfo(), refused.caller())
        .addKeyValue("stream_id", refused.stream())
        .addKeyValue("left_out", leftOut)
        .log("change refused");
  }

  private void storeUnavailable(Event.StoreFailed failed, int leftOut) {
    line(LOG.atWarn(), failed.trigger())
        .addKeyValue("operation", Labels.of(failed.operation()))
        .addKeyValue("cause", failed.cause())
        .addKeyValue("left_out", leftOut)
        .log("store unavailable");
  }

  private LoggingEventBuilder line(LoggingEventBuilder line, Caller caller) {
    var named =
        line.addKeyValue("request_id", caller.requestId())
            .addKeyValue("viewer", () -> viewers.nameOf(caller.viewer().id()));
    var traced =
        caller.traceId().isEmpty() ? named : named.addKeyValue("trace_id", caller.traceId());
    return caller.proof() instanceof Proof.OfBackEnd(var name)
        ? traced.addKeyValue("backend", name)
        : traced;
  }

  private LoggingEventBuilder line(LoggingEventBuilder line, Event.Trigger trigger) {
    return switch (trigger) {
      case Event.Trigger.ByCaller(var caller) -> line(line, caller);
      case Event.Trigger.ByOperator(var name, var requestId, var traceId) -> {
        var named = line.addKeyValue("request_id", requestId);
        var traced = traceId.isEmpty() ? named : named.addKeyValue("trace_id", traceId);
        yield traced.addKeyValue("operator", name);
      }
      case Event.Trigger.BySchedule() -> line;
    };
  }
}
