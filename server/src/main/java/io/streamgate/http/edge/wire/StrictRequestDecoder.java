package io.streamgate.http.edge.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.util.AsciiString;
import io.netty.util.ByteProcessor;
import io.vertx.core.http.Http1ServerConfig;
import io.vertx.core.http.impl.http1.VertxHttpRequestDecoder;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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

  /** The origin of the request whose headers are being read. Netty adds a header one line later. */
  private @Nullable String origin;

  /** A request whose head is too long. Nothing else is read. */
  private @Nullable OversizedHead oversized;

  StrictRequestDecoder() {
    super(
        new Http1ServerConfig()
            .setMaxInitialLineLength(MAX_REQUEST_LINE_BYTES)
            .setMaxHeaderSize(MAX_HEADER_BYTES));
  }

  @Override
  protected void decode(ChannelHandlerContext decoder, ByteBuf bytes, List<Object> messages)
      throws Exception {
    if (oversized != null) {
      oversized.read(bytes, messages);
      return;
    }
    input = bytes;
    var start = bytes.readerIndex();
    lookAtNextLine();
    super.decode(decoder, bytes, messages);
    input = Unpooled.EMPTY_BUFFER;
    if (isFolded && !messages.isEmpty()) {
      isFolded = false;
      var message = (HttpObject) messages.getFirst();
      message.setDecoderResult(DecoderResult.failure(UnreadableRequest.foldedHeader()));
    }
    if (!messages.isEmpty()) {
      holdBackOversized(bytes, start, messages);
      origin = null;
    }
  }

  /** Holds back a request whose head is too long until its origin is known. */
  private void holdBackOversized(ByteBuf bytes, int start, List<Object> messages) {
    if (messages.getLast() instanceof HttpRequest request
        && request.decoderResult().cause() instanceof TooLongFrameException) {
      messages.removeLast();
      oversized = new OversizedHead(request, origin);
      oversized.read(bytes.slice(start, bytes.writerIndex() - start), messages);
    }
  }

  /** The origin of the request whose headers are being read, if it has arrived. */
  Optional<String> origin() {
    return Optional.ofNullable(origin);
  }

  @Override
  protected AsciiString splitHeaderName(byte[] line, int start, int length) {
    awaitsLine = true;
    lookAtNextLine();
    var name = super.splitHeaderName(line, start, length);
    if (name.contentEqualsIgnoreCase(HttpHeaderNames.ORIGIN)) {
      var value = valueOfLastLine();
      origin = OversizedHead.isOrigin(value) ? value : null;
    }
    return name;
  }

  private String valueOfLastLine() {
    var end = input.readerIndex();
    var start = input.forEachByteDesc(0, end - 1, ByteProcessor.FIND_LF) + 1;
    var line = input.toString(start, end - start, ISO_8859_1);
    return line.substring(line.indexOf(':') + 1).strip();
  }

  private void lookAtNextLine() {
    if (awaitsLine && input.isReadable()) {
      awaitsLine = false;
      var first = input.getByte(input.readerIndex());
      isFolded |= first == ' ' || first == '\t';
    }
  }
}
