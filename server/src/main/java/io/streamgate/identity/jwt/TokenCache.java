package io.streamgate.identity.jwt;

import io.streamgate.identity.Viewer;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * Tokens that have been verified, so that a signature is checked once and not with each request.
 *
 * <p>Safe because a token is found by the SHA-256 of its exact bytes, only verified tokens are
 * kept, and an entry dies with the token, after five minutes, and when its key leaves the key set,
 * which the caller checks. So a hit never lets in what a check of the same bytes would not have let
 * in at most five minutes earlier.
 *
 * <p>Bounded. Evicts by clock: a hand passes over the entries and takes the first that has not been
 * used since it last passed. Thread-safe; a lookup takes no lock.
 */
final class TokenCache {

  private static final Duration LIFE = Duration.ofMinutes(5);

  private final ConcurrentMap<TokenHash, Entry> entries = new ConcurrentHashMap<>();
  private final @Nullable Entry[] ring; // guarded by this, as the hand
  private int hand;

  TokenCache(int capacity) {
    this.ring = new Entry[capacity];
  }

  /**
   * A verified token.
   *
   * @param expiresAt with the tolerance for clocks
   * @param key the thumbprint of the key that signed it
   */
  record Verified(Viewer viewer, Instant expiresAt, String key) {}

  /** The token with this hash, if it was verified and is still valid. */
  @Nullable Verified find(TokenHash hash, Instant now) {
    var entry = entries.get(hash);
    if (entry == null || !entry.isValidAt(now)) {
      return null;
    }
    entry.isUsed = true;
    return entry.verified;
  }

  /** Keeps a token that was verified at {@code now}. */
  synchronized void keep(TokenHash hash, Verified verified, Instant now) {
    var dies = now.plus(LIFE);
    var entry =
        new Entry(
            hash, verified, now, verified.expiresAt().isBefore(dies) ? verified.expiresAt() : dies);
    var place = free(now);
    ring[place] = entry;
    entries.put(hash, entry);
  }

  int size() {
    return entries.size();
  }

  /** Passes over each entry twice at most: the first pass takes its mark away. */
  private int free(Instant now) {
    while (true) {
      var place = hand;
      hand = (hand + 1) % ring.length;
      var entry = ring[place];
      if (entry == null) {
        return place;
      }
      if (!entry.isUsed || !entry.isValidAt(now)) {
        entries.remove(entry.hash, entry);
        return place;
      }
      entry.isUsed = false;
    }
  }

  /** Compared by identity: the same token may have been verified twice. */
  private static final class Entry {
    private final TokenHash hash;
    private final Verified verified;
    private final Instant since;
    private final Instant dies;
    private volatile boolean isUsed;

    private Entry(TokenHash hash, Verified verified, Instant since, Instant dies) {
      this.hash = hash;
      this.verified = verified;
      this.since = since;
      this.dies = dies;
    }

    /** Not before it was verified either: the clock may have been set back. */
    private boolean isValidAt(Instant now) {
      return now.isBefore(dies) && !now.isBefore(since.minus(LIFE));
    }
  }
}
