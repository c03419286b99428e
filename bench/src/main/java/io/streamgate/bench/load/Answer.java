package io.streamgate.bench.load;

import java.nio.charset.StandardCharsets;

/**
 * The bytes of one response, as far as they have been read. The {@code content-length} header gives
 * the length of the body; without it there is no body. Chunked responses are not supported, because
 * none of the measured servers sends them.
 */
public final class Answer {

  private static final byte[] LENGTH = "content-length:".getBytes(StandardCharsets.US_ASCII);
  private static final int LONGEST = 256 * 1024;

  private final byte[] bytes = new byte[LONGEST];
  private int count;
  private int bodyAt;
  private int end;

  /** The buffer. New bytes go to {@code count()}, at most {@link #room} of them. */
  byte[] bytes() {
    return bytes;
  }

  int count() {
    return count;
  }

  int room() {
    return bytes.length - count;
  }

  void added(int more) {
    count += more;
  }

  void clear() {
    count = 0;
    bodyAt = 0;
    end = 0;
  }

  /** Returns true if the response is complete. */
  boolean isWhole() {
    if (bodyAt == 0 && !readHead()) {
      return false;
    }
    if (count > end) {
      throw new IllegalStateException("more than one response to one request: " + text());
    }
    return count == end;
  }

  private boolean readHead() {
    for (var i = 3; i < count; i++) {
      if (bytes[i] == '\n' && bytes[i - 1] == '\r' && bytes[i - 2] == '\n') {
        bodyAt = i + 1;
        end = bodyAt + contentLength();
        return true;
      }
    }
    return false;
  }

  private int contentLength() {
    for (var i = 0; i < bodyAt - LENGTH.length; i++) {
      if (bytes[i] == '\n' && isLengthAt(i + 1)) {
        return number(i + 1 + LENGTH.length);
      }
    }
    return 0;
  }

  private boolean isLengthAt(int at) {
    for (var i = 0; i < LENGTH.length; i++) {
      if ((bytes[at + i] | 0x20) != (LENGTH[i] | 0x20)) {
        return false;
      }
    }
    return true;
  }

  private int number(int from) {
    var number = 0;
    for (var i = from; bytes[i] != '\r'; i++) {
      if (bytes[i] != ' ') {
        number = 10 * number + bytes[i] - '0';
      }
    }
    return number;
  }

  /** Returns the status code. */
  public int status() {
    return 100 * (bytes[9] - '0') + 10 * (bytes[10] - '0') + bytes[11] - '0';
  }

  /** Returns the part of the body between {@code before} and the next quotation mark. */
  public String quotedAfter(byte[] before) {
    for (var i = bodyAt; i + before.length < end; i++) {
      if (isAt(i, before)) {
        var from = i + before.length;
        var to = from;
        while (to < end && bytes[to] != '"') {
          to++;
        }
        return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
      }
    }
    throw new UnexpectedAnswer(new String(before, StandardCharsets.ISO_8859_1), this);
  }

  private boolean isAt(int at, byte[] text) {
    for (var i = 0; i < text.length; i++) {
      if (bytes[at + i] != text[i]) {
        return false;
      }
    }
    return true;
  }

  /** Returns the raw response. */
  public String text() {
    return new String(bytes, 0, count, StandardCharsets.UTF_8);
  }
}
