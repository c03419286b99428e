package io.streamgate.wiring;

import io.streamgate.http.edge.EdgeRules.RequestObserver;
import io.streamgate.identity.Identification.NotKnown;
import io.streamgate.identity.operator.RefusedCall;
import io.streamgate.telemetry.IdentityLog;
import io.streamgate.telemetry.Metrics;

/** Counts and logs the requests to the two ports. */
public sealed interface Observers extends RequestObserver {

  /** The metrics of both ports. */
  Metrics metrics();

  @Override
  default void answered(String method, String route, int status, long nanos) {
    metrics().answered(method, route, status, nanos);
  }

  /** Of the public port, where anybody may call. */
  record OfPlayers(Metrics metrics, IdentityLog log) implements Observers {

    @Override
    public void notIdentified(String requestId, String traceId, NotKnown why) {
      log.notIdentified(requestId, traceId, why);
    }
  }

  /** Of the management port, where every refusal matters. */
  record OfOperators(Metrics metrics, IdentityLog log) implements Observers {

    @Override
    public void refused(RefusedCall call) {
      metrics.refused(call);
      log.refused(call);
    }
  }
}
