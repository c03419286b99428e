package io.streamgate.identity.backend;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Optional;

/** Text in a header: percent-encoded UTF-8 (RFC 3986, section 2.1). */
final class PercentEncoding {

  private PercentEncoding() {}

  /** The text; empty if an escape is cut off, or it is not printable ASCII, or not UTF-8 inside. */
  static Optional<String> decode(String encoded) {
    var bytes = new ByteArrayOutputStream(encoded.length());
    for (var at = 0; at < encoded.length(); at++) {
      var character = encoded.charAt(at);
      if (character < ' ' || character > '~') {
        return Optional.empty();
      }
      if (character == '%') {
        var octet = octet(encoded, at + 1);
        if (octet < 0) {
          return Optional.empty();
        }
        bytes.write(octet);
        at += 2;
      } else {
        bytes.write(character);
      }
    }
    return text(bytes.toByteArray());
  }

  /** The byte that the two hexadecimal digits at {@code from} name; negative if they are none. */
  private static int octet(String encoded, int from) {
    if (from + 2 > encoded.length()) {
      return -1;
    }
    // negative if one of them is
    return Character.digit(encoded.charAt(from), 16) << 4
        | Character.digit(encoded.charAt(from + 1), 16);
  }

  private static Optional<String> text(byte[] bytes) {
    try {
      // a new decoder refuses what is malformed
      return Optional.of(UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }
}
