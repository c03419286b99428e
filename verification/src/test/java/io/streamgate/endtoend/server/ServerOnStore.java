package io.streamgate.endtoend.server;

import io.streamgate.TestWorld;
import io.streamgate.given.Given;
import io.streamgate.http.LocalPort;
import io.streamgate.http.api.Api;
import io.streamgate.http.edge.Edge;
import io.streamgate.http.edge.Server;
import io.streamgate.limiter.Limiter;
import io.streamgate.policy.Pace.OnStoreFailure;
import io.streamgate.store.LeaseStore;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The HTTP API inside the test JVM, on any store, with a limit of 3. */
public final class ServerOnStore implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Vertx vertx = Vertx.vertx();
  private final Server server;

  /** Returns when the server is ready. The caller closes the store. */
  public ServerOnStore(LeaseStore store) {
    var policy = Given.policy(3, OnStoreFailure.REFUSE);
    var limiter = new Limiter(store, policy, new TestWorld(), _ -> {});
    var edge =
        new Edge(
            vertx,
            Api.routes(limiter, Given.tokens(), Given.networks()),
            LocalPort.rules(PATIENCE));
    server = await(Server.listen(vertx, LocalPort.binding(2), edge));
  }

  /** The port it listens on. */
  public int port() {
    return server.port();
  }

  @Override
  public void close() {
    await(vertx.close());
  }

  private static <T> T await(Future<T> future) {
    try {
      return future.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError(e);
    }
  }
}
