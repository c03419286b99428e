package io.streamgate.http.body;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;

/**
 * Checks that bytes are UTF-8. Jackson also accepts UTF-16, UTF-32 and overlong UTF-8, so a proxy
 * in front could have judged a different text.
 */
final class Utf8 {

  private Utf8() {}

  /** Whether {@code json} is UTF-8 and nothing else. JSON in UTF-8 has no zero byte. */
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
