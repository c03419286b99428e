package io.streamgate.store;

import io.streamgate.lease.id.StreamId;
import org.jspecify.annotations.Nullable;

/**
 * A part of a viewer's history: the newest {@code size} streams whose id sorts below {@code
 * before}.
 *
 * @param before null for the newest of all
 * @param size 1 to {@value #MAX_SIZE}
 */
public record HistoryPage(@Nullable StreamId before, int size) {

  /** One more than a caller may show, to find out whether there is another page. */
  public static final int MAX_SIZE = 201;

  public HistoryPage {
    if (size < 1 || size > MAX_SIZE) {
      throw new IllegalArgumentException("a page has 1 to " + MAX_SIZE + " streams, not " + size);
    }
  }

  /** The first page. */
  public static HistoryPage newest(int size) {
    return new HistoryPage(null, size);
  }

  /** The page after {@code last}. */
  public static HistoryPage after(StreamId last, int size) {
    return new HistoryPage(last, size);
  }

  /** Whether the stream is on this page or on a later one. */
  public boolean reaches(StreamId id) {
    return before == null || id.compareTo(before) < 0;
  }
}
