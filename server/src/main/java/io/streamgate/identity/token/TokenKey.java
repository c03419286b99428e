package io.streamgate.identity.token;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A key of stream tokens. Written as {@code id:base64}, where the id is 1 to {@value
 * #MAX_ID_LENGTH} of {@code A-Z a-z 0-9 _ -}, and the secret at least {@value #MIN_SECRET_BYTES}
 * bytes. Thread-safe; {@code toString} hides the secret.
 */
public final class TokenKey {

  /** The fewest bytes of a secret: as many as an HMAC-SHA256 has. */
  public static final int MIN_SECRET_BYTES = 32;

  /** The most characters of an id. */
  public static final int MAX_ID_LENGTH = 16;

  /** The random bytes that {@link #make} needs. */
  public static final int RANDOM_BYTES = MIN_SECRET_BYTES + 6;

  private static final String ALGORITHM = "HmacSHA256";
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1," + MAX_ID_LENGTH + "}");

  private final String id;
  private final byte[] secret;

  /** Initialized with this use's own key: another use could otherwise make tokens. */
  private final Mac ofStreamTokens;

  private TokenKey(String id, byte[] secret) {
    this.id = id;
    this.secret = secret;
    var derived = mac(secret).doFinal("stream-token".getBytes(US_ASCII));
    this.ofStreamTokens = mac(derived);
  }

  /** Reads a key; empty if {@code text} is none. */
  public static Optional<TokenKey> parse(String text) {
    var colon = text.indexOf(':');
    if (colon < 0 || !ID.matcher(text.substring(0, colon)).matches()) {
      return Optional.empty();
    }
    try {
      var secret = Base64.getDecoder().decode(text.substring(colon + 1));
      return secret.length < MIN_SECRET_BYTES
          ? Optional.empty()
          : Optional.of(new TokenKey(text.substring(0, colon), secret));
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }

  /** Makes a key of {@value #RANDOM_BYTES} bytes from a secure source. */
  public static TokenKey make(byte[] random) {
    if (random.length != RANDOM_BYTES) {
      throw new IllegalArgumentException(
          RANDOM_BYTES + " random bytes are required, not " + random.length);
    }
    var secret = new byte[MIN_SECRET_BYTES];
    var name = new byte[RANDOM_BYTES - MIN_SECRET_BYTES];
    System.arraycopy(random, 0, secret, 0, secret.length);
    System.arraycopy(random, secret.length, name, 0, name.length);
    return new TokenKey(Base64.getUrlEncoder().withoutPadding().encodeToString(name), secret);
  }

  /** The name of the key in its tokens. */
  public String id() {
    return id;
  }

  /** The key with its secret, as {@link #parse} reads it. */
  public String withSecret() {
    return id + ":" + Base64.getEncoder().encodeToString(secret);
  }

  /** The authentication code of the first {@code length} bytes of a token. */
  byte[] sign(byte[] token, int length) {
    try {
      // a Mac is not thread-safe, and a copy is cheaper than deriving the key again
      var mac = (Mac) ofStreamTokens.clone();
      mac.update(token, 0, length);
      return mac.doFinal();
    } catch (CloneNotSupportedException impossible) {
      throw new AssertionError("the HMAC of the JDK can be copied", impossible);
    }
  }

  private static Mac mac(byte[] key) {
    try {
      var mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key, ALGORITHM));
      return mac;
    } catch (GeneralSecurityException impossible) {
      throw new AssertionError("every Java platform has " + ALGORITHM, impossible);
    }
  }

  @Override
  public String toString() {
    return "TokenKey[" + id + "]";
  }
}
