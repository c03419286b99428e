package io.streamgate.limiter;

import io.streamgate.lease.SlotUsage;
import io.streamgate.lease.id.StreamId;
import io.streamgate.lease.stream.Details;
import io.streamgate.lease.stream.Status;
import io.streamgate.lease.stream.Stream;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A page of a viewer's streams, newest first by start, so pages neither skip nor repeat one. The
 * usage counts all streams of the viewer, whichever are listed.
 */
public record Listing(List<Stream> streams, More more, SlotUsage usage, Terms terms) {

  /** The maximum size of a page. */
  public static final int MAX_SIZE = 200;

  /** Whether another page follows. */
  public sealed interface More {

    /** This page is the last one. */
    record No() implements More {}

    /** The next page begins after {@code last}, which need not be a listed stream. */
    record After(StreamId last) implements More {}
  }

  /**
   * Which streams to list, and at most how many: 1 to {@value #MAX_SIZE}. A page of streams that
   * are chosen by their details may be shorter, and even empty, although another page follows.
   */
  public record Selection(Set<Status> statuses, Which which, From from, int size) {

    /** All streams with these statuses. */
    public Selection(Set<Status> statuses, From from, int size) {
      this(statuses, new Which.All(), from, size);
    }

    public Selection {
      statuses = Set.copyOf(statuses);
      if (size < 1 || size > MAX_SIZE) {
        throw new IllegalArgumentException(
            "a page must have 1 to " + MAX_SIZE + " streams, not " + size);
      }
    }
  }

  /** Which streams a page is about. */
  public sealed interface Which {

    /** All. */
    record All() implements Which {}

    /** Those with details that {@code test} accepts. */
    record With(Predicate<Details> test) implements Which {}

    /** Whether {@code stream} is one of them. */
    default boolean includes(Stream stream) {
      return switch (this) {
        case All() -> true;
        case With(var test) -> test.test(stream.details());
      };
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
