package io.streamgate.bench.cost;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The requests of several viewers' players in order of time. Each player starts a stream, sends
 * heartbeats while it runs, and ends it.
 *
 * @param length how long each stream runs
 */
record Script(List<Step> steps, int streams, Duration length) {

  /** Players do not start in the same second. */
  private static final Duration APART = Duration.ofSeconds(7);

  enum Act {
    START,
    HEARTBEAT,
    END
  }

  /**
   * One request.
   *
   * @param at the time since the beginning of the script
   * @param playedFor the time since the start of the stream
   * @param viewer the number of the viewer, unique in the script
   * @param stream the number of the stream, unique across all viewers
   */
  record Step(Duration at, Duration playedFor, int viewer, int stream, Act act) {}

  Script {
    steps = List.copyOf(steps);
  }

  /** Creates a script from the number of concurrent streams of viewer 1, viewer 2, and so on. */
  static Script of(List<Integer> streamsOfViewers, Duration length, Duration interval) {
    var steps = new ArrayList<Step>();
    var stream = 0;
    for (var viewer = 1; viewer <= streamsOfViewers.size(); viewer++) {
      for (var i = 0; i < streamsOfViewers.get(viewer - 1); i++) {
        stream++;
        var start = APART.multipliedBy(stream);
        steps.add(new Step(start, Duration.ZERO, viewer, stream, Act.START));
        for (var at = interval; at.compareTo(length) < 0; at = at.plus(interval)) {
          steps.add(new Step(start.plus(at), at, viewer, stream, Act.HEARTBEAT));
        }
        steps.add(new Step(start.plus(length), length, viewer, stream, Act.END));
      }
    }
    steps.sort(Comparator.comparing(Step::at));
    return new Script(steps, stream, length);
  }

  double streamHours() {
    return streams * (length.toMillis() / (double) Duration.ofHours(1).toMillis());
  }
}
