package io.streamgate.simulation.world;

/**
 * How often things go wrong in a simulated world, and how far.
 *
 * @param lost of a thousand messages, how many are lost
 * @param late of a thousand messages, how many are late
 * @param twice of a thousand messages, how many arrive a second time, later
 * @param latestMs how late a message can be
 * @param clockStepMs how far ahead of true time, or behind it, a node's clock can be set
 * @param nodesFail whether nodes crash and lose their connection to the table
 */
public record FaultRanges(
    int lost, int late, int twice, long latestMs, long clockStepMs, boolean nodesFail) {

  /** The faults that a service has to expect, and that Streamgate tolerates. */
  public static final FaultRanges TOLERATED = new FaultRanges(10, 10, 10, 5_000, 4_000, true);

  private static final long LEASE_MS = 90_000;
  private static final long HOUR_MS = 3_600_000;

  /** The same with messages that are late by up to three leases, and clocks an hour off. */
  public static final FaultRanges WIDE = new FaultRanges(10, 10, 10, 3 * LEASE_MS, HOUR_MS, true);

  /** Messages are late, by up to {@code latestMs}; nothing else goes wrong. */
  public static FaultRanges latenessOnly(long latestMs) {
    return new FaultRanges(0, 50, 0, latestMs, 0, false);
  }

  /** Clocks are set wrong, by up to {@code clockStepMs}; nothing else goes wrong. */
  public static FaultRanges clockStepsOnly(long clockStepMs) {
    return new FaultRanges(0, 0, 0, 0, clockStepMs, false);
  }
}
