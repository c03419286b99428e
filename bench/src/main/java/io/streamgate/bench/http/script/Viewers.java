package io.streamgate.bench.http.script;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Viewer addresses, each new in this run of the benchmarks, so that no viewer reaches the limit of
 * starts per minute. There are 16 million.
 */
public final class Viewers {

  /** The prefix of the addresses of viewers without a free slot. The bare server decides by it. */
  public static final String FULL = "11.";

  private static final AtomicInteger USED = new AtomicInteger();

  private Viewers() {}

  /** Returns a viewer with free slots. */
  public static String fresh() {
    return "10." + next();
  }

  /** Returns a viewer without a free slot. The caller has to start its three streams first. */
  public static String full() {
    return FULL + next();
  }

  /** Skips the addresses that another process has used with the same server. */
  public static void skip(int count) {
    USED.addAndGet(count);
  }

  private static String next() {
    var number = USED.getAndIncrement();
    if (number >= 1 << 24) {
      throw new IllegalStateException("all addresses are used");
    }
    return (number >> 16) + "." + (number >> 8 & 255) + "." + (number & 255);
  }
}
