package io.streamgate.http.edge.wire;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rest of a request head that is too long. It is skipped up to the header {@code Origin}:
 * without its origin, a page of another origin could not read the refusal. Browsers send it behind
 * the headers that a page adds.
 */
final class OversizedHead {

  private static final int MOST_BYTES = 64 * 1024;

  /** Longer than any origin: lines beyond it are not kept. */
  private static final int MOST_OF_A_LINE = 320;

  private static final String ORIGIN = HttpHeaderNames.ORIGIN + ":";

  private final HttpRequest request;
  private final StringBuilder line = new StringBuilder();
  private int bytes;
  private boolean hasLines;
  private boolean isDone;
  private boolean isHandedOver;

  /**
   * Creates the rest of {@code request}, which begins at the start of a line.
   *
   * @param origin null if it has not arrived
   */
  OversizedHead(HttpRequest request, @Nullable String origin) {
    this.request = request;
    if (origin != null) {
      end(origin);
    }
  }

  /** Skips {@code input}; adds the request to {@code messages} once, when its origin is known. */
  void read(ByteBuf input, List<Object> messages) {
    while (!isDone && input.isReadable()) {
      next((char) input.readUnsignedByte());
    }
    input.skipBytes(input.readableBytes());
    if (isDone && !isHandedOver) {
      isHandedOver = true;
      messages.add(request);
    }
  }

  private void next(char character) {
    bytes++;
    if (character == '\n') {
      endLine(line.toString().strip());
      line.setLength(0);
    } else if (line.length() < MOST_OF_A_LINE) {
      line.append(character);
    }
    isDone |= bytes >= MOST_BYTES;
  }

  private void endLine(String text) {
    if (text.regionMatches(true, 0, ORIGIN, 0, ORIGIN.length())) {
      var value = text.substring(ORIGIN.length()).strip();
      if (isOrigin(value)) {
        end(value);
      }
    }
    isDone |= text.isEmpty() && hasLines;
    hasLines |= !text.isEmpty();
  }

  /** Whether {@code text} can be an origin: anything else need not even be a valid header. */
  static boolean isOrigin(String text) {
    return text.length() < MOST_OF_A_LINE && text.chars().allMatch(c -> c > ' ' && c < 127);
  }

  private void end(String origin) {
    request.headers().set(HttpHeaderNames.ORIGIN, origin);
    isDone = true;
  }
}
