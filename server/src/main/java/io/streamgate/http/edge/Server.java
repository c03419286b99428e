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
  private static final int MAX_REQUEST_LINE_BYTES = 8 * 1024;
  private static final int MAX_HEADER_BYTES = 16 * 1024;

  /**
   * Vert.x gives all event loops that ask for the same negative number one port that is free. A
   * server that took another's number would share its port, and answer its requests.
   */
  private static final AtomicInteger FREE_PORTS = new AtomicInteger();

  private final List<HttpServer> servers;

  private Server(List<HttpServer> servers) {
    this.servers = List.copyOf(servers);
  }

  /**
   * Where and how to listen.
   *
   * @param port 0 picks a free one
   * @param eventLoops how many share the port, at least 1
   * @param idleTimeout after which a connection without traffic is closed
   * @param connections of this port alone
   */
  public record Binding(
      String host, int port, int eventLoops, Duration idleTimeout, Connections connections) {}

  /** Listens, once the future has completed; it fails where the port cannot be had. */
  public static Future<Server> listen(Vertx vertx, Binding binding, Edge edge) {
    var servers = new CopyOnWriteArrayList<HttpServer>();
    var options = new DeploymentOptions().setInstances(binding.eventLoops());
    var port = binding.port() == 0 ? FREE_PORTS.decrementAndGet() : binding.port();
    return vertx
        .deployVerticle(() -> new Loop(binding, port, edge, servers), options)
        .map(_ -> new Server(servers));
  }

  private static final class Loop extends VerticleBase {

    private final Binding binding;
    private final int port;
    private final Edge edge;
    private final List<HttpServer> servers;

    Loop(Binding binding, int port, Edge edge, List<HttpServer> servers) {
      this.binding = binding;
      this.port = port;
      this.edge = edge;
      this.servers = servers;
    }

    @Override
    public Future<?> start() {
      return vertx
          .createHttpServer(options(binding))
          .connectionHandler(binding.connections()::accept)
          .requestHandler(edge)
          .invalidRequestHandler(edge::refuse)
          .exceptionHandler(e -> LOG.debug("a connection failed: {}", e.toString()))
          .listen(port, binding.host())
          .onSuccess(servers::add);
    }
  }

  private static HttpServerOptions options(Binding binding) {
    return new HttpServerOptions()
        .setHttp2ClearTextEnabled(false)
        // nothing here speaks WebSocket: without these no handler looks for it in each request
        .setPerFrameWebSocketCompressionSupported(false)
        .setPerMessageWebSocketCompressionSupported(false)
        .setHandle100ContinueAutomatically(true)
        .setMaxInitialLineLength(MAX_REQUEST_LINE_BYTES)
        .setMaxHeaderSize(MAX_HEADER_BYTES)
        .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
        .setIdleTimeout(Math.toIntExact(binding.idleTimeout().toMillis()));
  }

  /** The port that was bound. */
  public int port() {
    return servers.getFirst().actualPort();
  }

  /** Takes no new connection, lets running requests finish for so long, then closes the rest. */
  public Future<?> stop(Duration patience) {
    return Future.join(servers.stream().map(s -> s.shutdown(patience)).toList());
  }
}
