package io.streamgate;

import static java.util.concurrent.CompletableFuture.completedStage;

import io.streamgate.config.Config;
import io.streamgate.config.setting.Setting;
import io.streamgate.failure.Causes;
import io.streamgate.http.api.Api;
import io.streamgate.http.api.StoreFailures;
import io.streamgate.http.edge.Edge;
import io.streamgate.http.edge.EdgeRules;
import io.streamgate.http.edge.Server;
import io.streamgate.http.edge.Server.Binding;
import io.streamgate.http.edge.origin.AllowedHosts;
import io.streamgate.http.edge.origin.AllowedPages;
import io.streamgate.http.edge.wire.Connections;
import io.streamgate.http.exchange.Answer;
import io.streamgate.http.exchange.Route;
import io.streamgate.http.management.Health;
import io.streamgate.http.management.MetricsPage;
import io.streamgate.http.pages.ApiPage;
import io.streamgate.http.pages.ConsolePages;
import io.streamgate.http.pages.ProblemPages;
import io.streamgate.identity.Identification;
import io.streamgate.identity.Identity;
import io.streamgate.identity.operator.OperatorIdentification.TokenMissing;
import io.streamgate.identity.operator.OperatorIdentity;
import io.streamgate.identity.token.StreamTokens;
import io.streamgate.limiter.Event;
import io.streamgate.limiter.Limiter;
import io.streamgate.limiter.World;
import io.streamgate.telemetry.IdentityLog;
import io.streamgate.telemetry.Metrics;
import io.streamgate.wiring.IdentityWiring;
import io.streamgate.wiring.Loopback;
import io.streamgate.wiring.Observers;
import io.vertx.core.Vertx;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Creates the two ports from the settings: their routes, rules and addresses. */
final class HttpWiring {

  private static final int REQUEST_ID_BYTES = 12;

  /** Connections to the management port: load balancers, Prometheus and operators. */
  private static final int MAX_OPERATOR_CONNECTIONS = 256;

  private static final Identity NO_VIEWERS =
      (_, _) -> completedStage(new Identification.Missing("this port serves no viewers"));

  private static final OperatorIdentity NO_OPERATORS =
      (_, _) -> completedStage(new TokenMissing("this port serves no operators"));

  private final Config config;
  private final Metrics metrics;
  private final StreamTokens tokens;
  private final Supplier<Health.Standing> standing;
  private final Connections players;
  private final boolean hasOperators;
  private final EdgeRules playerRules;
  private final EdgeRules operatorRules;

  HttpWiring(
      Config config,
      World world,
      Metrics metrics,
      StreamTokens tokens,
      Identity identity,
      Optional<OperatorIdentity> operators,
      Supplier<Health.Standing> standing) {
    this.config = config;
    this.metrics = metrics;
    this.tokens = tokens;
    this.standing = standing;
    this.hasOperators = operators.isPresent();
    var http = config.http();
    this.players = connections(http.maxConnections());
    var pages = new AllowedPages(new HashSet<>(http.corsOrigins()), headersOfPages(config));
    var log = new IdentityLog(world::nanoTime, config.log().viewers() == Config.LogViewers.PLAIN);
    this.playerRules =
        rules(
            world,
            identity,
            NO_OPERATORS,
            pages,
            hostsOfPlayers(http),
            StoreFailures::answerTo,
            new Observers.OfPlayers(metrics, log));
    this.operatorRules =
        rules(
            world,
            NO_VIEWERS,
            operators.orElse(NO_OPERATORS),
            AllowedPages.NONE,
            AllowedHosts.only(
                config.management().allowedHosts(), Setting.MANAGEMENT_ALLOWED_HOSTS.key()),
            StoreFailures::answerToOperator,
            new Observers.OfOperators(metrics, log));
  }

  /** Pages may send the access token, whichever header has it. */
  private static List<String> headersOfPages(Config config) {
    var more = config.http().corsHeaders();
    var tokens = config.viewers().accessTokens();
    return tokens == null
        ? more
        : Stream.concat(Stream.of(tokens.rules().header()), more.stream()).toList();
  }

  /** On a loopback address, no proxy or DNS name is expected unless the settings say so. */
  private static AllowedHosts hostsOfPlayers(Config.Http http) {
    var names = http.allowedHosts();
    var isEvery = names.isEmpty() ? !Loopback.isLoopback(http.host()) : names.contains("*");
    return isEvery ? AllowedHosts.every() : AllowedHosts.only(names, Setting.ALLOWED_HOSTS.key());
  }

  private EdgeRules rules(
      World world,
      Identity viewers,
      OperatorIdentity operators,
      AllowedPages pages,
      AllowedHosts hosts,
      Function<Throwable, Optional<Answer>> failures,
      EdgeRules.RequestObserver observer) {
    return new EdgeRules(
        viewers,
        operators,
        pages,
        hosts,
        config.http().requestTimeout(),
        config.http().idleTimeout(),
        failures,
        observer,
        world::nanoTime,
        world::now,
        () -> world.randomBytes(REQUEST_ID_BYTES));
  }

  /** The number of event loops: one for each processor. */
  static int eventLoops() {
    return Math.max(1, Runtime.getRuntime().availableProcessors());
  }

  /** The pages for people. Rendering them takes a while and needs no other part. */
  static List<Route> pages() {
    return join(ProblemPages.routes(), ApiPage.routes());
  }

  /** Opens the management port. Blocks until it listens; throws {@link CannotStart}. */
  Server listenToOperators(
      Vertx vertx, OperatorWiring services, Event.Listener events, List<Route> usage) {
    metrics.gauge(
        "streamgate.ready",
        "Whether this node takes requests",
        () -> standing.get().phase() == Health.Phase.SERVING ? 1 : 0);
    var management = config.management();
    var operators = connections(MAX_OPERATOR_CONNECTIONS);
    var binding = new Binding(management.host(), management.port(), 1, operators);
    var open = join(Health.routes(standing), MetricsPage.routes(metrics::scrape));
    var api = join(services.routes(events, standing, players::open), usage);
    var pages = join(ProblemPages.routes(), ApiPage.operatorRoutes());
    var ofOperators = hasOperators ? join(api, ConsolePages.routes()) : List.<Route>of();
    var routes = join(join(open, pages), ofOperators);
    return listen(vertx, binding, new Edge(vertx, routes, operatorRules));
  }

  /** Opens the public port. Blocks until it listens; throws {@link CannotStart}. */
  Server listenToPlayers(Vertx vertx, Limiter limiter, List<Route> pages) {
    var http = config.http();
    metrics.gauge(
        "streamgate.http.connections", "Open connections to the public port", players::open);
    metrics.gauge(
        "streamgate.http.connections.limit",
        "Connections that the public port may have",
        http::maxConnections);
    var binding = new Binding(http.host(), http.port(), eventLoops(), players);
    var api = Api.routes(limiter, tokens, IdentityWiring.forwarded(config.viewers()));
    var routes = join(join(api, Health.routes(standing)), pages);
    return listen(vertx, binding, new Edge(vertx, routes, playerRules));
  }

  private static List<Route> join(List<Route> first, List<Route> second) {
    return Stream.concat(first.stream(), second.stream()).toList();
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
      throw new CannotStart(
          "cannot listen on %s port %d: %s"
              .formatted(binding.host(), binding.port(), Causes.root(failure).getMessage()),
          failure);
    }
  }
}
