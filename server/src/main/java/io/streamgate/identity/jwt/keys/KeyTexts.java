package io.streamgate.identity.jwt.keys;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads keys from text: a key set in JSON (JWKS, RFC 7517), or PEM. Ignores unusable keys. */
public final class KeyTexts {

  /** The longest text of keys, in bytes. */
  public static final int MAX_BYTES = 100 * 1024;

  private KeyTexts() {}

  /** The keys in a file, which may contain a shared secret. */
  public static KeySet ofFile(Path path) throws UnusableKeys {
    try {
      if (Files.size(path) > MAX_BYTES) {
        throw new UnusableKeys("it is longer than " + MAX_BYTES + " bytes");
      }
      return usable(read(Files.readString(path)));
    } catch (NoSuchFileException missing) {
      throw new UnusableKeys("there is no such file");
    } catch (IOException unreadable) {
      throw new UnusableKeys("it cannot be read as text");
    }
  }

  /** The keys in a text that anybody can fetch. A secret in it is none, and is ignored. */
  static KeySet published(String text) throws UnusableKeys {
    return usable(read(text).filter(key -> !key.isSecret()));
  }

  /** The key with this name in PEM that anybody can fetch. */
  static VerificationKey published(String pem, String kid) throws UnusableKeys {
    if (!PemKeys.isPem(pem)) {
      throw new UnusableKeys("it is not PEM");
    }
    return usable(verifying(PemKeys.read(pem, kid))).keys().getFirst();
  }

  private static KeySet usable(Stream<VerificationKey> keys) throws UnusableKeys {
    var set = new KeySet(keys.toList());
    if (set.size() == 0) {
      throw new UnusableKeys("it has no key that can verify signatures");
    }
    return set;
  }

  private static Stream<VerificationKey> read(String text) throws UnusableKeys {
    return verifying(PemKeys.isPem(text) ? PemKeys.read(text, null) : keySet(text));
  }

  private static Stream<VerificationKey> verifying(List<JWK> keys) {
    return keys.stream().map(VerificationKey::of).flatMap(Optional::stream);
  }

  private static List<JWK> keySet(String text) throws UnusableKeys {
    try {
      var keys = JSONObjectUtils.getJSONObjectArray(JSONObjectUtils.parse(text), "keys");
      if (keys != null) {
        return Stream.of(keys).map(KeyTexts::key).filter(Objects::nonNull).toList();
      }
    } catch (ParseException | RuntimeException unreadable) {
      // said below
    }
    throw new UnusableKeys("it is neither a key set (JWKS) nor PEM");
  }

  /** A key that cannot be read makes no other one unusable: providers add new kinds of keys. */
  private static @Nullable JWK key(Map<String, Object> json) {
    try {
      return JWK.parse(json);
    } catch (ParseException | RuntimeException unreadable) {
      return null;
    }
  }
}
