package io.streamgate.http.edge;

import io.streamgate.http.edge.wire.Connections;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens on one port, on several event loops. HTTP/1.1 only: an upgrade to h2c that a proxy lets
 * through would let a client write its own {@code x-forwarded-for}.
 */
public final class Server {

  private static final Logger LOG = LoggerFactory.getLogger(Server.class);

  /**
   * Vert.x opens one free port for all event loops with the same negative number. Two servers with
   * the same number would share a port.
   */
  private static final AtomicInteger FREE_PORTS = new AtomicInteger();

  private final List<HttpServer> servers;
  private final Edge edge;

  private Server(List<HttpServer> servers, Edge edge) {
    this.servers = List.copyOf(servers);
    this.edge = edge;
  }

  /**
   * Where and how to listen.
   *
   * @param port 0 picks a free port
   * @param eventLoops the number that share the port, at least 1
   */
  public record Binding(String host, int port, int eventLoops, Connections connections) {}

  /** Listens on a port. The future completes when it is open, and fails if it is not available. */
  public static Future<Server> listen(Vertx vertx, Binding binding, Edge edge) {
    var servers = new CopyOnWriteArrayList<HttpServer>();
    var options = new DeploymentOptions().setInstances(binding.eventLoops());
    var port = binding.port() == 0 ? FREE_PORTS.decrementAndGet() : binding.port();
    return vertx
        .deployVerticle(
            () ->
                new VerticleBase() {
                  @Override
                  public Future<?> start() {
                    return open(vertx, binding, port, edge).onSuccess(servers::add);
                  }
                },
            options)
        .map(_ -> new Server(servers, edge));
  }

  private static Future<HttpServer> open(Vertx vertx, Binding binding, int port, Edge edge) {
    return vertx
        .createHttpServer(options(edge.idleTimeout()))
        .connectionHandler(binding.connections()::accept)
        .requestHandler(edge)
        .invalidRequestHandler(edge::refuse)
        .exceptionHandler(e -> LOG.debug("connection failed: {}", e.toString()))
        .listen(port, binding.host());
  }

  private static HttpServerOptions options(Duration idleTimeout) {
    return new HttpServerOptions()
        .setHttp2ClearTextEnabled(false)
        // no WebSocket here: this keeps its handlers out of each request
        .setPerFrameWebSocketCompressionSupported(false)
        .setPerMessageWebSocketCompressionSupported(false)
        .setHandle100ContinueAutomatically(true)
        .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
        .setIdleTimeout(Math.toIntExact(idleTimeout.toMillis()));
  }

  /** The bound port. */
  public int port() {
    return servers.getFirst().actualPort();
  }

  /** Stops accepting connections, and closes the rest after at most {@code patience}. */
  public Future<?> stop(Duration patience) {
    edge.keepNoConnection();
    return Future.join(servers.stream().map(s -> s.shutdown(patience)).toList());
  }
}
