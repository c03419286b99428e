package io.streamgate.store;

import io.streamgate.lease.id.StreamId;

/**
 * Which part of a viewer's history: the newest streams whose id sorts below {@code before}.
 *
 * @param before an id's text, or one that sorts above all of them
 * @param size 1 to {@value #MAX_SIZE}
 */
public record HistoryPage(String before, int size) {

  /** The largest page, one more than a caller may show: it tells whether there is another. */
  public static final int MAX_SIZE = 201;

  private static final String ABOVE_EVERY_ID = "~";

  public HistoryPage {
    if (size < 1 || size > MAX_SIZE) {
      throw new IllegalArgumentException("a page has 1 to " + MAX_SIZE + " streams, not " + size);
    }
  }

  /** The newest streams. */
  public static HistoryPage newest(int size) {
    return new HistoryPage(ABOVE_EVERY_ID, size);
  }

  /** The streams that come after this one, newest first. */
  public static HistoryPage after(StreamId last, int size) {
    return new HistoryPage(last.value(), size);
  }
}
