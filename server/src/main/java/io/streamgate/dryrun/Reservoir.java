package io.streamgate.dryrun;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A uniform sample of any number of starts, by Vitter's algorithm R: the first ones fill it, and
 * the n-th of later ones takes a random place out of n, if there is such a place. Thread-safe.
 */
final class Reservoir {

  private final AtomicLong offered = new AtomicLong();
  private final @Nullable ChosenStart[] places; // guarded by this

  Reservoir(int size) {
    this.places = new @Nullable ChosenStart[size];
  }

  /**
   * A start that was chosen.
   *
   * @param order how many starts came before it
   * @param mark random, from 0 to 1: which places are left if the sample is thinned out
   * @param sample null if it is too large: it takes the place all the same, because else others
   *     would keep theirs more often
   */
  record ChosenStart(long order, double mark, Instant at, @Nullable StartSample sample) {}

  /**
   * The starts that were chosen, at most one for each place.
   *
   * @param share of the starts that were offered, the part that was chosen
   */
  record ChosenStarts(List<ChosenStart> starts, double share) {
    ChosenStarts {
      starts = List.copyOf(starts);
    }

    /** As many of these as if only {@code smaller} of the starts had been chosen. */
    List<ChosenStart> thinnedTo(double smaller) {
      return starts.stream().filter(start -> start.mark() * share < smaller).toList();
    }
  }

  /** Offers a start. Makes the sample only if it is chosen. */
  void offer(RandomGenerator random, Instant at, Supplier<Optional<StartSample>> sample) {
    var order = offered.getAndIncrement();
    var place = order < places.length ? order : random.nextLong(order + 1);
    if (place < places.length) {
      put(
          Math.toIntExact(place),
          new ChosenStart(order, random.nextDouble(), at, sample.get().orElse(null)));
    }
  }

  /** Of two starts that choose a place at the same time, the later one gets it. */
  private synchronized void put(int place, ChosenStart start) {
    var taken = places[place];
    if (taken == null || taken.order() < start.order()) {
      places[place] = start;
    }
  }

  /** Removes all but the starts of these times. */
  synchronized void retain(Predicate<Instant> isKept) {
    for (var i = 0; i < places.length; i++) {
      var start = places[i];
      if (start != null && !isKept.test(start.at())) {
        places[i] = null;
      }
    }
  }

  /** Removes these samples. */
  synchronized void remove(Predicate<StartSample> isRemoved) {
    for (var i = 0; i < places.length; i++) {
      var start = places[i];
      if (start != null && start.sample() != null && isRemoved.test(start.sample())) {
        places[i] = null;
      }
    }
  }

  /** The chosen starts of these times. */
  synchronized ChosenStarts kept(Predicate<Instant> isKept) {
    var chosen =
        Arrays.stream(places)
            .filter(Objects::nonNull)
            .filter(start -> isKept.test(start.at()))
            .toList();
    return new ChosenStarts(
        chosen, Math.min(1, (double) places.length / Math.max(1, offered.get())));
  }
}
