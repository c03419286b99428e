package io.streamgate.http;

import io.streamgate.TestWorld;
import io.streamgate.given.Given;
import io.streamgate.http.edge.Edge;
import io.streamgate.http.edge.EdgeRules;
import io.streamgate.http.edge.Server;
import io.streamgate.http.exchange.Route;
import io.streamgate.limiter.Event;
import io.streamgate.limiter.Limiter;
import io.streamgate.policy.Pace.OnStoreFailure;
import io.streamgate.store.LeaseStore;
import io.streamgate.store.memory.MemoryLeaseStore;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;

/** A server that a test assembles from its own routes. */
public final class HandMade implements AutoCloseable {

  /** Longer than any test takes, however slow the machine is. */
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private static final Duration LITTLE_PATIENCE = Duration.ofMillis(300);

  private final Vertx vertx = Vertx.vertx();
  private final Server server;

  private HandMade(List<Route> routes, EdgeRules rules, Duration patience) {
    var edge = new Edge(vertx, routes, rules);
    var listening = Server.listen(vertx, LocalPort.binding(1, patience), edge);
    this.server = listening.toCompletionStage().toCompletableFuture().join();
  }

  /** A server with these routes. */
  public static HandMade serving(List<Route> routes) {
    return serving(routes, LocalPort.rules(PATIENCE));
  }

  /** A server that waits 300 ms for a request, and for a response. */
  public static HandMade impatient(List<Route> routes) {
    return new HandMade(routes, LocalPort.rules(LITTLE_PATIENCE), LITTLE_PATIENCE);
  }

  /** A server with these routes and rules. */
  public static HandMade serving(List<Route> routes, EdgeRules rules) {
    return new HandMade(routes, rules, PATIENCE);
  }

  /** A limiter with a limit of 3, whose store fails on every call. */
  public static Limiter failing(Event.Listener listener) {
    var store = new MemoryLeaseStore(Duration.ofDays(30));
    store.close();
    return limiter(store, listener);
  }

  private static Limiter limiter(LeaseStore store, Event.Listener listener) {
    var policy = Given.policy(3, OnStoreFailure.REFUSE);
    return new Limiter(store, policy, new TestWorld(), listener);
  }

  /** Its port. */
  public int port() {
    return server.port();
  }

  /** Closes connections as their requests are answered, the rest after {@code patience}. */
  public Future<?> stop(Duration patience) {
    return server.stop(patience);
  }

  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
