package io.streamgate.identity.backend;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Optional;

/**
 * The back ends that may act for viewers, and the hashes of their keys. A back end has two keys
 * while one is replaced. Immutable.
 */
public final class BackEnds {

  /** No back ends: every key is wrong. */
  public static final BackEnds NONE = new BackEnds(List.of());

  private final List<Key> keys;

  /** Creates back ends with those keys. */
  public BackEnds(List<Key> keys) {
    this.keys = List.copyOf(keys);
  }

  /**
   * The key of a back end. Whoever knows the hash does not know the key, which is long and random.
   */
  public static final class Key {

    private final String name;
    private final byte[] sha256;

    /** The key of the back end {@code name} whose SHA-256 is {@code sha256}. */
    public Key(String name, byte[] sha256) {
      this.name = name;
      this.sha256 = sha256.clone();
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /** Whether there are none. */
  public boolean isEmpty() {
    return keys.isEmpty();
  }

  /** The name of the back end that {@code key}, of which each character is a byte, belongs to. */
  Optional<String> nameOf(String key) {
    var shown = sha256(key);
    var found = Optional.<String>empty();
    // all keys are compared, however early one fits, so that the time it takes tells nothing
    for (var known : keys) {
      if (MessageDigest.isEqual(known.sha256, shown)) {
        found = Optional.of(known.name);
      }
    }
    return found;
  }

  private static byte[] sha256(String key) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(key.getBytes(ISO_8859_1));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** The names of the back ends, and nothing of their keys. */
  @Override
  public String toString() {
    return keys.toString();
  }
}
