package io.streamgate.identity.jwt;

import io.streamgate.identity.TokenHash;
import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Tokens that have been verified, so that a signature is checked once and not with each request.
 *
 * <p>Safe because a token is found by the SHA-256 of its exact bytes, only verified tokens are
 * kept, and an entry dies with the token, after five minutes however the clock is set, and when its
 * key leaves the key set, which the caller checks. So a hit never lets in what a check of the same
 * bytes would not have let in at most five minutes earlier.
 *
 * <p>Bounded by number; an entry has a bearer, whose names and facts are bounded too, so it takes
 * 15 KB at most and usually less than 1 KB. Dead entries leave within a minute. A new one takes an
 * empty place, or evicts by clock: a hand passes over the entries and takes the first that has not
 * been used since it last passed. Thread-safe; a lookup takes no lock.
 *
 * @param <T> the bearers of tokens
 */
final class TokenCache<T> {

  private static final long LIFE_NANOS = Duration.ofMinutes(5).toNanos();

  /** A sweep passes over a part, because it runs on an event loop. */
  private static final int SWEEPS = 60;

  private final ConcurrentMap<TokenHash, Entry<T>> entries = new ConcurrentHashMap<>();
  private final LongSupplier nanoTime;

  // all below are guarded by this
  private final @Nullable Entry<T>[] ring;
  private final BitSet taken = new BitSet();
  private int hand;
  private int swept;

  /** Keeps this many tokens at most. {@code nanoTime} is a clock that is never set. */
  TokenCache(int capacity, LongSupplier nanoTime) {
    this.ring = newRing(capacity);
    this.nanoTime = nanoTime;
  }

  @SuppressWarnings("unchecked") // an array cannot be created with a type argument
  private static <T> @Nullable Entry<T>[] newRing(int capacity) {
    return (@Nullable Entry<T>[]) new Entry<?>[capacity];
  }

  /**
   * A verified token.
   *
   * @param expiresAt with the tolerance for clocks
   * @param key the thumbprint of the key that signed it
   */
  record Verified<T>(T bearer, Instant expiresAt, String key) {}

  /** The token with this hash, if it was verified and is still valid. */
  @Nullable Verified<T> find(TokenHash hash, Instant now) {
    var entry = entries.get(hash);
    if (entry == null || !entry.isValidAt(now, nanoTime.getAsLong())) {
      return null;
    }
    entry.isUsed = true;
    return entry.verified;
  }

  /** Keeps a token that was verified at {@code now}. */
  synchronized void keep(TokenHash hash, Verified<T> verified, Instant now) {
    var nanos = nanoTime.getAsLong();
    var place = place(now, nanos);
    var entry = new Entry<>(hash, verified, nanos);
    ring[place] = entry;
    taken.set(place);
    entries.put(hash, entry);
  }

  /** Drops the dead among a sixtieth of the entries: the next ones each time. */
  synchronized void sweep(Instant now) {
    var nanos = nanoTime.getAsLong();
    for (var left = Math.ceilDiv(ring.length, SWEEPS); left > 0; left--) {
      var entry = ring[swept];
      if (entry != null && !entry.isValidAt(now, nanos)) {
        drop(swept, entry);
      }
      swept = (swept + 1) % ring.length;
    }
  }

  int size() {
    return entries.size();
  }

  private int place(Instant now, long nanos) {
    var empty = taken.nextClearBit(0);
    return empty < ring.length ? empty : evicted(now, nanos);
  }

  /** Passes over each entry twice at most: the first pass takes its mark away. */
  private int evicted(Instant now, long nanos) {
    while (true) {
      var place = hand;
      hand = (hand + 1) % ring.length;
      var entry = ring[place];
      if (entry == null) {
        return place;
      }
      if (!entry.isUsed || !entry.isValidAt(now, nanos)) {
        drop(place, entry);
        return place;
      }
      entry.isUsed = false;
    }
  }

  private void drop(int place, Entry<T> entry) {
    entries.remove(entry.hash, entry);
    ring[place] = null;
    taken.clear(place);
  }

  /** Compared by identity: the same token may have been verified twice. */
  private static final class Entry<T> {
    private final TokenHash hash;
    private final Verified<T> verified;
    private final long since;
    private volatile boolean isUsed;

    private Entry(TokenHash hash, Verified<T> verified, long since) {
      this.hash = hash;
      this.verified = verified;
      this.since = since;
    }

    private boolean isValidAt(Instant now, long nanos) {
      return now.isBefore(verified.expiresAt()) && nanos - since < LIFE_NANOS;
    }
  }
}
