package io.streamgate.store;

import io.streamgate.lease.id.StreamId;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a viewer's history: the newest streams whose id sorts below {@code before}.
 *
 * @param before an id; null for the newest of all
 * @param size 1 to {@value #MAX_SIZE}
 */
public record HistoryPage(@Nullable StreamId before, int size) {

  /** The largest page, one more than a caller may show: it tells whether there is another. */
  public static final int MAX_SIZE = 201;

  public HistoryPage {
    if (size < 1 || size > MAX_SIZE) {
      throw new IllegalArgumentException("a page has 1 to " + MAX_SIZE + " streams, not " + size);
    }
  }

  /** The newest streams. */
  public static HistoryPage newest(int size) {
    return new HistoryPage(null, size);
  }

  /** The streams that come after this one, newest first. */
  public static HistoryPage after(StreamId last, int size) {
    return new HistoryPage(last, size);
  }

  /** Whether the stream of that id comes on this page or on one after it. */
  public boolean reaches(StreamId id) {
    return before == null || id.compareTo(before) < 0;
  }
}
