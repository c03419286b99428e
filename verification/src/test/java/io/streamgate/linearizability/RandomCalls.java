package io.streamgate.linearizability;

import io.streamgate.given.Given;
import io.streamgate.lease.Amendment;
import io.streamgate.lease.Heartbeat;
import io.streamgate.lease.Start;
import io.streamgate.lease.Start.Takeover;
import io.streamgate.lease.id.Device;
import io.streamgate.lease.id.StreamId;
import io.streamgate.lease.stream.Details;
import io.streamgate.lease.stream.Playback;
import io.streamgate.lease.stream.Playback.Report;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Random calls for one viewer, phase by phase. All calls of a phase end before the next phase
 * begins. Within a phase, call times differ by a few seconds in random order, as between nodes.
 * Between phases leases and overrides expire, keys are forgotten, and streams that lapsed ten
 * minutes ago end. All but the first never happen within a phase, because the outcome is
 * unspecified if times run backwards.
 */
final class RandomCalls {

  /** When each phase begins, in seconds. A lease from the first phase has expired in the third. */
  static final List<Integer> PHASES = List.of(0, 50, 95, 140, 900);

  private static final int LAST_WITH_HISTORY = 140;
  private static final List<Device> DEVICES =
      List.of(Device.UNNAMED, new Device.Named("tv"), new Device.Named("phone"));
  private static final List<String> NAMES = List.of("a", "b", "c", "tv/a", "tv/b", "phone/a");

  private final Random random;
  private final RandomPlans plans;
  private final List<StreamId> ids = new ArrayList<>();

  RandomCalls(long seed) {
    this.random = new Random(seed);
    this.plans = new RandomPlans(random);
  }

  /**
   * {@code calls} calls for each of {@code threads} threads, in the phase that begins at that
   * second.
   */
  List<List<Operation>> phase(int begin, int threads, int calls) {
    var all = new ArrayList<List<Operation>>();
    for (var thread = 0; thread < threads; thread++) {
      var own = new ArrayList<Operation>();
      for (var call = 0; call < calls; call++) {
        own.add(operation(begin));
      }
      all.add(List.copyOf(own));
    }
    return all;
  }

  private Operation operation(int begin) {
    var now = Given.second(begin + random.nextInt(4));
    return switch (random.nextInt(13)) {
      case 0, 1, 2, 3, 4 -> start(now);
      case 5, 6 -> new Operation.Renews(someId(now), new Heartbeat(news(), Given.LEASE), now);
      case 7 -> new Operation.Amends(someId(now), details(), fate(), now);
      case 8 -> new Operation.Ends(someId(now), pick(DEVICES), now);
      case 9 -> new Operation.Finds(someId(now), now);
      case 10 -> record(begin, now);
      case 11 -> new Operation.Overrides(plans.override(begin), now);
      default -> new Operation.Reads(now);
    };
  }

  private Operation start(Instant now) {
    var id = Given.id(pick(NAMES), now);
    ids.add(id);
    var playback = random.nextInt(3) > 0 ? Playback.fromStart() : new Playback.Paused(now, 0);
    var start =
        random.nextInt(12) == 0
            ? new Start.PastView(id, playback, detailsOfSomeContent())
            : new Start.Play(id, playback, detailsOfSomeContent(), takeover(now), plans.facts());
    return new Operation.Starts(start, plans.entitlement(), now);
  }

  private Takeover takeover(Instant now) {
    return switch (random.nextInt(8)) {
      case 0 -> new Takeover.Oldest();
      case 1 -> new Takeover.Chosen(List.of(someId(now)));
      case 2 -> new Takeover.Chosen(List.of(someId(now), someId(now)));
      default -> new Takeover.None();
    };
  }

  /** Expired streams are recorded when a call sees them, at a time that is not specified. */
  private Operation record(int begin, Instant now) {
    return begin > LAST_WITH_HISTORY
        ? new Operation.Reads(now)
        : new Operation.Records(ids.stream().distinct().toList(), now);
  }

  private StreamId someId(Instant now) {
    if (ids.isEmpty() || random.nextInt(30) == 0) {
      return Given.id("never", now);
    }
    return ids.get(ids.size() - 1 - random.nextInt(Math.min(ids.size(), 8)));
  }

  private Amendment.Fate fate() {
    return random.nextInt(3) == 0 ? Amendment.Fate.ENDS : Amendment.Fate.GOES_ON;
  }

  private Details details() {
    return new Details("{\"n\":" + random.nextInt(100) + "}");
  }

  private Details detailsOfSomeContent() {
    return details().naming(Given.detailsOf(pick(List.of("Alien", "Alien", "Brazil"))).content());
  }

  private List<Report> news() {
    return switch (random.nextInt(4)) {
      case 0 -> List.of(new Report.Pauses());
      case 1 -> List.of(new Report.Plays(), new Report.IsAt(random.nextInt(1000)));
      default -> List.of();
    };
  }

  private <T> T pick(List<T> options) {
    return options.get(random.nextInt(options.size()));
  }
}
