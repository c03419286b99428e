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
 * Closes a connection whose request does not arrive in time. A client that sends a byte now and
 * then would keep its connection open forever, and no idle timeout notices.
 *
 * <p>The time begins with the first byte of a request, so an idle connection may wait for its next
 * request. One handler sees bytes before the decoder, another sees requests after it. A request
 * that arrives at once, as nearly all do, sets no timer: timers are set when a read completes.
 * Confined to the event loop of its connection.
 */
final class RequestDeadlines {

  private enum Stage {
    IDLE,
    HEADERS,
    BODY
  }

  private static final AttributeKey<RequestDeadlines> KEY =
      AttributeKey.valueOf(RequestDeadlines.class, "deadlines");

  /** Time to answer a late body before the connection is closed. */
  private static final long GRACE_MS = 2_000;

  private final long headersMs;
  private final long wholeMs;
  private Stage stage = Stage.IDLE;
  private Runnable late = RequestDeadlines::ignore;
  private List<? extends Future<?>> timers = List.of();

  private RequestDeadlines(long headersMs, long wholeMs) {
    this.headersMs = headersMs;
    this.wholeMs = wholeMs;
  }

  /**
   * Watches a connection.
   *
   * @param decoder the context of the HTTP decoder
   * @param headersMs from a request's first byte to the end of its headers; then it is refused
   * @param wholeMs from a request's first byte to its last; then it is late, and the connection is
   *     closed a little later
   */
  static void watch(ChannelHandlerContext decoder, long headersMs, long wholeMs) {
    var deadlines = new RequestDeadlines(headersMs, wholeMs);
    decoder.channel().attr(KEY).set(deadlines);
    decoder.pipeline().addBefore(decoder.name(), "bytes-arrive", deadlines.beforeDecoder(decoder));
    decoder.pipeline().addAfter(decoder.name(), "requests-arrive", deadlines.afterDecoder());
  }

  /** Runs {@code answer} if the request that now arrives on {@code channel} is late. */
  static void whenLate(Channel channel, Runnable answer) {
    var deadlines = channel.attr(KEY).get();
    if (deadlines != null) {
      deadlines.late = answer;
    }
  }

  private ChannelHandler beforeDecoder(ChannelHandlerContext decoder) {
    return new ChannelInboundHandlerAdapter() {
      @Override
      public void channelRead(ChannelHandlerContext bytes, Object message) {
        if (stage == Stage.IDLE) {
          stage = Stage.HEADERS;
        }
        bytes.fireChannelRead(message);
      }

      @Override
      public void channelReadComplete(ChannelHandlerContext bytes) {
        if (stage != Stage.IDLE && timers.isEmpty()) {
          setTimers(decoder);
        }
        bytes.fireChannelReadComplete();
      }
    };
  }

  private ChannelInboundHandler afterDecoder() {
    return new ChannelInboundHandlerAdapter() {
      @Override
      public void channelRead(ChannelHandlerContext requests, Object message) {
        if (message instanceof HttpRequest request) {
          stage = Stage.BODY;
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

  /** For a late request that has been answered, or whose body is not read. */
  private static void ignore() {}

  private void setTimers(ChannelHandlerContext decoder) {
    var loop = decoder.executor();
    timers =
        List.of(
            loop.schedule(() -> refuseLateHeaders(decoder), headersMs, TimeUnit.MILLISECONDS),
            loop.schedule(() -> late.run(), wholeMs, TimeUnit.MILLISECONDS),
            loop.schedule(() -> close(decoder), wholeMs + GRACE_MS, TimeUnit.MILLISECONDS));
  }

  private void end() {
    stage = Stage.IDLE;
    late = RequestDeadlines::ignore;
    timers.forEach(timer -> timer.cancel(false));
    timers = List.of();
  }

  private static void close(ChannelHandlerContext decoder) {
    var _ = decoder.close();
  }

  private void refuseLateHeaders(ChannelHandlerContext decoder) {
    if (stage == Stage.HEADERS) {
      UnreadableRequest.refuse(decoder, UnreadableRequest.headersLate(headersMs));
    }
  }
}
