package io.streamgate.events.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A secret that signs deliveries. Written as {@code whsec_} and {@value #MIN_BYTES} to {@value
 * #MAX_BYTES} bytes in base64, as in Standard Webhooks. Thread-safe; {@code toString} hides it.
 */
public final class WebhookSecret {

  /** The fewest bytes of a secret. */
  public static final int MIN_BYTES = 24;

  /** The most bytes of a secret. */
  public static final int MAX_BYTES = 64;

  private static final String PREFIX = "whsec_";
  private static final String ALGORITHM = "HmacSHA256";

  private final SecretKeySpec key;

  private WebhookSecret(byte[] secret) {
    this.key = new SecretKeySpec(secret, ALGORITHM);
  }

  /** Reads a secret; empty if {@code text} is none. */
  public static Optional<WebhookSecret> parse(String text) {
    if (!text.startsWith(PREFIX)) {
      return Optional.empty();
    }
    try {
      var secret = Base64.getDecoder().decode(text.substring(PREFIX.length()));
      return secret.length < MIN_BYTES || secret.length > MAX_BYTES
          ? Optional.empty()
          : Optional.of(new WebhookSecret(secret));
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }

  /** The signature of a delivery: {@code v1,} and base64. */
  String sign(String id, long timestamp, byte[] body) {
    try {
      var mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      mac.update((id + "." + timestamp + ".").getBytes(UTF_8));
      return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
    } catch (GeneralSecurityException impossible) {
      throw new AssertionError("every Java platform has " + ALGORITHM, impossible);
    }
  }

  @Override
  public String toString() {
    return "WebhookSecret";
  }
}
