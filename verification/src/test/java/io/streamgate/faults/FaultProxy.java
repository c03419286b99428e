package io.streamgate.faults;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A proxy between a client and a DynamoDB engine. A script decides the fault of each request.
 * HTTP/1.1 on 127.0.0.1.
 *
 * <p>Messages are forwarded unchanged, except for connection headers. The proxy never retries, so
 * the engine receives a request exactly as often as the fault says. If the engine does not respond,
 * the client's connection is closed.
 *
 * <p>One event loop does the work. All methods may be called from any other thread.
 */
public final class FaultProxy implements AutoCloseable {

  private static final String HOST = "127.0.0.1";
  private static final long PATIENCE_SECONDS = 20;

  private final Vertx vertx =
      Vertx.vertx(
          new VertxOptions()
              .setEventLoopPoolSize(1)
              .setWorkerPoolSize(1)
              .setInternalBlockingPoolSize(1));
  private final Set<HttpConnection> connections = ConcurrentHashMap.newKeySet();
  private final Tally<String> requests = new Tally<>();
  private final Tally<Fault> faults = new Tally<>();
  private final AtomicInteger underway = new AtomicInteger();
  private final Engine engine;
  private final HttpServer server;
  private volatile Faults script = Faults.none();
  private volatile boolean partitioned;

  /**
   * Listens on a free port, and forwards everything until a script is set.
   *
   * @param upstream the engine, {@code http://host:port}
   */
  public FaultProxy(URI upstream) {
    this(upstream, 0);
  }

  /** Listens on that port, which has to be free. */
  public FaultProxy(URI upstream, int port) {
    engine = new Engine(vertx, upstream);
    server = vertx.createHttpServer(new HttpServerOptions().setHttp2ClearTextEnabled(false));
    server.connectionHandler(this::accept).requestHandler(this::read);
    await(server.listen(port, HOST));
  }

  /** The proxy's endpoint. */
  public URI uri() {
    return URI.create("http://" + HOST + ":" + server.actualPort());
  }

  /** Sets the script for new requests. Requests in flight keep their fault. */
  public void script(Faults next) {
    script = next;
  }

  /**
   * Partitions the client off: closes its connections, and closes new ones at once until {@link
   * #heal}. No connection is open when this returns. Earlier requests still reach the engine,
   * including delayed ones.
   */
  public void partition() {
    partitioned = true;
    await(Future.join(connections.stream().map(HttpConnection::close).toList()));
  }

  /** Ends the partition: new connections are accepted. */
  public void heal() {
    partitioned = false;
  }

  /** The number of requests for an operation such as {@code UpdateItem}. */
  public long requests(String operation) {
    return requests.of(operation);
  }

  /** How often this fault was applied. Late faults are counted by their delay. */
  public long dealt(Fault fault) {
    return faults.of(fault);
  }

  /**
   * The number of requests that the engine has not received or answered yet. Once the client is
   * idle and this is 0, the table no longer changes.
   */
  public int underway() {
    return underway.get();
  }

  /** Closes all connections, discards delayed requests, and stops the threads. */
  @Override
  public void close() {
    await(vertx.close());
  }

  private void accept(HttpConnection connection) {
    connections.add(connection);
    connection.closeHandler(_ -> connections.remove(connection));
    // Checked after adding: a partition in between would miss this connection
    if (partitioned) {
      connection.close();
    }
  }

  private void read(HttpServerRequest incoming) {
    incoming.body().onSuccess(body -> deal(incoming, body));
  }

  private void deal(HttpServerRequest incoming, Buffer body) {
    var target = incoming.getHeader("x-amz-target");
    var request = Request.of(target == null ? "" : target, body.toString());
    var fault = script.next(request);
    var headers = Engine.ofTheMessage(incoming.headers());
    var call = new Engine.Call(incoming.method(), incoming.uri(), headers, body);

    requests.count(request.operation());
    faults.count(fault);
    underway.incrementAndGet();
    new Exchange(vertx, engine, incoming, call)
        .deal(fault)
        .onComplete(_ -> underway.decrementAndGet());
  }

  private static void await(Future<?> future) {
    try {
      future.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError(e);
    }
  }
}
