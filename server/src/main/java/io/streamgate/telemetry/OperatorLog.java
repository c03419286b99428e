package io.streamgate.telemetry;

import io.streamgate.admin.Act;
import io.streamgate.admin.ActObserver;
import io.streamgate.identity.operator.OperatorCaller;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/** Logs what operators do. Names no viewer, which the audit does until the viewer is erased. */
public final class OperatorLog implements ActObserver {

  private static final Logger LOG = LoggerFactory.getLogger("io.streamgate.operators");

  @Override
  public void acted(OperatorCaller by, Act.OperatorAction action) {
    line(LOG.atInfo(), by)
        .addKeyValue("operator", by.operator().name())
        .addKeyValue("role", by.operator().role().word())
        .addKeyValue("action", action.word())
        .log("operator acted");
  }

  private static LoggingEventBuilder line(LoggingEventBuilder line, OperatorCaller by) {
    var named = line.addKeyValue("request_id", by.requestId());
    return by.traceId().isEmpty() ? named : named.addKeyValue("trace_id", by.traceId());
  }
}
