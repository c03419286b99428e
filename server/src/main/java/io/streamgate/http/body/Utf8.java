package io.streamgate.http.body;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;

/**
 * Whether bytes are UTF-8. Jackson takes UTF-16 and UTF-32 as well, and in UTF-8 two or three bytes
 * for a character of one: then a text that a proxy in front has judged would be another one here.
 */
final class Utf8 {

  private Utf8() {}

  /** Whether {@code json} can only be read as UTF-8. JSON has no zero byte. */
  static boolean isSure(byte[] json) {
    for (var b : json) {
      if (b == 0) {
        return false;
      }
      if (b < 0) {
        return decodes(json);
      }
    }
    return true;
  }

  private static boolean decodes(byte[] json) {
    try {
      var _ = UTF_8.newDecoder().decode(ByteBuffer.wrap(json));
      return true;
    } catch (CharacterCodingException malformed) {
      return false;
    }
  }
}
