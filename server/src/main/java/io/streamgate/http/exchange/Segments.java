package io.streamgate.http.exchange;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Splits a path at its slashes, then percent-decodes each segment, so that an encoded slash stays
 * within its segment. Nothing is normalised: {@code .} and {@code ..} are ordinary segments, and
 * two slashes, or one at the end, make an empty segment.
 */
final class Segments {

  private static final char LAST_OF_ASCII = 0x7f;

  private Segments() {}

  /**
   * The segments of {@code path}, which begins with a slash. Empty if an escape does not have two
   * hexadecimal digits, its bytes are not UTF-8, or a character outside ASCII is not escaped.
   */
  static Optional<List<String>> of(String path) {
    var segments = new ArrayList<String>();
    for (int from = 1, to; from <= path.length(); from = to + 1) {
      var slash = path.indexOf('/', from);
      to = slash < 0 ? path.length() : slash;
      var segment = decoded(path.substring(from, to));
      if (segment.isEmpty()) {
        return Optional.empty();
      }
      segments.add(segment.get());
    }
    return Optional.of(segments);
  }

  private static Optional<String> decoded(String segment) {
    for (var at = 0; at < segment.length(); at++) { // a stream would cost more than the routing
      if (segment.charAt(at) > LAST_OF_ASCII) {
        return Optional.empty();
      }
    }
    return segment.indexOf('%') < 0 ? Optional.of(segment) : bytes(segment).flatMap(Segments::text);
  }

  private static Optional<byte[]> bytes(String segment) {
    var bytes = new ByteArrayOutputStream(segment.length());
    for (var at = 0; at < segment.length(); at++) {
      var c = segment.charAt(at);
      if (c != '%') {
        bytes.write(c);
      } else if (isEscape(segment, at)) {
        bytes.write(HexFormat.fromHexDigits(segment, at + 1, at + 3));
        at += 2;
      } else {
        return Optional.empty();
      }
    }
    return Optional.of(bytes.toByteArray());
  }

  private static boolean isEscape(String segment, int at) {
    return at + 2 < segment.length()
        && HexFormat.isHexDigit(segment.charAt(at + 1))
        && HexFormat.isHexDigit(segment.charAt(at + 2));
  }

  private static Optional<String> text(byte[] utf8) {
    try {
      return Optional.of(UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString());
    } catch (CharacterCodingException malformed) {
      return Optional.empty();
    }
  }
}
