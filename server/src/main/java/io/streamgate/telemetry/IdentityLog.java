package io.streamgate.telemetry;

import io.streamgate.identity.Identification;
import io.streamgate.identity.Identification.NotKnown;
import io.streamgate.identity.operator.RefusedCall;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Logs why requests have no viewer, and why calls of operators are refused: only the operator can
 * mend a wrong issuer or a missing header. Anybody can cause such requests, so each reason has a
 * maximum rate. Thread-safe.
 */
public final class IdentityLog {

  private static final Logger LOG = LoggerFactory.getLogger("io.streamgate.events");
  private static final int LINES_PER_SECOND = 1;

  /** The reasons, named after the problems that players get. */
  private enum NoViewer {
    VIEWER_MISSING,
    VIEWER_INVALID,
    TOKEN_MISSING,
    TOKEN_INVALID,
    IDENTITY_UNAVAILABLE
  }

  private final LongSupplier nanoTime;
  private final boolean quotesAddresses;
  private final Map<NoViewer, LogRate> rates = new EnumMap<>(NoViewer.class);
  private final Map<RefusedCall.RefusalReason, LogRate> rateOfCalls =
      new EnumMap<>(RefusedCall.RefusalReason.class);

  /**
   * Creates a log.
   *
   * @param nanoTime a monotonic clock
   * @param quotesAddresses whether lines may quote what a proxy passed on as an address
   */
  public IdentityLog(LongSupplier nanoTime, boolean quotesAddresses) {
    this.nanoTime = nanoTime;
    this.quotesAddresses = quotesAddresses;
    for (var reason : NoViewer.values()) {
      rates.put(reason, new LogRate(LINES_PER_SECOND, nanoTime.getAsLong()));
    }
    for (var reason : RefusedCall.RefusalReason.values()) {
      rateOfCalls.put(reason, new LogRate(LINES_PER_SECOND, nanoTime.getAsLong()));
    }
  }

  /**
   * Logs that a request has no viewer.
   *
   * @param traceId empty if the request belongs to no trace
   */
  public void notIdentified(String requestId, String traceId, NotKnown why) {
    var reason = reason(why);
    Objects.requireNonNull(rates.get(reason))
        .take(nanoTime.getAsLong())
        .ifPresent(leftOut -> log(requestId, traceId, reason, detail(why), leftOut));
  }

  /** Logs that a call to the management port was refused. */
  public void refused(RefusedCall call) {
    Objects.requireNonNull(rateOfCalls.get(call.reason()))
        .take(nanoTime.getAsLong())
        .ifPresent(leftOut -> log(call, leftOut));
  }

  private static void log(RefusedCall call, int leftOut) {
    line(LOG.atWarn(), call.requestId(), call.traceId())
        .addKeyValue("reason", Labels.of(call.reason()))
        .addKeyValue("peer", call.peer())
        .addKeyValue("detail", call.detail())
        .addKeyValue("left_out", leftOut)
        .log("operator's call refused");
  }

  /** Only the details of invalid addresses quote the request. */
  private String detail(NotKnown why) {
    return why instanceof Identification.Invalid && !quotesAddresses
        ? "not logged, because it may quote an address; the response has it"
        : why.detail();
  }

  private static void log(
      String requestId, String traceId, NoViewer reason, String detail, int leftOut) {
    line(LOG.atInfo(), requestId, traceId)
        .addKeyValue("reason", Labels.of(reason))
        .addKeyValue("detail", detail)
        .addKeyValue("left_out", leftOut)
        .log("viewer not identified");
  }

  private static LoggingEventBuilder line(
      LoggingEventBuilder line, String requestId, String traceId) {
    var named = line.addKeyValue("request_id", requestId);
    return traceId.isEmpty() ? named : named.addKeyValue("trace_id", traceId);
  }

  private static NoViewer reason(NotKnown why) {
    return switch (why) {
      case Identification.Missing _ -> NoViewer.VIEWER_MISSING;
      case Identification.Invalid _ -> NoViewer.VIEWER_INVALID;
      case Identification.Unauthorized(var credential, _) ->
          switch (credential) {
            case MISSING -> NoViewer.TOKEN_MISSING;
            case INVALID -> NoViewer.TOKEN_INVALID;
          };
      case Identification.Unavailable _ -> NoViewer.IDENTITY_UNAVAILABLE;
    };
  }
}
