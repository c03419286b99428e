package io.streamgate.identity.jwt.keys;

import static java.util.concurrent.CompletableFuture.completedStage;
import static java.util.concurrent.CompletableFuture.failedStage;

import io.streamgate.failure.Causes;
import io.streamgate.identity.KeyFetchObserver;
import io.streamgate.identity.KeyFetchObserver.KeyFetch;
import io.streamgate.identity.jwt.keys.KeySource.OfEachKey;
import io.streamgate.identity.jwt.keys.KeySource.Refreshed;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The key set in use, and when it is fetched: one fetch at a time, at the {@link FetchPace}, so
 * that tokens with invented keys do not become a flood at the identity provider. The last good set
 * serves during an outage. Thread-safe; time is an argument.
 */
public final class CurrentKeys {

  private static final Logger LOG = LoggerFactory.getLogger(CurrentKeys.class);

  /** The outcome of a requested fetch. */
  public enum Refetch {
    /** Keys were fetched after the call. */
    FETCHED,
    /** The identity provider has no key with this name, and none can have it. */
    NO_SUCH_KEY,
    /** The fetch failed. */
    FAILED,
    /** No fetch may begin at present. */
    TOO_SOON
  }

  /**
   * When keys are fetched, and for how long they serve.
   *
   * @param refresh how often they are fetched
   * @param outage how long they serve while they cannot be fetched
   */
  public record Times(Duration refresh, Duration outage) {}

  /** A set, and when the oldest of its keys was fetched. */
  public record Fetched(KeySet keys, Instant at) {}

  private final KeySource source;
  private final Times times;
  private final KeyFile file;
  private final KeyFetchObserver observer;
  private final FetchPace pace = new FetchPace();
  private volatile @Nullable Fetched latest;
  private @Nullable CompletableFuture<Refetch> underWay; // guarded by this, as the begin of a fetch

  /** Begins at {@code now} with the keys that {@code file} has kept, if there are any. */
  public CurrentKeys(
      KeySource source, Times times, KeyFile file, KeyFetchObserver observer, Instant now) {
    this.source = source;
    this.times = times;
    this.file = file;
    this.observer = observer;
    this.latest = file.read(now);
  }

  /** The keys that may be used; null if there are none yet, or the last ones are too old. */
  public @Nullable KeySet usable(Instant now) {
    var fetched = usableAt(now);
    return fetched == null ? null : fetched.keys();
  }

  private @Nullable Fetched usableAt(Instant now) {
    var fetched = latest;
    return fetched == null || now.isAfter(fetched.at().plus(times.outage())) ? null : fetched;
  }

  /** The time since the keys were fetched; null if there are none. */
  public @Nullable Duration age(Instant now) {
    var fetched = latest;
    return fetched == null ? null : Duration.between(fetched.at(), now);
  }

  /** Called about once a second: refreshes the keys if it is time. */
  public synchronized void refreshIfDue(Instant now) {
    var isPossible = latest != null || !(source instanceof OfEachKey);
    if (underWay == null && isPossible && pace.isDue(now)) {
      var _ = refresh(now);
    }
  }

  /**
   * Fetches because the key with this name is unknown, or because there are no keys.
   *
   * @param kid null if the key has no name, or it is not known
   */
  public CompletionStage<Refetch> fetch(@Nullable String kid, Instant now) {
    if (source instanceof OfEachKey && (kid == null || !OfEachKey.isName(kid))) {
      return completedStage(Refetch.NO_SUCH_KEY);
    }
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
    return switch (outcome) {
      case FETCHED -> kid != null && (fetched == null || !fetched.keys().knows(kid));
      case NO_SUCH_KEY -> true; // it was another key
      case FAILED, TOO_SOON -> false;
    };
  }

  private synchronized CompletionStage<Refetch> fetchAgain(@Nullable String kid, Instant now) {
    return underWay == null ? fetchIfAllowed(kid, now) : underWay;
  }

  private CompletionStage<Refetch> fetchIfAllowed(@Nullable String kid, Instant now) {
    if (source instanceof OfEachKey each && kid != null) {
      return pace.allowsOneKey(now) ? fetchOne(each, kid, now) : completedStage(Refetch.TOO_SOON);
    }
    return pace.allows(now) ? refresh(now) : completedStage(Refetch.TOO_SOON);
  }

  /** The time until a fetch of an unknown key may begin; at least a second. */
  public Duration retryAfter(Instant now) {
    return source instanceof OfEachKey ? pace.waitForOneKey(now) : pace.wait(now);
  }

  private CompletionStage<Refetch> refresh(Instant now) {
    pace.begin(now);
    var last = latest == null ? KeySet.EMPTY : latest.keys();
    return begun(
        started(() -> source.refresh(last))
            .handleAsync(
                (refreshed, failure) ->
                    failure == null ? refreshed(refreshed, now) : failed(failure, now),
                source.background()));
  }

  private CompletionStage<Refetch> fetchOne(OfEachKey each, String kid, Instant now) {
    pace.beginOneKey(now);
    var last = usableAt(now);
    return begun(
        started(() -> each.fetch(kid))
            .handleAsync(
                (key, failure) -> failure == null ? found(key, last, now) : notFound(failure),
                source.background()));
  }

  private static <T> CompletionStage<T> started(Supplier<CompletionStage<T>> fetch) {
    try {
      return fetch.get();
    } catch (RuntimeException failure) {
      return failedStage(failure);
    }
  }

  private CompletionStage<Refetch> begun(CompletionStage<Refetch> ending) {
    var fetching = new CompletableFuture<Refetch>();
    underWay = fetching;
    var _ =
        ending.whenComplete(
            (outcome, bug) -> {
              synchronized (this) {
                underWay = null;
              }
              fetching.complete(bug == null ? outcome : Refetch.FAILED);
            });
    return fetching;
  }

  private Refetch refreshed(Refreshed refreshed, Instant at) {
    var last = latest;
    if (refreshed.failure() != null) {
      // the keys that could not be fetched are no newer for the others
      publish(new Fetched(refreshed.keys(), last == null ? at : last.at()));
      return failed(refreshed.failure(), at);
    }
    observer.ended(KeyFetch.FETCHED);
    if (pace.succeeded(at, times.refresh()) > 0) {
      LOG.info("the keys of the identity provider can be fetched again");
    }
    publish(new Fetched(refreshed.keys(), at));
    return Refetch.FETCHED;
  }

  /** The key is as new as the oldest one: only a refresh renews the set. */
  private Refetch found(VerificationKey key, @Nullable Fetched last, Instant now) {
    observer.ended(KeyFetch.FETCHED);
    if (last == null) {
      pace.succeeded(now, times.refresh());
      publish(new Fetched(KeySet.EMPTY.with(key), now));
    } else {
      publish(new Fetched(last.keys().with(key), last.at()));
    }
    return Refetch.FETCHED;
  }

  private Refetch notFound(Throwable failure) {
    if (OfEachKey.isGone(failure)) {
      observer.ended(KeyFetch.FETCHED);
      return Refetch.NO_SUCH_KEY;
    }
    observer.ended(KeyFetch.FAILED);
    LOG.warn("cannot fetch a key of the identity provider: {}", reason(failure));
    return Refetch.FAILED;
  }

  /** Called by one fetch at a time. */
  private void publish(Fetched fetched) {
    var before = latest;
    latest = fetched.keys().size() == 0 ? null : fetched;
    if (before == null || !fetched.keys().hasSameKeysAs(before.keys())) {
      LOG.info("the identity provider has new keys: {} in all", fetched.keys().size());
    }
    file.write(fetched);
  }

  private Refetch failed(Throwable failure, Instant at) {
    var wait = pace.failed(at);
    observer.ended(KeyFetch.FAILED);
    LOG.warn(
        "cannot fetch the keys of the identity provider: {}; retrying in {} s",
        reason(failure),
        wait.toSeconds());
    return Refetch.FAILED;
  }

  private static String reason(Throwable failure) {
    var cause = Causes.root(failure);
    var message = cause.getMessage();
    return message == null ? cause.getClass().getSimpleName() : message;
  }
}
