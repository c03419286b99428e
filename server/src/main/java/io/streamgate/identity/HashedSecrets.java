package io.streamgate.identity;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Optional;

/**
 * Finds the owner of a secret by its SHA-256. The hash does not tell the secret, which is long and
 * random. Immutable.
 *
 * @param <T> the owners
 */
public final class HashedSecrets<T> {

  private static final HashedSecrets<?> NONE = new HashedSecrets<>(List.of());

  private final List<Hashed<T>> secrets;

  private HashedSecrets(List<Hashed<T>> secrets) {
    this.secrets = List.copyOf(secrets);
  }

  /** Knows these secrets. */
  @SuppressWarnings("unchecked") // without secrets there are no owners, of any type
  public static <T> HashedSecrets<T> of(List<Hashed<T>> secrets) {
    return secrets.isEmpty() ? (HashedSecrets<T>) NONE : new HashedSecrets<>(secrets);
  }

  /** No secrets: every one is wrong. */
  public static <T> HashedSecrets<T> none() {
    return of(List.of());
  }

  /** The secret of an owner. */
  public static final class Hashed<T> {

    private final T owner;
    private final byte[] sha256;

    /** The secret of {@code owner} whose SHA-256 is {@code sha256}. */
    public Hashed(T owner, byte[] sha256) {
      this.owner = owner;
      this.sha256 = sha256.clone();
    }

    /** The secret of {@code owner}, of which each character is a byte. */
    public static <T> Hashed<T> of(T owner, String secret) {
      return new Hashed<>(owner, HashedSecrets.sha256(secret));
    }

    /** The owner, and nothing of the secret. */
    @Override
    public String toString() {
      return owner.toString();
    }
  }

  /** Whether there are none. */
  public boolean isEmpty() {
    return secrets.isEmpty();
  }

  /** The owner of {@code secret}, of which each character is a byte. */
  public Optional<T> ownerOf(String secret) {
    var shown = sha256(secret);
    var found = Optional.<T>empty();
    // all are compared, however early one fits, so that the time it takes tells nothing
    for (var known : secrets) {
      if (MessageDigest.isEqual(known.sha256, shown)) {
        found = Optional.of(known.owner);
      }
    }
    return found;
  }

  private static byte[] sha256(String secret) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(ISO_8859_1));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** The owners, and nothing of their secrets. */
  @Override
  public String toString() {
    return secrets.toString();
  }
}
