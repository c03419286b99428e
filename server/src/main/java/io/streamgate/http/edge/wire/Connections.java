package io.streamgate.http.edge.wire;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.impl.HttpServerConnection;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The open connections of one port: how many there may be, and how long each may take to say what
 * it wants. Thread-safe.
 */
public final class Connections {

  /** Vert.x's name for what makes requests of bytes. */
  private static final String DECODER = "httpDecoder";

  private final Limits rules;
  private final AtomicInteger open = new AtomicInteger();

  /**
   * What holds for the connections of a port.
   *
   * @param most how many may be open, at least 1
   * @param headerTimeout from a request's first byte to the end of its headers
   * @param requestTimeout from a request's first byte to its last
   */
  public record Limits(int most, Duration headerTimeout, Duration requestTimeout) {}

  /** None so far. */
  public Connections(Limits rules) {
    this.rules = rules;
  }

  /** How many are open. */
  public int open() {
    return open.get();
  }

  /** Takes a new connection, or has it refused. Called on its event loop. */
  public void accept(HttpConnection connection) {
    var isOneTooMany = open.incrementAndGet() > rules.most();
    connection.closeHandler(_ -> open.decrementAndGet());
    var decoder = decoderOf(connection);
    if (isOneTooMany) {
      // the connection is complete only after this call
      decoder
          .executor()
          .execute(() -> UnreadableRequest.refuse(decoder, new UnreadableRequest.TooMany()));
      return;
    }
    RequestDeadlines.watch(
        decoder, rules.headerTimeout().toMillis(), rules.requestTimeout().toMillis());
  }

  private static ChannelHandlerContext decoderOf(HttpConnection connection) {
    return channelOf(connection).pipeline().context(DECODER);
  }

  /** The one place that uses a type of Vert.x's which is not public: its API has no such thing. */
  static Channel channelOf(HttpConnection connection) {
    return ((HttpServerConnection) connection).channelHandlerContext().channel();
  }
}
