package io.streamgate;

import io.streamgate.config.Config;
import io.streamgate.http.api.Api;
import io.streamgate.http.api.StoreFailures;
import io.streamgate.http.edge.Edge;
import io.streamgate.http.edge.EdgeRules;
import io.streamgate.http.edge.Server;
import io.streamgate.http.edge.Server.Binding;
import io.streamgate.http.edge.wire.Connections;
import io.streamgate.http.exchange.Route;
import io.streamgate.http.management.Health;
import io.streamgate.http.management.MetricsPage;
import io.streamgate.http.pages.ApiPage;
import io.streamgate.http.pages.ProblemPages;
import io.streamgate.identity.forwarded.ForwardedIdentity;
import io.streamgate.limiter.Event;
import io.streamgate.limiter.Limiter;
import io.streamgate.limiter.World;
import io.streamgate.policy.Policy;
import io.streamgate.store.LeaseStore;
import io.streamgate.store.StoreHealth;
import io.streamgate.telemetry.EventLog;
import io.streamgate.telemetry.Metrics;
import io.streamgate.telemetry.Word;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All parts, put together: started in the order in which they need each other, stopped in reverse.
 *
 * <p>Started and stopped by one thread each; {@code phase} is read by all.
 */
final class Streamgate implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Streamgate.class);
  private static final int REQUEST_ID_BYTES = 12;

  /** Connections to the management port: load balancers, Prometheus, a person. */
  private static final int OPERATORS = 256;

  private final Config config;
  private final World world;
  private final Metrics metrics = new Metrics();
  private final Stops stops = new Stops();
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
    var loops = EventLoops.create(eventLoops() + 1);
    var pages = CompletableFuture.supplyAsync(Streamgate::pages);
    stops.add("the event loops", () -> await(loops.close(), "the event loops"));
    var policy = PolicyWiring.policy(config);
    var store = new StoreWiring(config, policy.pace()).open(world, metrics);
    stops.add("the store", store::close);
    var limiter = limiter(store, policy);
    stops.add("the sweeper", Sweeper.of(limiter)::close);
    var vertx = loops.vertx();
    managementPort = listenToOperators(vertx, limiter);
    port = listenToPlayers(vertx, limiter, pages.join());
    phase = Health.Phase.SERVING;
    logReady(store);
  }

  private int listenToOperators(Vertx vertx, Limiter limiter) {
    var management = config.management();
    var idleTimeout = config.http().idleTimeout();
    var operators = connections(OPERATORS);
    var binding = new Binding(management.host(), management.port(), 1, idleTimeout, operators);
    return listen(vertx, binding, managementRoutes(limiter));
  }

  private int listenToPlayers(Vertx vertx, Limiter limiter, List<Route> pages) {
    var http = config.http();
    var players = connections(http.maxConnections());
    metrics.gauge("streamgate.http.connections", "Open on the public port", players::open);
    var binding = new Binding(http.host(), http.port(), eventLoops(), http.idleTimeout(), players);
    return listen(vertx, binding, publicRoutes(limiter, pages));
  }

  private void logReady(LeaseStore store) {
    LOG.atInfo()
        .addKeyValue("host", config.http().host())
        .addKeyValue("port", port)
        .addKeyValue("management_host", config.management().host())
        .addKeyValue("management_port", managementPort)
        .addKeyValue("store", Word.of(config.storage().store()))
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

  private int listen(Vertx vertx, Binding binding, List<Route> routes) {
    var edge = new Edge(vertx, routes, edgeRules());
    var listening = Server.listen(vertx, binding, edge).toCompletionStage().toCompletableFuture();
    try {
      var server = listening.join();
      stops.add("a server", () -> await(server.stop(config.stop().timeout()), "running requests"));
      return server.port();
    } catch (CompletionException failure) {
      throw CannotStart.listening(binding, failure);
    }
  }

  private Connections connections(int most) {
    var http = config.http();
    return new Connections(
        new Connections.Rules(most, http.headerTimeout(), http.requestTimeout()));
  }

  private EdgeRules edgeRules() {
    return new EdgeRules(
        new ForwardedIdentity(config.viewers().trustedProxies()),
        new HashSet<>(config.http().corsOrigins()),
        config.http().requestTimeout(),
        StoreFailures::answerTo,
        metrics::answered,
        world::nanoTime,
        () -> world.randomBytes(REQUEST_ID_BYTES));
  }

  private List<Route> publicRoutes(Limiter limiter, List<Route> pages) {
    var routes = new ArrayList<>(Api.routes(limiter));
    routes.addAll(Health.routes(() -> standing(limiter)));
    routes.addAll(pages);
    return routes;
  }

  private static List<Route> pages() {
    return Stream.concat(ProblemPages.routes().stream(), ApiPage.routes().stream()).toList();
  }

  private List<Route> managementRoutes(Limiter limiter) {
    var routes = new ArrayList<>(Health.routes(() -> standing(limiter)));
    routes.addAll(MetricsPage.routes(metrics::scrape));
    return routes;
  }

  private Health.Standing standing(Limiter limiter) {
    var health = limiter.health();
    var atFault = health.state() == StoreHealth.State.NODE_AT_FAULT;
    return new Health.Standing(
        phase == Health.Phase.SERVING && atFault ? Health.Phase.AT_FAULT : phase, health.detail());
  }

  private static int eventLoops() {
    return Math.max(1, Runtime.getRuntime().availableProcessors());
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
