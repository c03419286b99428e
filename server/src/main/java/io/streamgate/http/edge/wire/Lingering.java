package io.streamgate.http.edge.wire;

import io.netty.channel.socket.DuplexChannel;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Closes connections after a last response. The server's side ends at once, the connection a little
 * later: a client that is still sending when the connection closes would lose the response.
 * Whatever arrives in the meantime must be ignored. Thread-safe.
 */
public final class Lingering {

  private static final long LINGER_MS = 1_000;

  private final Vertx vertx;
  private final Set<HttpConnection> closing = ConcurrentHashMap.newKeySet();

  /** Creates one without connections. */
  public Lingering(Vertx vertx) {
    this.vertx = vertx;
  }

  /** Closes a connection whose last response has been sent. Called on its event loop. */
  public void close(HttpConnection connection) {
    var channel = Connections.channelOf(connection);
    closing.add(connection);
    // the response is flushed when the current read completes
    channel
        .eventLoop()
        .execute(
            () -> {
              if (channel instanceof DuplexChannel duplex && channel.isActive()) {
                var _ = duplex.shutdownOutput();
              }
            });
    vertx.setTimer(
        LINGER_MS,
        _ -> {
          var _ = channel.close();
        });
    // closing a connection still hands over the requests that were read before
    vertx.setTimer(2 * LINGER_MS, _ -> closing.remove(connection));
  }

  /** Whether requests on {@code connection} must be ignored. */
  public boolean isClosing(HttpConnection connection) {
    return !closing.isEmpty() && closing.contains(connection);
  }
}
