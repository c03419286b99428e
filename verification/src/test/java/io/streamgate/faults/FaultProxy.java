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
 * Stands between a client and a DynamoDB engine and deals each request the fault that a script
 * decides on. HTTP/1.1 on 127.0.0.1.
 *
 * <p>What is passed on is passed on as it came, but for the headers that belong to a connection.
 * The proxy repeats nothing of its own accord, so the engine hears of a request as often as the
 * fault says. Where the engine gives no answer the client's connection is closed.
 *
 * <p>One event loop does the work; every method may be called from any other thread.
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
   * Listens on a free port, and passes everything on until told otherwise.
   *
   * @param upstream the engine, {@code http://host:port}
   */
  public FaultProxy(URI upstream) {
    this(upstream, 0);
  }

  /** The same on that port, which has to be free. */
  public FaultProxy(URI upstream, int port) {
    engine = new Engine(vertx, upstream);
    server = vertx.createHttpServer(new HttpServerOptions().setHttp2ClearTextEnabled(false));
    server.connectionHandler(this::accept).requestHandler(this::read);
    await(server.listen(port, HOST));
  }

  /** Where a client finds it. */
  public URI uri() {
    return URI.create("http://" + HOST + ":" + server.actualPort());
  }

  /** Decides over the requests that come from now on; those under way keep their fault. */
  public void script(Faults next) {
    script = next;
  }

  /**
   * Cuts the client off: running connections are closed, and new ones at once. On return none is
   * open. What had come before goes on to the engine, late requests too.
   */
  public void partition() {
    partitioned = true;
    await(Future.join(connections.stream().map(HttpConnection::close).toList()));
  }

  /** Ends the partition: new connections are served. */
  public void heal() {
    partitioned = false;
  }

  /** How many requests for this operation have come in, {@code UpdateItem}. */
  public long requests(String operation) {
    return requests.of(operation);
  }

  /** How often this fault was dealt, the late ones counted by their time. */
  public long dealt(Fault fault) {
    return faults.of(fault);
  }

  /**
   * How many requests the engine has yet to hear of, or to answer. Once the client is still and
   * this is 0, nothing changes the table any more.
   */
  public int underway() {
    return underway.get();
  }

  /** Closes every connection, forgets late requests and ends its threads. */
  @Override
  public void close() {
    await(vertx.close());
  }

  private void accept(HttpConnection connection) {
    connections.add(connection);
    connection.closeHandler(_ -> connections.remove(connection));
    // Looked at after the adding: else a partition between the two would miss this connection
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
