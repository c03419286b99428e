package io.streamgate.identity.jwt.keys;

import com.nimbusds.jose.JWSAlgorithm;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The keys of the identity provider at one time. Immutable. */
public final class KeySet {

  /** No keys. */
  public static final KeySet EMPTY = new KeySet(List.of());

  /** A load balancer has one or two keys, each at a URL. The oldest leaves. */
  private static final int MOST_AT_URLS = 8;

  private final List<VerificationKey> keys;
  private final Set<String> thumbprints;

  KeySet(List<VerificationKey> keys) {
    this.keys = List.copyOf(keys);
    this.thumbprints =
        keys.stream().map(VerificationKey::thumbprint).collect(Collectors.toUnmodifiableSet());
  }

  /**
   * The keys that can have signed a token with this header. A key without a name fits every name,
   * and a token that names no key fits every key.
   */
  public List<VerificationKey> candidates(@Nullable String kid, JWSAlgorithm algorithm) {
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

  List<VerificationKey> keys() {
    return keys;
  }

  int size() {
    return keys.size();
  }

  /** These and one more. */
  KeySet with(VerificationKey key) {
    return with(new KeySet(List.of(key)));
  }

  /** These and more, which are the newer ones. */
  KeySet with(KeySet more) {
    var all = Stream.concat(keys.stream(), more.keys.stream()).toList();
    return new KeySet(all.subList(Math.max(0, all.size() - MOST_AT_URLS), all.size()));
  }

  /** Whether the keys are the same, whatever their names. */
  public boolean hasSameKeysAs(KeySet other) {
    return thumbprints.equals(other.thumbprints);
  }
}
