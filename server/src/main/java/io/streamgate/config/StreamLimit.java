package io.streamgate.config;

/** How many streams a viewer may watch at once. */
public sealed interface StreamLimit {

  /**
   * At most so many.
   *
   * @param max 0 (none at all) to 100
   */
  record Streams(int max) implements StreamLimit {

    /** The largest number that can be set. */
    public static final int HIGHEST = 100;

    public Streams {
      if (max < 0 || max > HIGHEST) {
        throw new IllegalArgumentException("a limit is 0 to " + HIGHEST + " streams, not " + max);
      }
    }
  }

  /** No rule refuses. */
  record Unlimited() implements StreamLimit {}
}
