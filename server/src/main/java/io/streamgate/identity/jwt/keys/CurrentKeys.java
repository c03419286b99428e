package io.streamgate.identity.jwt.keys;

import static java.util.concurrent.CompletableFuture.completedStage;
import static java.util.concurrent.CompletableFuture.failedStage;

import io.streamgate.failure.Causes;
import io.streamgate.identity.KeyFetchObserver;
import io.streamgate.identity.KeyFetchObserver.KeyFetch;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The key set in use, and when it is fetched: one fetch at a time, at most two in 30 seconds, so
 * that tokens with invented keys do not become a flood at the identity provider. The last good set
 * serves during an outage. Thread-safe; time is an argument.
 */
public final class CurrentKeys {

  private static final Logger LOG = LoggerFactory.getLogger(CurrentKeys.class);

  private static final Duration FETCH_PERIOD = Duration.ofSeconds(30);
  private static final Duration SHORTEST_WAIT = Duration.ofSeconds(1);
  private static final Duration FIRST_BACKOFF = Duration.ofSeconds(15);
  private static final Duration LONGEST_BACKOFF = Duration.ofMinutes(1);

  /** What became of the wish for a newer set. */
  public enum Refetch {
    /** A set was fetched after the call. */
    FETCHED,
    /** The fetch failed. */
    FAILED,
    /** Two fetches were made in the last 30 seconds. */
    TOO_SOON
  }

  /**
   * When keys are fetched, and for how long they serve.
   *
   * @param refresh how often they are fetched
   * @param outage how long they serve while they cannot be fetched
   */
  public record Times(Duration refresh, Duration outage) {}

  /** A set, and when it was fetched. */
  public record Fetched(KeySet keys, Instant at) {}

  private final KeySource source;
  private final Times times;
  private final KeyFile file;
  private final KeyFetchObserver observer;
  private volatile @Nullable Fetched latest;

  // all below are guarded by this
  private @Nullable CompletableFuture<Refetch> underWay;
  private Instant lastFetch = Instant.MIN;
  private Instant fetchBeforeLast = Instant.MIN;
  private Instant due = Instant.MIN;
  private int failures;

  /** Begins with the keys that {@code file} has kept, if there are any. */
  public CurrentKeys(KeySource source, Times times, KeyFile file, KeyFetchObserver observer) {
    this.source = source;
    this.times = times;
    this.file = file;
    this.observer = observer;
    this.latest = file.read();
  }

  /** The keys that may be used; null if there are none yet, or the last ones are too old. */
  public @Nullable KeySet usable(Instant now) {
    var fetched = latest;
    return fetched == null || now.isAfter(fetched.at().plus(times.outage()))
        ? null
        : fetched.keys();
  }

  /** The time since the keys were fetched; null if there are none. */
  public @Nullable Duration age(Instant now) {
    var fetched = latest;
    return fetched == null ? null : Duration.between(fetched.at(), now);
  }

  /** Called about once a second: fetches if it is time. */
  public synchronized void refreshIfDue(Instant now) {
    if (underWay == null && hasPassed(due, now) && isAllowed(now)) {
      var _ = fetchAt(now, null);
    }
  }

  /** Fetches because the key with this name is unknown, or because there are no keys. */
  public CompletionStage<Refetch> fetch(@Nullable String kid, Instant now) {
    CompletableFuture<Refetch> earlier;
    synchronized (this) {
      if (underWay == null) {
        return fetchIfAllowed(kid, now);
      }
      earlier = underWay;
    }
    // the fetch that is under way began before the call, so that it may lack the key
    return earlier.thenCompose(
        outcome -> isStillMissing(outcome, kid) ? fetchAgain(kid, now) : completedStage(outcome));
  }

  private boolean isStillMissing(Refetch outcome, @Nullable String kid) {
    var fetched = latest;
    return outcome == Refetch.FETCHED
        && fetched != null
        && kid != null
        && !fetched.keys().knows(kid);
  }

  private synchronized CompletionStage<Refetch> fetchAgain(@Nullable String kid, Instant now) {
    return underWay == null ? fetchIfAllowed(kid, now) : underWay;
  }

  private CompletionStage<Refetch> fetchIfAllowed(@Nullable String kid, Instant now) {
    return isAllowed(now) ? fetchAt(now, kid) : completedStage(Refetch.TOO_SOON);
  }

  /** The time until the next fetch is allowed; at least a second. */
  public synchronized Duration retryAfter(Instant now) {
    if (isAllowed(now)) {
      return SHORTEST_WAIT;
    }
    var wait = Duration.between(now, fetchBeforeLast.plus(FETCH_PERIOD));
    return wait.compareTo(SHORTEST_WAIT) < 0 ? SHORTEST_WAIT : wait;
  }

  private boolean isAllowed(Instant now) {
    return fetchBeforeLast.equals(Instant.MIN)
        || hasPassed(fetchBeforeLast.plus(FETCH_PERIOD), now)
        || now.isBefore(fetchBeforeLast); // the clock was corrected
  }

  private boolean hasPassed(Instant time, Instant now) {
    return !now.isBefore(time) || now.isBefore(lastFetch);
  }

  private CompletableFuture<Refetch> fetchAt(Instant now, @Nullable String kid) {
    fetchBeforeLast = lastFetch;
    lastFetch = now;
    var fetching = new CompletableFuture<Refetch>();
    underWay = fetching;
    var _ =
        fetched(kid)
            .whenComplete(
                (keys, failure) ->
                    fetching.complete(
                        failure == null
                            ? succeeded(new Fetched(keys, now))
                            : failed(Causes.root(failure), now)));
    return fetching;
  }

  private CompletionStage<KeySet> fetched(@Nullable String kid) {
    var last = latest;
    try {
      return source.fetch(last == null ? KeySet.EMPTY : last.keys(), kid);
    } catch (RuntimeException failure) {
      return failedStage(failure);
    }
  }

  private Refetch succeeded(Fetched fetched) {
    var before = latest;
    int failedBefore;
    synchronized (this) {
      latest = fetched;
      due = fetched.at().plus(times.refresh());
      failedBefore = failures;
      failures = 0;
      underWay = null;
    }
    observer.ended(KeyFetch.FETCHED);
    if (failedBefore > 0) {
      LOG.info("the keys of the identity provider can be fetched again");
    }
    if (before == null || !fetched.keys().hasSameKeysAs(before.keys())) {
      LOG.info("the identity provider has new keys: {} in all", fetched.keys().size());
    }
    file.write(fetched);
    return Refetch.FETCHED;
  }

  private Refetch failed(Throwable failure, Instant at) {
    Duration wait;
    synchronized (this) {
      wait = backoff(failures++);
      due = at.plus(wait);
      underWay = null;
    }
    observer.ended(KeyFetch.FAILED);
    LOG.warn(
        "cannot fetch the keys of the identity provider: {}; retrying in {} s",
        reason(failure),
        wait.toSeconds());
    return Refetch.FAILED;
  }

  private static String reason(Throwable failure) {
    var message = failure.getMessage();
    return message == null ? failure.getClass().getSimpleName() : message;
  }

  /** A second at first, because most faults are short. */
  private static Duration backoff(int failures) {
    if (failures == 0) {
      return SHORTEST_WAIT;
    }
    var wait = FIRST_BACKOFF.multipliedBy(1L << Math.min(failures - 1, 8));
    return wait.compareTo(LONGEST_BACKOFF) < 0 ? wait : LONGEST_BACKOFF;
  }
}
