package io.streamgate.admin;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.streamgate.lease.id.ViewerId;
import io.streamgate.store.KeptSecret;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Names erased viewers by a keyed hash: an operator who knows the id of a viewer can find out
 * whether it was erased, and nobody can list who was. The key is made once, and kept with the
 * streams.
 *
 * @param random the bytes of a new key
 */
public record ErasureHash(KeptSecret kept, Supplier<byte[]> random) {

  /** The length of a key: as long as the hash. */
  public static final int KEY_BYTES = 32;

  private static final String ALGORITHM = "HmacSHA256";

  /** The hash of {@code viewer}, in hexadecimal. Fails as the reading of the key does. */
  CompletionStage<String> of(ViewerId viewer) {
    return kept.readOrMake(() -> Base64.getEncoder().encodeToString(random.get()))
        .thenApply(key -> hmac(Base64.getDecoder().decode(key.strip()), viewer.value()));
  }

  private static String hmac(byte[] key, String text) {
    try {
      var mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key, ALGORITHM));
      return HexFormat.of().formatHex(mac.doFinal(text.getBytes(US_ASCII)));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every JDK has HMAC-SHA-256", impossible);
    }
  }
}
