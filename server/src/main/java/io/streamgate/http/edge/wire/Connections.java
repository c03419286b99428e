package io.streamgate.http.edge.wire;

import io.netty.channel.Channel;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.impl.HttpServerConnection;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Limits the open connections of one port, and the time for a request to arrive, and refuses folded
 * headers. Thread-safe.
 */
public final class Connections {

  /** The name of Vert.x's HTTP decoder. */
  private static final String DECODER = "httpDecoder";

  /** Connections beyond the limit whose request is read. The others are refused at once. */
  private static final int MOST_TOO_MANY = 256;

  private final Limits limits;
  private final AtomicInteger open = new AtomicInteger();

  /**
   * The limits of a port.
   *
   * @param most open connections, at least 1
   * @param headerTimeout from a request's first byte to the end of its headers
   * @param requestTimeout from a request's first byte to its last
   */
  public record Limits(int most, Duration headerTimeout, Duration requestTimeout) {}

  /** Creates the limits of one port, without connections. */
  public Connections(Limits limits) {
    this.limits = limits;
  }

  /** The number of open connections. */
  public int open() {
    return open.get();
  }

  /** Accepts or refuses a new connection. Called on its event loop. */
  public void accept(HttpConnection connection) {
    var tooMany = open.incrementAndGet() - limits.most();
    connection.closeHandler(_ -> open.decrementAndGet());
    var pipeline = channelOf(connection).pipeline();
    pipeline.replace(DECODER, DECODER, new StrictRequestDecoder());
    var decoder = pipeline.context(DECODER);
    if (tooMany > MOST_TOO_MANY) {
      // the connection is not complete before this method returns
      decoder
          .executor()
          .execute(() -> UnreadableRequest.refuse(decoder, UnreadableRequest.tooManyConnections()));
      return;
    }
    RequestDeadlines.watch(
        decoder, limits.headerTimeout().toMillis(), limits.requestTimeout().toMillis());
    if (tooMany > 0) {
      OneTooMany.refuse(decoder);
    }
  }

  /** Casts to a type that is not public in Vert.x, whose API does not offer the channel. */
  static Channel channelOf(HttpConnection connection) {
    return ((HttpServerConnection) connection).channelHandlerContext().channel();
  }
}
