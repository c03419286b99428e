package io.streamgate.http.edge.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpObject;
import io.netty.util.AsciiString;
import io.vertx.core.http.Http1ServerConfig;
import io.vertx.core.http.impl.http1.VertxHttpRequestDecoder;
import java.util.List;

/**
 * The decoder of Vert.x, which also refuses folded headers and trailers. Netty joins the lines of
 * such a header; a proxy in front may read two headers, or none (RFC 9112, section 5.2).
 *
 * <p>Netty asks for the name of each line that begins a header. At that moment the next unread byte
 * begins the next line: white space there continues the header. So nothing is read twice. Extends a
 * type that is not public in Vert.x, to read all else as Vert.x does.
 */
final class StrictRequestDecoder extends VertxHttpRequestDecoder {

  private static final int MAX_REQUEST_LINE_BYTES = 8 * 1024;
  private static final int MAX_HEADER_BYTES = 16 * 1024;

  /** What the current call decodes. */
  private ByteBuf input = Unpooled.EMPTY_BUFFER;

  /** A header has been read, but not the first byte of the line after it. */
  private boolean awaitsLine;

  private boolean isFolded;

  StrictRequestDecoder() {
    super(
        new Http1ServerConfig()
            .setMaxInitialLineLength(MAX_REQUEST_LINE_BYTES)
            .setMaxHeaderSize(MAX_HEADER_BYTES));
  }

  @Override
  protected void decode(ChannelHandlerContext decoder, ByteBuf bytes, List<Object> messages)
      throws Exception {
    input = bytes;
    lookAtNextLine();
    super.decode(decoder, bytes, messages);
    input = Unpooled.EMPTY_BUFFER;
    if (isFolded && !messages.isEmpty()) {
      isFolded = false;
      var message = (HttpObject) messages.getFirst();
      message.setDecoderResult(DecoderResult.failure(UnreadableRequest.foldedHeader()));
    }
  }

  @Override
  protected AsciiString splitHeaderName(byte[] line, int start, int length) {
    awaitsLine = true;
    lookAtNextLine();
    return super.splitHeaderName(line, start, length);
  }

  private void lookAtNextLine() {
    if (awaitsLine && input.isReadable()) {
      awaitsLine = false;
      var first = input.getByte(input.readerIndex());
      isFolded |= first == ' ' || first == '\t';
    }
  }
}
