package io.streamgate.config.identity;

import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name of an owner and the SHA-256 of its secret, as settings have them. A mistake does not
 * quote the hash: it may be the secret itself.
 *
 * @param secret what the secret is called, such as {@code key}
 */
public record SecretHash(String secret) {

  /** What a name is, for messages. */
  public static final String USE_NAME = "a name of 1 to 64 of the characters a-z A-Z 0-9 _ . -";

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.\\-]{1,64}");
  private static final Pattern SHA_256 = Pattern.compile("[0-9A-Fa-f]{64}");

  /** What {@code sha256sum} says if the secret was not there. */
  private static final String OF_NOTHING =
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

  /** Whether {@code text} is a name. */
  public static boolean isName(String text) {
    return NAME.matcher(text).matches();
  }

  /** What is wrong with {@code hash}, in an entry that {@code place} names; empty if nothing is. */
  public Optional<String> faultOf(String hash, String place) {
    if (!SHA_256.matcher(hash).matches()) {
      return Optional.of(
          "cannot read %s; use the SHA-256 of the %s, 64 hexadecimal digits"
              .formatted(place, secret));
    }
    return hash.equalsIgnoreCase(OF_NOTHING)
        ? Optional.of(
            "cannot use %s: it is the SHA-256 of nothing; use that of the %s"
                .formatted(place, secret))
        : Optional.empty();
  }

  /** The bytes of a hash without a fault. */
  public static byte[] bytes(String hash) {
    return HexFormat.of().parseHex(hash);
  }
}
