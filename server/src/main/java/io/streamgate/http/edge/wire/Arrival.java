package io.streamgate.http.edge.wire;

import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandler;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Watches when requests arrive on one connection, and ends it where one never does: a client that
 * sends a byte now and then would keep it for ever, and no idle timeout finds it.
 *
 * <p>The time begins with a request's first byte, so that a connection which is kept and waits for
 * its next request is left alone. It stands at both ends of the decoder: in front of it bytes come
 * in, behind it they have become a request. Lives on the event loop of its connection.
 */
final class Arrival {

  private enum Phase {
    /** Nothing of a request is there. */
    NOTHING,
    HEADERS,
    BODY
  }

  private final long headersMs;
  private final long wholeMs;
  private Phase phase = Phase.NOTHING;
  private Runnable disarm = () -> {};

  private Arrival(long headersMs, long wholeMs) {
    this.headersMs = headersMs;
    this.wholeMs = wholeMs;
  }

  /**
   * Watches a connection.
   *
   * @param decoder the handler that makes requests of bytes
   * @param headersMs from a request's first byte to the end of its headers; then it is {@link
   *     Unread.TooSlow}
   * @param wholeMs from a request's first byte to its last; then the connection is closed
   */
  static void watch(ChannelHandlerContext decoder, long headersMs, long wholeMs) {
    var arrival = new Arrival(headersMs, wholeMs);
    decoder.pipeline().addBefore(decoder.name(), "bytes-arrive", arrival.inFrontOf(decoder));
    decoder.pipeline().addAfter(decoder.name(), "requests-arrive", arrival.behindDecoder());
  }

  private ChannelHandler inFrontOf(ChannelHandlerContext decoder) {
    return new ChannelInboundHandlerAdapter() {
      @Override
      public void channelRead(ChannelHandlerContext bytes, Object message) {
        if (phase == Phase.NOTHING) {
          begin(decoder);
        }
        bytes.fireChannelRead(message);
      }
    };
  }

  private ChannelInboundHandler behindDecoder() {
    return new ChannelInboundHandlerAdapter() {
      @Override
      public void channelRead(ChannelHandlerContext requests, Object message) {
        if (message instanceof HttpRequest request) {
          phase = Phase.BODY;
          Unread.refuseOtherVersion(request);
        }
        if (message instanceof LastHttpContent) {
          end();
        }
        requests.fireChannelRead(message);
      }

      @Override
      public void channelInactive(ChannelHandlerContext requests) {
        end();
        requests.fireChannelInactive();
      }
    };
  }

  private void begin(ChannelHandlerContext decoder) {
    phase = Phase.HEADERS;
    var loop = decoder.executor();
    var headers = loop.schedule(() -> headersAreLate(decoder), headersMs, TimeUnit.MILLISECONDS);
    var whole = loop.schedule(() -> close(decoder), wholeMs, TimeUnit.MILLISECONDS);
    disarm = () -> cancel(headers, whole);
  }

  private void end() {
    phase = Phase.NOTHING;
    disarm.run();
    disarm = () -> {};
  }

  private static void close(ChannelHandlerContext decoder) {
    var _ = decoder.close();
  }

  private static void cancel(Future<?> headers, Future<?> whole) {
    headers.cancel(false);
    whole.cancel(false);
  }

  private void headersAreLate(ChannelHandlerContext decoder) {
    if (phase == Phase.HEADERS) {
      Unread.refuse(decoder, new Unread.TooSlow(headersMs));
    }
  }
}
