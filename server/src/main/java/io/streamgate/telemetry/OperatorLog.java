package io.streamgate.telemetry;

import io.streamgate.admin.Act;
import io.streamgate.admin.ActObserver;
import io.streamgate.identity.operator.OperatorCaller;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs what operators do. Names no viewer, which the audit does until the viewer is erased. */
public final class OperatorLog implements ActObserver {

  private static final Logger LOG = LoggerFactory.getLogger("io.streamgate.operators");

  @Override
  public void acted(OperatorCaller by, Act.Action action) {
    var line =
        LOG.atInfo()
            .addKeyValue("request_id", by.requestId())
            .addKeyValue("operator", by.operator().name())
            .addKeyValue("role", by.operator().role().word())
            .addKeyValue("action", action.word());
    var traced = by.traceId().isEmpty() ? line : line.addKeyValue("trace_id", by.traceId());
    traced.log("operator acted");
  }
}
