package io.streamgate.http.edge.wire;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandler;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.AttributeKey;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Watches when requests arrive on one connection, and ends it where one never does: a client that
 * sends a byte now and then would keep it for ever, and no idle timeout finds it.
 *
 * <p>The time begins with a request's first byte, so that a connection which is kept and waits for
 * its next request is left alone. It stands at both ends of the decoder: in front of it bytes come
 * in, behind it they have become a request. A request that comes in one piece, as nearly all do,
 * never sets a timer: that is done once what was there to read has been read. Lives on the event
 * loop of its connection.
 */
final class RequestDeadlines {

  private enum Stage {
    /** Nothing of a request is there. */
    NOTHING,
    HEADERS,
    BODY
  }

  private static final AttributeKey<RequestDeadlines> KEY =
      AttributeKey.valueOf(RequestDeadlines.class, "arrival");

  /** For the answer to a body that was late; after that the connection is closed. */
  private static final long LAST_WORD_MS = 2_000;

  private final long headersMs;
  private final long wholeMs;
  private Stage phase = Stage.NOTHING;
  private Runnable late = RequestDeadlines::nobodyAsked;
  private List<? extends Future<?>> timers = List.of();

  private RequestDeadlines(long headersMs, long wholeMs) {
    this.headersMs = headersMs;
    this.wholeMs = wholeMs;
  }

  /**
   * Watches a connection.
   *
   * @param decoder the handler that makes requests of bytes
   * @param headersMs from a request's first byte to the end of its headers; then it is {@link
   *     UnreadableRequest.TooSlow}
   * @param wholeMs from a request's first byte to its last; then it is late, and a little later the
   *     connection is closed
   */
  static void watch(ChannelHandlerContext decoder, long headersMs, long wholeMs) {
    var arrival = new RequestDeadlines(headersMs, wholeMs);
    decoder.channel().attr(KEY).set(arrival);
    decoder.pipeline().addBefore(decoder.name(), "bytes-arrive", arrival.inFrontOf(decoder));
    decoder.pipeline().addAfter(decoder.name(), "requests-arrive", arrival.behindDecoder());
  }

  /** Has {@code answer} run if what arrives on that channel now is late. */
  static void whenLate(Channel channel, Runnable answer) {
    var arrival = channel.attr(KEY).get();
    if (arrival != null) {
      arrival.late = answer;
    }
  }

  private ChannelHandler inFrontOf(ChannelHandlerContext decoder) {
    return new ChannelInboundHandlerAdapter() {
      @Override
      public void channelRead(ChannelHandlerContext bytes, Object message) {
        if (phase == Stage.NOTHING) {
          phase = Stage.HEADERS;
        }
        bytes.fireChannelRead(message);
      }

      @Override
      public void channelReadComplete(ChannelHandlerContext bytes) {
        if (phase != Stage.NOTHING && timers.isEmpty()) {
          setTimers(decoder);
        }
        bytes.fireChannelReadComplete();
      }
    };
  }

  private ChannelInboundHandler behindDecoder() {
    return new ChannelInboundHandlerAdapter() {
      @Override
      public void channelRead(ChannelHandlerContext requests, Object message) {
        if (message instanceof HttpRequest request) {
          phase = Stage.BODY;
          UnreadableRequest.refuseOtherVersion(request);
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

  private void setTimers(ChannelHandlerContext decoder) {
    var loop = decoder.executor();
    timers =
        List.of(
            loop.schedule(() -> headersAreLate(decoder), headersMs, TimeUnit.MILLISECONDS),
            loop.schedule(() -> late.run(), wholeMs, TimeUnit.MILLISECONDS),
            loop.schedule(() -> close(decoder), wholeMs + LAST_WORD_MS, TimeUnit.MILLISECONDS));
  }

  private void end() {
    phase = Stage.NOTHING;
    late = RequestDeadlines::nobodyAsked;
    timers.forEach(timer -> timer.cancel(false));
    timers = List.of();
  }

  /** What is late has been answered before its end, or nobody reads it. */
  private static void nobodyAsked() {}

  private static void close(ChannelHandlerContext decoder) {
    var _ = decoder.close();
  }

  private void headersAreLate(ChannelHandlerContext decoder) {
    if (phase == Stage.HEADERS) {
      UnreadableRequest.refuse(decoder, new UnreadableRequest.TooSlow(headersMs));
    }
  }
}
