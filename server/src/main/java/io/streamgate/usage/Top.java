package io.streamgate.usage;

import java.time.Instant;
import java.util.List;

/**
 * The viewers with the most events of a kind.
 *
 * @param since when the first counted event can have been
 * @param sketch what they were taken from, to be merged with those of other nodes, in base64
 */
public record Top(Activity by, Instant since, List<RankedViewer> viewers, String sketch) {

  /** The most viewers that can be asked for. */
  public static final int MOST = 1_000;

  public Top {
    viewers = List.copyOf(viewers);
  }

  /**
   * One viewer.
   *
   * @param count how many events the viewer had at least
   * @param atMost how many events the viewer had at most
   */
  public record RankedViewer(String viewer, long count, long atMost) {}

  static Top of(Activity by, Instant since, HeavyHitters hitters, int limit) {
    return new Top(by, since, hitters.first(limit), hitters.toBase64());
  }

  /**
   * The viewers of two nodes, with the events since the earlier of the two times.
   *
   * @throws IllegalArgumentException if the activities differ
   */
  public Top and(Top other, int limit) {
    if (by != other.by) {
      throw new IllegalArgumentException(
          "the activities differ: %s and %s; merge answers to the same question"
              .formatted(by.word(), other.by.word()));
    }
    var both = HeavyHitters.parse(sketch);
    both.addAll(HeavyHitters.parse(other.sketch));
    return of(by, since.isBefore(other.since) ? since : other.since, both, limit);
  }
}
