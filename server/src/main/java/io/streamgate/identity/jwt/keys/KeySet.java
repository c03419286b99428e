package io.streamgate.identity.jwt.keys;

import com.nimbusds.jose.JWSAlgorithm;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The keys of the identity provider at one time. Immutable. */
public final class KeySet {

  static final KeySet EMPTY = new KeySet(List.of());

  private final List<SigningKey> keys;
  private final Set<String> thumbprints;

  KeySet(List<SigningKey> keys) {
    this.keys = List.copyOf(keys);
    this.thumbprints =
        keys.stream().map(SigningKey::thumbprint).collect(Collectors.toUnmodifiableSet());
  }

  /**
   * The keys that can have signed a token with this header. A key without a name fits every name,
   * and a token that names no key fits every key.
   */
  public List<SigningKey> candidates(@Nullable String kid, JWSAlgorithm algorithm) {
    return keys.stream()
        .filter(key -> key.supports(algorithm))
        .filter(key -> kid == null || key.kid() == null || kid.equals(key.kid()))
        .toList();
  }

  /** Whether a key has this name. */
  public boolean knows(@Nullable String kid) {
    return kid != null && keys.stream().anyMatch(key -> kid.equals(key.kid()));
  }

  /** Whether the key with this thumbprint is in the set. */
  public boolean contains(String thumbprint) {
    return thumbprints.contains(thumbprint);
  }

  List<SigningKey> keys() {
    return keys;
  }

  int size() {
    return keys.size();
  }

  boolean hasSameKeysAs(KeySet other) {
    return thumbprints.equals(other.thumbprints);
  }
}
