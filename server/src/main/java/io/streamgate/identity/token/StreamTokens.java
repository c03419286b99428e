package io.streamgate.identity.token;

import io.streamgate.identity.Proof;
import io.streamgate.lease.id.StreamId;
import io.streamgate.lease.id.ViewerId;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * Issues and verifies stream tokens. A token proves for whom and for which stream it was issued; it
 * admits nothing. To clients it is opaque: base64url of {@link TokenContent} and its HMAC-SHA256.
 *
 * <p>A token lasts for a day, but not beyond the life of its stream. Thread-safe.
 */
public final class StreamTokens {

  private static final Duration LASTS = Duration.ofDays(1);
  private static final Duration HALF = LASTS.dividedBy(2);
  private static final int MAC_LENGTH = 32;

  /** The longest token has 290 characters: a longer text is not worth decoding. */
  private static final int MAX_LENGTH = 400;

  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

  private final TokenKeySource source;
  private final Duration life;

  /** Tokens of streams that can be controlled by them until {@code life} after their start. */
  public StreamTokens(TokenKeySource source, Duration life) {
    this.source = source;
    this.life = life;
  }

  /** A token for a stream; empty as long as the keys cannot be read. */
  public Optional<String> issue(ViewerId viewer, StreamId stream, Instant now) {
    var keys = source.keys();
    return keys == null
        ? Optional.empty()
        : Optional.of(signed(keys.signing(), viewer, stream, endOfNew(stream, now)));
  }

  /** A token that lasts longer than {@code shown}, if half of the day of that one is over. */
  public Optional<String> renew(ViewerId viewer, Proof.OfStream shown, Instant now) {
    var isSecondHalf = !now.plus(HALF).isBefore(shown.expiresAt());
    return isSecondHalf && endOfNew(shown.stream(), now).isAfter(shown.expiresAt())
        ? issue(viewer, shown.stream(), now)
        : Optional.empty();
  }

  /** Checks what a client has shown, which may be anything. */
  public StreamTokenCheck verify(String text, Instant now) {
    var keys = source.keys();
    if (keys == null) {
      return new StreamTokenCheck.NoKeys();
    }
    return decoded(text)
        .flatMap(token -> authentic(token, keys))
        .map(content -> judged(content, now))
        .orElseGet(StreamTokenCheck.NotValid::new);
  }

  private static String signed(TokenKey key, ViewerId viewer, StreamId stream, Instant end) {
    var token = new TokenContent(key.id(), end, stream, viewer).bytes(MAC_LENGTH);
    var length = token.length - MAC_LENGTH;
    System.arraycopy(key.sign(token, length), 0, token, length, MAC_LENGTH);
    return ENCODER.encodeToString(token);
  }

  /** The bytes of a token; empty if this is not the text that they are encoded as. */
  private static Optional<byte[]> decoded(String text) {
    if (text.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    try {
      var token = Base64.getUrlDecoder().decode(text);
      return ENCODER.encodeToString(token).equals(text) ? Optional.of(token) : Optional.empty();
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }

  private static Optional<TokenContent> authentic(byte[] token, TokenKeys keys) {
    var length = token.length - MAC_LENGTH;
    if (length <= 0) {
      return Optional.empty();
    }
    var shown = Arrays.copyOfRange(token, length, token.length);
    return TokenContent.keyId(token, length)
        .flatMap(keys::find)
        .filter(key -> MessageDigest.isEqual(key.sign(token, length), shown))
        .flatMap(_ -> TokenContent.read(token, length));
  }

  /** The life of streams may have been cut since the token was issued. */
  private StreamTokenCheck judged(TokenContent content, Instant now) {
    var end = earlier(content.expiresAt(), endOfLife(content.stream()));
    return now.isBefore(end)
        ? new StreamTokenCheck.Valid(content.viewer(), content.stream(), end)
        : new StreamTokenCheck.Expired(end);
  }

  private Instant endOfNew(StreamId stream, Instant now) {
    return earlier(now.plus(LASTS), endOfLife(stream));
  }

  private Instant endOfLife(StreamId stream) {
    return stream.startedAt().plus(life);
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }
}
