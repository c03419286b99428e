package io.streamgate.dryrun;

import io.streamgate.lease.Start;
import io.streamgate.lease.StartDecision;
import io.streamgate.lease.id.ViewerId;
import io.streamgate.limiter.Limiter;
import io.streamgate.limiter.StartRequest;
import io.streamgate.limiter.Terms;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A sample of the starts of the last hour, each as likely as any other to be in it.
 *
 * <p>Starts fall into slices of an hour, each of which keeps a {@link Reservoir}. The two latest
 * slices cover the last hour. When they are read, the one that kept a larger share of its starts is
 * thinned out to the share of the other.
 *
 * <p>Thread-safe. A start that is not kept costs an atomic increment and a random number. Samples
 * hold personal data: {@link #forget} removes those that are an hour old.
 */
public final class StartSamples implements Limiter.StartObserver {

  /** How long a sample is kept. */
  public static final Duration KEPT_FOR = Duration.ofHours(1);

  /** The most samples of a slice. */
  static final int MOST_OF_SLICE = 500;

  /** The most bytes of a sample: 16 MB for those of two slices. */
  static final int MOST_BYTES = 16_384;

  /** A clock that jumps back by more begins a slice anew: its samples would never expire. */
  private static final Duration CLOCKS_APART = Duration.ofMinutes(1);

  private final Supplier<RandomGenerator> random;
  private volatile Slice latest = new Slice(Instant.EPOCH);
  private @Nullable Slice earlier; // guarded by this

  /**
   * No samples yet.
   *
   * @param random is called for each start, on its thread
   */
  public StartSamples(Supplier<RandomGenerator> random) {
    this.random = random;
  }

  /**
   * What was sampled.
   *
   * @param share of all starts of the last hour, the part that was chosen; 0 to 1
   * @param tooLarge how many chosen starts are left out, because their viewers' streams have too
   *     many details
   */
  public record Sampled(List<StartSample> starts, double share, int tooLarge) {
    public Sampled {
      starts = List.copyOf(starts);
    }
  }

  private record Slice(Instant from, Reservoir starts) {
    Slice(Instant from) {
      this(from, new Reservoir(MOST_OF_SLICE));
    }

    boolean covers(Instant time) {
      return !time.isBefore(from.minus(CLOCKS_APART)) && time.isBefore(from.plus(KEPT_FOR));
    }
  }

  @Override
  public void decided(Terms terms, StartRequest request, Start start, StartDecision decision) {
    if (start instanceof Start.Play play && isOfNewStream(decision)) {
      sliceAt(terms.now())
          .starts()
          .offer(
              random.get(),
              terms.now(),
              () ->
                  StartSample.of(terms, play, request.said(), decision)
                      .filter(sample -> sample.bytes() <= MOST_BYTES));
    }
  }

  private static boolean isOfNewStream(StartDecision decision) {
    return switch (decision) {
      case StartDecision.Admitted _, StartDecision.Refused _, StartDecision.NotAllowed _ -> true;
      case StartDecision.Replayed _,
          StartDecision.Recorded _,
          StartDecision.RecordedBefore _,
          StartDecision.AlreadyEnded _,
          StartDecision.KeyReused _ ->
          false;
    };
  }

  private Slice sliceAt(Instant now) {
    var slice = latest;
    return slice.covers(now) ? slice : next(now);
  }

  private synchronized Slice next(Instant now) {
    if (!latest.covers(now)) {
      earlier = latest;
      latest = new Slice(now);
    }
    return latest;
  }

  /** Removes the samples that are an hour old at {@code now}. Call it every few seconds. */
  public void forget(Instant now) {
    var _ = sliceAt(now);
    for (var slice : slices()) {
      slice.starts().retain(at -> isKept(at, now));
    }
  }

  /** Removes the samples of a viewer. */
  public void forget(ViewerId viewer) {
    for (var slice : slices()) {
      slice.starts().remove(sample -> sample.viewer().id().equals(viewer));
    }
  }

  private static boolean isKept(Instant at, Instant now) {
    return at.isAfter(now.minus(KEPT_FOR)) && !at.isAfter(now.plus(CLOCKS_APART));
  }

  private synchronized List<Slice> slices() {
    return earlier == null ? List.of(latest) : List.of(earlier, latest);
  }

  /** A sample of the starts of the hour before {@code now}. */
  public Sampled sampled(Instant now) {
    var kept =
        slices().stream()
            .map(slice -> slice.starts().kept(at -> isKept(at, now)))
            .filter(each -> !each.starts().isEmpty())
            .toList();
    var share = kept.stream().mapToDouble(Reservoir.ChosenStarts::share).min().orElse(1);
    var starts = new ArrayList<StartSample>();
    var tooLarge = 0;
    for (var each : kept) {
      for (var start : each.thinnedTo(share)) {
        if (start.sample() == null) {
          tooLarge++;
        } else {
          starts.add(start.sample());
        }
      }
    }
    return new Sampled(starts, share, tooLarge);
  }
}
