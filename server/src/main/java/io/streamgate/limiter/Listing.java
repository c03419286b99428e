package io.streamgate.limiter;

import io.streamgate.lease.SlotUsage;
import io.streamgate.lease.id.StreamId;
import io.streamgate.lease.stream.Status;
import io.streamgate.lease.stream.Stream;
import java.util.List;
import java.util.Set;

/** A page of a viewer's streams, newest first by start, so pages neither skip nor repeat one. */
public record Listing(List<Stream> streams, More more, SlotUsage usage, Terms terms) {

  /** The maximum size of a page. */
  public static final int MAX_SIZE = 200;

  /** Whether another page follows. */
  public enum More {
    NO,
    YES
  }

  /** Which streams to list, and at most how many: 1 to {@value #MAX_SIZE}. */
  public record Selection(Set<Status> statuses, From from, int size) {
    public Selection {
      statuses = Set.copyOf(statuses);
      if (size < 1 || size > MAX_SIZE) {
        throw new IllegalArgumentException(
            "a page must have 1 to " + MAX_SIZE + " streams, not " + size);
      }
    }
  }

  /** Where a page begins. */
  public sealed interface From {

    /** At the newest stream. */
    record Newest() implements From {}

    /** After {@code last}, at the next older stream. */
    record After(StreamId last) implements From {}

    /** Whether a page that begins here can contain the stream. */
    default boolean mayContain(StreamId id) {
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
