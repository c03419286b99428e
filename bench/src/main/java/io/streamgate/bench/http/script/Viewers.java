package io.streamgate.bench.http.script;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Addresses of viewers that nobody has used before in this run of the benchmarks: nobody meets the
 * limit of starts in a minute. There are 16 million of each kind.
 */
public final class Viewers {

  /** How the address of a viewer with no slot left begins; a bare server goes by it. */
  public static final String FULL = "11.";

  private static final AtomicInteger USED = new AtomicInteger();

  private Viewers() {}

  /** A viewer who has room. */
  public static String fresh() {
    return "10." + next();
  }

  /** A viewer who is to have none, once somebody has started three streams for it. */
  public static String full() {
    return FULL + next();
  }

  /** Leaves those to somebody else, who has asked the same server. */
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
