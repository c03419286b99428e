package io.streamgate;

import io.streamgate.config.Config;
import io.streamgate.http.edge.Server;
import io.streamgate.http.management.Health;
import io.streamgate.limiter.Event;
import io.streamgate.limiter.Limiter;
import io.streamgate.limiter.World;
import io.streamgate.policy.Policy;
import io.streamgate.store.LeaseStore;
import io.streamgate.telemetry.EventLog;
import io.streamgate.telemetry.Labels;
import io.streamgate.telemetry.Metrics;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All parts, put together: started in the order in which they need each other, stopped in reverse.
 *
 * <p>Started and stopped by one thread each; {@code phase} is read by all.
 */
final class Streamgate implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Streamgate.class);

  private final Config config;
  private final World world;
  private final Metrics metrics = new Metrics();
  private final ShutdownSequence stops = new ShutdownSequence();
  private volatile Health.Phase phase = Health.Phase.STARTING;
  private int port;
  private int managementPort;

  private Streamgate(Config config, World world) {
    this.config = config;
    this.world = world;
    stops.add("the metrics", metrics::close);
  }

  /**
   * Starts everything, and serves once this returns. Blocks.
   *
   * @throws CannotStart where the port, the data directory, the table or the event loops cannot be
   *     had; nothing is left behind
   */
  static Streamgate start(Config config, World world) {
    var streamgate = new Streamgate(config, world);
    try {
      streamgate.start();
      return streamgate;
    } catch (RuntimeException failure) {
      streamgate.close();
      throw failure;
    }
  }

  /** The event loops and the pages take as long as all the rest, and need nothing of it. */
  private void start() {
    var loops = EventLoops.create(HttpWiring.eventLoops() + 1);
    var pages = CompletableFuture.supplyAsync(HttpWiring::pages);
    stops.add("the event loops", () -> await(loops.close(), "the event loops"));
    var policy = PolicyWiring.policy(config);
    var store = new StoreWiring(config, policy.pace()).open(world, metrics);
    stops.add("the store", store::close);
    var limiter = limiter(store, policy);
    stops.add("the sweeper", Sweeper.of(limiter)::close);
    var vertx = loops.vertx();
    var http = new HttpWiring(config, world, metrics, () -> phase);
    managementPort = served(http.listenToOperators(vertx, limiter));
    port = served(http.listenToPlayers(vertx, limiter, pages.join()));
    phase = Health.Phase.SERVING;
    logReady(store);
  }

  /** Has a server stopped with all the rest. */
  private int served(Server server) {
    stops.add("a server", () -> await(server.stop(config.stop().timeout()), "running requests"));
    return server.port();
  }

  private void logReady(LeaseStore store) {
    LOG.atInfo()
        .addKeyValue("host", config.http().host())
        .addKeyValue("port", port)
        .addKeyValue("management_host", config.management().host())
        .addKeyValue("management_port", managementPort)
        .addKeyValue("store", Labels.of(config.storage().store()))
        .addKeyValue("streams", StoreWiring.streams(store))
        .log("streamgate is ready");
  }

  /** The public port that was bound. */
  int port() {
    return port;
  }

  /** The operator's port that was bound. */
  int managementPort() {
    return managementPort;
  }

  private Limiter limiter(LeaseStore store, Policy policy) {
    var log = new EventLog(world::nanoTime);
    Event.Listener both =
        event -> {
          metrics.on(event);
          log.on(event);
        };
    return new Limiter(store, policy, world, both);
  }

  /**
   * Tells the load balancer first, and serves what it still sends until it has heard; then lets go
   * of everything in reverse. Can be repeated.
   */
  @Override
  public void close() {
    var hasServed = phase == Health.Phase.SERVING;
    phase = Health.Phase.STOPPING;
    if (hasServed) {
      drain(config.stop().drainDelay());
    }
    stops.close();
  }

  private static void drain(Duration delay) {
    try {
      Thread.sleep(delay);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void await(Future<?> future, String what) {
    try {
      future
          .toCompletionStage()
          .toCompletableFuture()
          .get(config.stop().timeout().toMillis() + 1000, TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      LOG.warn("gave up waiting for {} at the stop: {}", what, e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
