package io.streamgate.identity.token;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.given.Given;
import io.streamgate.lease.id.StreamId;
import io.streamgate.lease.id.ViewerId;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A text that differs from a token in anything is none. */
final class ForgedTokenTest {

  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  private static final StreamTokenCheck NOT_VALID = new StreamTokenCheck.NotValid();
  private static final Instant START = Given.T0;
  private static final StreamId STREAM = Given.id("tv/film", START);
  private static final TokenKey KEY = TokenKey.make(new byte[TokenKey.RANDOM_BYTES]);
  private static final TokenKeys KEYS = new TokenKeys(List.of(KEY));
  private static final StreamTokens TOKENS = new StreamTokens(() -> KEYS, Duration.ofDays(1));
  private static final String TOKEN = TOKENS.issue(Given.VIEWER, STREAM, START).orElseThrow();

  @Test
  void noBitOfATokenCanBeFlipped() {
    var token = TOKEN.getBytes(US_ASCII);

    for (var at = 0; at < token.length * 8; at++) {
      var flipped = token.clone();
      flipped[at / 8] ^= (byte) (1 << (at % 8));
      var text = new String(flipped, ISO_8859_1);
      assertThat(TOKENS.verify(text, START)).as("bit %d", at).isEqualTo(NOT_VALID);
    }
  }

  @Test
  void noBitOfTheBytesCanBeFlipped() {
    var token = Base64.getUrlDecoder().decode(TOKEN);

    for (var at = 0; at < token.length * 8; at++) {
      var flipped = token.clone();
      flipped[at / 8] ^= (byte) (1 << (at % 8));
      assertThat(TOKENS.verify(encoded(flipped), START)).as("bit %d", at).isEqualTo(NOT_VALID);
    }
  }

  private static String encoded(byte[] token) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
  }

  @Test
  void nothingCanBeCutOffOrAdded() {
    var token = TOKEN;

    for (var length = 0; length < token.length(); length++) {
      assertThat(TOKENS.verify(token.substring(0, length), START)).isEqualTo(NOT_VALID);
      assertThat(TOKENS.verify(token.substring(token.length() - length), START))
          .isEqualTo(NOT_VALID);
    }
    for (var more : List.of("A", "AAAA", "=", " ", "\n")) {
      assertThat(TOKENS.verify(token + more, START)).isEqualTo(NOT_VALID);
    }
  }

  /** The last character of base64 can have bits that are not part of any byte. */
  @Test
  void aTokenIsWrittenInOneWayOnly() {
    for (var length = 1; length <= 3; length++) {
      var viewer = new ViewerId("v".repeat(length));
      var token = TOKENS.issue(viewer, STREAM, START).orElseThrow();
      var readable =
          ALPHABET
              .chars()
              .mapToObj(last -> token.substring(0, token.length() - 1) + (char) last)
              .filter(text -> !TOKENS.verify(text, START).equals(NOT_VALID));

      assertThat(readable).containsExactly(token);
      for (var padding : List.of("=", "==")) {
        assertThat(TOKENS.verify(token + padding, START)).isEqualTo(NOT_VALID);
      }
    }
  }

  /** Signed all the same: no other version may be read as this one. */
  @Test
  void anotherVersionIsNotRead() {
    for (var version = 0; version < 256; version++) {
      var token = Base64.getUrlDecoder().decode(TOKEN);
      token[0] = (byte) version;
      var length = token.length - 32;
      System.arraycopy(KEY.sign(token, length), 0, token, length, 32);

      assertThat(TOKENS.verify(encoded(token), START) instanceof StreamTokenCheck.Valid)
          .as("version %d", version)
          .isEqualTo(version == 1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "A", "AQ", "AQAA", "Af8A", "AQVmaXJzdA", "%", "é", "a.b.c"})
  void anythingElseIsNotValid(String text) {
    assertThat(TOKENS.verify(text, START)).isEqualTo(NOT_VALID);
  }
}
