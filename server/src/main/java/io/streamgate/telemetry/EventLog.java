package io.streamgate.telemetry;

import io.streamgate.identity.Caller;
import io.streamgate.limiter.Event;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Logs refused starts and changes, and failures of the store; all else is logged at debug level
 * only.
 */
public final class EventLog implements Event.Listener {

  private static final Logger LOG = LoggerFactory.getLogger("io.streamgate.events");

  private static final int FAILURES_PER_SECOND = 5;
  private static final int CHANGES_PER_SECOND = 1;

  private final LongSupplier nanoTime;
  private final LogRate failures;
  private final LogRate changes;

  /** Creates a log; {@code nanoTime} is a monotonic clock. */
  public EventLog(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.failures = new LogRate(FAILURES_PER_SECOND, nanoTime.getAsLong());
    this.changes = new LogRate(CHANGES_PER_SECOND, nanoTime.getAsLong());
  }

  @Override
  public void on(Event event) {
    switch (event) {
      case Event.NotStarted(var caller, var reason, var active) ->
          line(LOG.atInfo(), caller)
              .addKeyValue("reason", Labels.of(reason))
              .addKeyValue("active", active)
              .log("start refused");
      case Event.ChangeRefused refused ->
          changes.take(nanoTime.getAsLong()).ifPresent(leftOut -> changeRefused(refused, leftOut));
      case Event.StoreFailed failed ->
          failures
              .take(nanoTime.getAsLong())
              .ifPresent(leftOut -> storeUnavailable(failed, leftOut));
      case Event.Started(var caller, var stream, var manner)
          when manner == Event.Manner.UNENFORCED ->
          line(LOG.atWarn(), caller)
              .addKeyValue("stream_id", stream)
              .log("start admitted uncounted: the store does not answer");
      case Event.Started(var caller, var stream, var manner) ->
          line(LOG.atDebug(), caller)
              .addKeyValue("stream_id", stream)
              .addKeyValue("outcome", Labels.of(manner))
              .log("stream started");
      case Event.StreamEnded(var caller, var stream) ->
          line(LOG.atDebug(), caller)
              .addKeyValue("stream_id", stream.id())
              .addKeyValue("reason", Labels.of(stream.ending()))
              .log("stream ended");
      case Event.HeartbeatAnswered _, Event.Expired _, Event.StoreAnswered _ -> {}
    }
  }

  private static void changeRefused(Event.ChangeRefused refused, int leftOut) {
    line(LOG.atInfo(), refused.caller())
        .addKeyValue("stream_id", refused.stream())
        .addKeyValue("left_out", leftOut)
        .log("change refused");
  }

  private static void storeUnavailable(Event.StoreFailed failed, int leftOut) {
    line(LOG.atWarn(), failed.trigger())
        .addKeyValue("operation", Labels.of(failed.operation()))
        .addKeyValue("cause", failed.cause())
        .addKeyValue("left_out", leftOut)
        .log("store unavailable");
  }

  private static LoggingEventBuilder line(LoggingEventBuilder line, Caller caller) {
    return line.addKeyValue("request_id", caller.requestId())
        .addKeyValue("viewer", caller.viewer().id());
  }

  private static LoggingEventBuilder line(LoggingEventBuilder line, Event.Trigger trigger) {
    return switch (trigger) {
      case Event.Trigger.ByCaller(var caller) -> line(line, caller);
      case Event.Trigger.BySchedule() -> line;
    };
  }
}
