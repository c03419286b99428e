package io.streamgate.http.edge.wire;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpRequest;
import java.util.concurrent.TimeUnit;

/**
 * Refuses a connection beyond the limit, when the headers of its first request have arrived: a page
 * of another origin can read a refusal only if the response names its origin. A connection that
 * sends no request is refused a little later. Confined to the event loop of its connection.
 */
final class OneTooMany extends ChannelInboundHandlerAdapter {

  private static final long PATIENCE_MS = 1_000;

  private boolean isRefused;

  private OneTooMany() {}

  /** Refuses a connection. */
  static void refuse(ChannelHandlerContext decoder) {
    var one = new OneTooMany();
    decoder.pipeline().addAfter(decoder.name(), "one-too-many", one);
    var _ =
        decoder
            .executor()
            .schedule(() -> one.refuseLate(decoder), PATIENCE_MS, TimeUnit.MILLISECONDS);
  }

  @Override
  public void channelRead(ChannelHandlerContext messages, Object message) {
    if (message instanceof HttpRequest request) {
      isRefused = true;
      if (request.decoderResult().isSuccess()) {
        request.setDecoderResult(DecoderResult.failure(UnreadableRequest.tooManyConnections()));
      }
    }
    messages.fireChannelRead(message);
  }

  private void refuseLate(ChannelHandlerContext decoder) {
    if (!isRefused && decoder.channel().isActive()) {
      UnreadableRequest.refuse(decoder, UnreadableRequest.tooManyConnections());
    }
  }
}
