package io.streamgate.identity.jwt;

import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jose.util.JSONObjectUtils;
import io.streamgate.identity.jwt.keys.VerificationKey;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Instant;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A signed JWT that is parsed, not verified.
 *
 * <p>Its segments may be padded with {@code =}, as an Application Load Balancer does. The signature
 * covers the segments as they arrived, so they are not changed.
 *
 * @param claims by name, as parsed from JSON
 */
record AccessToken(
    JWSHeader header, Map<String, Object> claims, String signed, Base64URL signature) {

  private static final String SEGMENT = "([A-Za-z0-9_\\-]+={0,2})";
  private static final Pattern COMPACT =
      Pattern.compile("(" + SEGMENT + "\\." + SEGMENT + ")\\." + SEGMENT);

  /** Later times have no date that computers agree on. */
  private static final double MAX_SECONDS = 253_402_300_799.0; // the end of the year 9999

  /** The token in this text; null if it is none. */
  static @Nullable AccessToken parse(String text) {
    var segments = COMPACT.matcher(text);
    if (!segments.matches()) {
      return null;
    }
    try {
      var header = JWSHeader.parse(new Base64URL(segments.group(2)));
      var claims = JSONObjectUtils.parse(new Base64URL(segments.group(3)).decodeToString());
      return claims == null // of the text "null"
          ? null
          : new AccessToken(header, claims, segments.group(1), new Base64URL(segments.group(4)));
    } catch (ParseException | RuntimeException unreadable) {
      return null; // also of the algorithm "none", which no signed token has
    }
  }

  /** Whether the signature is of this key. Takes up to a millisecond of CPU. */
  boolean isSignedWith(VerificationKey key) {
    return key.verifies(header, signed.getBytes(StandardCharsets.US_ASCII), signature);
  }

  /** A claim; null if the token has none of this name. */
  @Nullable Object claim(String name) {
    return claims.get(name);
  }

  /** A claim in seconds since 1970, whole or not (RFC 7519, 2); null if it is no such time. */
  @Nullable Instant time(String name) {
    return claims.get(name) instanceof Number seconds
            && seconds.doubleValue() >= 0
            && seconds.doubleValue() <= MAX_SECONDS
        ? Instant.ofEpochMilli((long) (seconds.doubleValue() * 1000))
        : null;
  }

  /** Not the token, which is a credential. */
  @Override
  public String toString() {
    return "an access token";
  }
}
