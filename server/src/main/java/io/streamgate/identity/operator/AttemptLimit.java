package io.streamgate.identity.operator;

import io.streamgate.identity.TokenHash;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Which tokens are checked: after {@value #MOST_WRONG} wrong ones within a minute, an address has
 * to wait until the first of them is a minute old.
 *
 * <p>Several people can share an address, of a proxy or a bastion. One who guesses there must not
 * lock the others out for as long as it goes on. So a token that was right from the same address in
 * the last twelve hours is always checked, and not counted if it is wrong by now: it has expired,
 * and is no guess. Guesses of such a token are not slowed, which is why tokens are long and random.
 *
 * <p>Bounded: of the addresses, those without a wrong token for the longest time are forgotten
 * first. Only right tokens can evict right tokens. Thread-safe.
 */
final class AttemptLimit {

  static final int MOST_WRONG = 10;
  static final int MOST_ADDRESSES = 4096;

  private static final long WINDOW = Duration.ofMinutes(1).toNanos();
  private static final long MEMORY = Duration.ofHours(12).toNanos();

  // both are guarded by this
  private final Map<String, WrongTokens> wrong = new Recent<>(MOST_ADDRESSES);
  private final Map<Login, Long> right = new Recent<>(MOST_ADDRESSES);

  /** A token that was right, and where it came from. */
  private record Login(String address, TokenHash token) {}

  /** How long the token has to wait before it is checked; empty if not at all. */
  synchronized Optional<Duration> waitOf(String address, TokenHash token, long nanoTime) {
    var attempts = wrong.get(address);
    return attempts == null || isKnown(new Login(address, token), nanoTime)
        ? Optional.empty()
        : attempts.waitAt(nanoTime);
  }

  /** Notes a token that was right. */
  synchronized void right(String address, TokenHash token, long nanoTime) {
    right.put(new Login(address, token), nanoTime);
  }

  /** Notes a token that was wrong. */
  synchronized void wrong(String address, TokenHash token, long nanoTime) {
    if (!isKnown(new Login(address, token), nanoTime)) {
      // removed first, because only a new entry is the youngest
      var attempts = wrong.remove(address);
      var all = attempts == null ? new WrongTokens() : attempts;
      all.add(nanoTime);
      wrong.put(address, all);
    }
  }

  private boolean isKnown(Login login, long nanoTime) {
    var since = right.get(login);
    return since != null && nanoTime - since < MEMORY;
  }

  /** How many addresses are kept. */
  synchronized int addresses() {
    return wrong.size();
  }

  /** The times of the last wrong tokens of one address. */
  private static final class WrongTokens {

    private final long[] times = new long[MOST_WRONG];
    private int count;

    private void add(long nanoTime) {
      times[count++ % MOST_WRONG] = nanoTime;
    }

    private Optional<Duration> waitAt(long nanoTime) {
      if (count < MOST_WRONG) {
        return Optional.empty();
      }
      var wait = times[count % MOST_WRONG] + WINDOW - nanoTime;
      return wait > 0 ? Optional.of(Duration.ofNanos(wait)) : Optional.empty();
    }
  }

  /** A map that drops the entry that was put first when there are too many. */
  private static final class Recent<K, V> extends LinkedHashMap<K, V> {

    private static final long serialVersionUID = 1;

    private final int most;

    private Recent(int most) {
      this.most = most;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
      return size() > most;
    }
  }
}
