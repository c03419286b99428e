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
import io.streamgate.identity.Identity;
import io.streamgate.limiter.Limiter;
import io.streamgate.limiter.World;
import io.streamgate.store.StoreHealth;
import io.streamgate.telemetry.Metrics;
import io.vertx.core.Vertx;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** From settings to the two ports: what they serve, by which rules, and where they listen. */
final class HttpWiring {

  private static final int REQUEST_ID_BYTES = 12;

  /** Connections to the management port: load balancers, Prometheus, a person. */
  private static final int OPERATORS = 256;

  private final Config config;
  private final Metrics metrics;
  private final Supplier<Health.Phase> phase;
  private final EdgeRules ofPlayers;
  private final EdgeRules ofOperators;

  /**
   * Two ports that do not listen yet.
   *
   * @param phase of this node, at any time
   */
  HttpWiring(Config config, World world, Metrics metrics, Supplier<Health.Phase> phase) {
    this.config = config;
    this.metrics = metrics;
    this.phase = phase;
    this.ofPlayers = rules(world, IdentityWiring.ofPlayers(config));
    this.ofOperators = rules(world, IdentityWiring.ofOperators());
  }

  private EdgeRules rules(World world, Identity identity) {
    return new EdgeRules(
        identity,
        new HashSet<>(config.http().corsOrigins()),
        config.http().requestTimeout(),
        StoreFailures::answerTo,
        metrics::answered,
        world::nanoTime,
        () -> world.randomBytes(REQUEST_ID_BYTES));
  }

  /** One for each processor. */
  static int eventLoops() {
    return Math.max(1, Runtime.getRuntime().availableProcessors());
  }

  /** What people read. Rendered now, which takes a while and needs no other part. */
  static List<Route> pages() {
    return Stream.concat(ProblemPages.routes().stream(), ApiPage.routes().stream()).toList();
  }

  /**
   * Serves the management port. Blocks until it listens.
   *
   * @throws CannotStart where the port cannot be had
   */
  Server listenToOperators(Vertx vertx, Limiter limiter) {
    var management = config.management();
    var idleTimeout = config.http().idleTimeout();
    var operators = connections(OPERATORS);
    var binding = new Binding(management.host(), management.port(), 1, idleTimeout, operators);
    var routes = join(health(limiter), MetricsPage.routes(metrics::scrape));
    return listen(vertx, binding, new Edge(vertx, routes, ofOperators));
  }

  /**
   * Serves the public port. Blocks until it listens.
   *
   * @throws CannotStart where the port cannot be had
   */
  Server listenToPlayers(Vertx vertx, Limiter limiter, List<Route> pages) {
    var http = config.http();
    var players = connections(http.maxConnections());
    metrics.gauge("streamgate.http.connections", "Open on the public port", players::open);
    var binding = new Binding(http.host(), http.port(), eventLoops(), http.idleTimeout(), players);
    var routes = join(join(Api.routes(limiter), health(limiter)), pages);
    return listen(vertx, binding, new Edge(vertx, routes, ofPlayers));
  }

  private static List<Route> join(List<Route> some, List<Route> others) {
    return Stream.concat(some.stream(), others.stream()).toList();
  }

  private List<Route> health(Limiter limiter) {
    return Health.routes(() -> standing(limiter.health()));
  }

  private Health.Standing standing(StoreHealth store) {
    var now = phase.get();
    var atFault = store.state() == StoreHealth.State.NODE_AT_FAULT;
    return new Health.Standing(
        now == Health.Phase.SERVING && atFault ? Health.Phase.AT_FAULT : now, store.detail());
  }

  private Connections connections(int most) {
    var http = config.http();
    return new Connections(
        new Connections.Limits(most, http.headerTimeout(), http.requestTimeout()));
  }

  private static Server listen(Vertx vertx, Binding binding, Edge edge) {
    var listening = Server.listen(vertx, binding, edge).toCompletionStage().toCompletableFuture();
    try {
      return listening.join();
    } catch (CompletionException failure) {
      throw CannotStart.listening(binding, failure);
    }
  }
}
