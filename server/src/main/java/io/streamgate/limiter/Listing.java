package io.streamgate.limiter;

import io.streamgate.lease.SlotUsage;
import io.streamgate.lease.id.StreamId;
import io.streamgate.lease.stream.Status;
import io.streamgate.lease.stream.Stream;
import java.util.List;
import java.util.Set;

/**
 * A viewer's streams, the newest first.
 *
 * @param streams those that were asked for, in an order that never changes
 */
public record Listing(List<Stream> streams, More more, SlotUsage usage, Terms terms) {

  /** The largest page. */
  public static final int MAX_SIZE = 200;

  /** Whether another page follows. */
  public enum More {
    NO,
    YES
  }

  /**
   * Which of a viewer's streams to show.
   *
   * @param statuses the streams that stand one of these ways
   * @param from where the page begins
   * @param size 1 to {@value #MAX_SIZE} streams
   */
  public record Selection(Set<Status> statuses, From from, int size) {
    public Selection {
      statuses = Set.copyOf(statuses);
      if (size < 1 || size > MAX_SIZE) {
        throw new IllegalArgumentException("a page has 1 to " + MAX_SIZE + " streams: " + size);
      }
    }
  }

  /** Where a page begins. */
  public sealed interface From {

    /** With the newest stream. */
    record Newest() implements From {}

    /** With the next older one than this. */
    record After(StreamId last) implements From {}

    /** Whether the page may show that stream. */
    default boolean isBefore(StreamId id) {
      return switch (this) {
        case Newest() -> true;
        case After(var last) -> id.compareTo(last) < 0;
      };
    }
  }

  public Listing {
    streams = List.copyOf(streams);
  }
}
