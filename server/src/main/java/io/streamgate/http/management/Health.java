package io.streamgate.http.management;

import static java.util.concurrent.CompletableFuture.completedStage;

import io.streamgate.http.exchange.Answer;
import io.streamgate.http.exchange.Route;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** The health checks of a load balancer: liveness and readiness. */
public final class Health {

  /** Whether this node can take requests: only while {@code SERVING}. */
  public enum Phase {
    STARTING,
    SERVING,
    /** Its own disk or clock is faulty: another node would do better. */
    AT_FAULT,
    STOPPING
  }

  /** The state of this node, and that of its store for operators. */
  public record Standing(Phase phase, String store) {}

  private Health() {}

  /** The routes. {@code standing} must not block. */
  public static List<Route> routes(Supplier<Standing> standing) {
    return List.of(
        Route.open("/health/live", _ -> completedStage(live())),
        Route.open("/health/ready", _ -> completedStage(ready(standing.get()))));
  }

  private static Answer live() {
    return Answer.json(200, json -> json.writeStringProperty("status", "alive"));
  }

  private static Answer ready(Standing standing) {
    return Answer.json(
        standing.phase() == Phase.SERVING ? 200 : 503,
        json -> {
          json.writeStringProperty("status", standing.phase().name().toLowerCase(Locale.ROOT));
          json.writeStringProperty("store", standing.store());
        });
  }
}
