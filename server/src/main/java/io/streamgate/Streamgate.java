package io.streamgate;

import io.streamgate.config.Config;
import io.streamgate.dryrun.StartSamples;
import io.streamgate.http.admin.usage.UsageRoutes;
import io.streamgate.http.edge.Server;
import io.streamgate.http.management.Health;
import io.streamgate.limiter.Event;
import io.streamgate.limiter.Limiter;
import io.streamgate.limiter.World;
import io.streamgate.store.LeaseStore;
import io.streamgate.store.StoreHealth;
import io.streamgate.telemetry.EventLog;
import io.streamgate.telemetry.Labels;
import io.streamgate.telemetry.LogOutput;
import io.streamgate.telemetry.Metrics;
import io.streamgate.telemetry.ViewerNaming;
import io.streamgate.wiring.IdentityWiring;
import io.streamgate.wiring.OperatorIdentityWiring;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All parts of one node, started in the order of their dependencies and stopped in reverse. One
 * thread starts and one thread stops; {@code phase} may be read by any.
 */
final class Streamgate implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Streamgate.class);

  /** The key of the hashes that name viewers in the log: as long as they are. */
  private static final int LOG_KEY_BYTES = 32;

  private final Config config;
  private final World world;
  private final Metrics metrics = new Metrics();
  private final StartSamples samples = new StartSamples(ThreadLocalRandom::current);
  private final ShutdownSequence stops = new ShutdownSequence();
  private volatile Health.Phase phase = Health.Phase.STARTING;
  private int port;
  private int managementPort;

  private Streamgate(Config config, World world) {
    this.config = config;
    this.world = world;
    stops.add("the metrics", metrics::close);
    metrics.counter(
        "streamgate.log.lines.dropped",
        "Log lines dropped because nobody reads the log",
        LogOutput.stdout()::dropped);
  }

  /**
   * Starts all parts and serves. Blocks.
   *
   * @throws CannotStart if a port, the data directory, the table or the event loops are not
   *     available; everything that has started is stopped
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

  /** Starts the event loops and the pages first: they take the longest and need no other part. */
  private void start() {
    var loops = EventLoops.create(HttpWiring.eventLoops() + 1);
    var pages = CompletableFuture.supplyAsync(HttpWiring::pages);
    stops.add("the event loops", () -> await(loops.close(), "the event loops"));
    var plans = PolicyWiring.open(config, world, metrics);
    stops.add("the plans", plans::close);
    var policy = plans.policy();
    var opened = new StoreWiring(config, policy.pace()).open(world, metrics);
    var store = opened.store();
    stops.add("the store", store::close);
    var tokens = TokenWiring.tokens(config.viewers().streamTokens(), opened);
    var operators = OperatorWiring.open(config, opened, plans, samples);
    stops.add("the operators' services", operators::close);
    var vertx = loops.vertx();
    var published = EventWiring.open(config, opened, vertx, metrics);
    stops.add("the events", published::close);
    var events = events(operators.listener(), published.listener());
    var limiter = new Limiter(store, policy, opened.world(), events, samples);
    var sweeper = Sweeper.of(limiter, samples, opened.disk(), opened.world());
    stops.add("the sweeper", sweeper::close);
    var identity = IdentityWiring.open(config, tokens, vertx, opened.world(), metrics);
    stops.add("the identity", identity::close);
    var ofOperators = OperatorIdentityWiring.open(config, vertx, opened.world(), metrics);
    stops.add("the identity of operators", ofOperators::close);
    var http =
        new HttpWiring(
            config,
            opened.world(),
            metrics,
            tokens,
            identity.ofPlayers(),
            ofOperators.identity(),
            () -> standing(store.health()));
    var usage = UsageRoutes.routes(published, published.live());
    managementPort = served(http.listenToOperators(vertx, operators, events, usage));
    port = served(http.listenToPlayers(vertx, limiter, pages.join()));
    stops.add("those who follow events", published.live()::close);
    phase = Health.Phase.SERVING;
    logReady(store, ofOperators);
    ofOperators.announce(managementPort);
  }

  private Health.Standing standing(StoreHealth store) {
    var now = phase;
    var atFault = store.state() == StoreHealth.State.NODE_AT_FAULT;
    return new Health.Standing(
        now == Health.Phase.SERVING && atFault ? Health.Phase.AT_FAULT : now, store.detail());
  }

  /** Adds a server to the shutdown sequence; returns its port. */
  private int served(Server server) {
    stops.add("a server", () -> await(server.stop(config.stop().timeout()), "running requests"));
    return server.port();
  }

  private void logReady(LeaseStore store, OperatorIdentityWiring staff) {
    LOG.atInfo()
        .addKeyValue("host", config.http().host())
        .addKeyValue("port", port)
        .addKeyValue("management_host", config.management().host())
        .addKeyValue("management_port", managementPort)
        .addKeyValue("store", Labels.of(config.storage().store()))
        .addKeyValue("operators", staff.summary())
        .addKeyValue("streams", StoreWiring.streams(store))
        .log("streamgate is ready");
  }

  /** The bound public port. */
  int port() {
    return port;
  }

  /** The bound management port. */
  int managementPort() {
    return managementPort;
  }

  private Event.Listener events(Event.Listener operators, Event.Listener published) {
    var log = new EventLog(world::nanoTime, viewerNaming());
    return event -> {
      metrics.on(event);
      log.on(event);
      operators.on(event);
      published.on(event);
    };
  }

  private ViewerNaming viewerNaming() {
    return switch (config.log().viewers()) {
      case PLAIN -> ViewerNaming.plain();
      case HASHED -> ViewerNaming.hashed(world.randomBytes(LOG_KEY_BYTES));
    };
  }

  /**
   * Graceful shutdown: keeps serving until the load balancer has drained the node, then stops all
   * parts in reverse order. Idempotent.
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
      LOG.warn("shutdown timed out waiting for {}: {}", what, e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
