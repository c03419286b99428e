package io.streamgate.simulation.ledger;

import io.streamgate.lease.rule.AtLimit;
import io.streamgate.lease.rule.Limit;
import io.streamgate.lease.rule.SameDevice;
import io.streamgate.policy.Pace;
import io.streamgate.policy.Plan;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** A viewer's plan, whose limit changes from time to time. */
public final class PlanHistory {

  /** How long an ended stream is on record. */
  public static final Duration RETENTION = Duration.ofDays(1);

  /** The time between two heartbeats. */
  public static final Duration INTERVAL = Duration.ofSeconds(30);

  /** The pace of all nodes. */
  public static final Pace PACE =
      new Pace(
          Duration.ofSeconds(90), INTERVAL, Duration.ofSeconds(15), Pace.OnStoreFailure.REFUSE);

  /** How long ago a limit that still decides a start may have held. */
  private static final long LONGEST_CALL_MS = 30_000;

  /** Means no limit: the bound of a table applies. */
  public static final int UNLIMITED = 100;

  private record Since(long ms, int limit) {}

  private final AtLimit atLimit;
  private final SameDevice sameDevice;
  private final int startsPerMinute;
  private final ArrayDeque<Since> limits = new ArrayDeque<>();

  /** A plan without a limit yet. */
  public PlanHistory(AtLimit atLimit, SameDevice sameDevice, int startsPerMinute) {
    this.atLimit = atLimit;
    this.sameDevice = sameDevice;
    this.startsPerMinute = startsPerMinute;
  }

  /** Sets the limit from now on. */
  public void change(long nowMs, int limit) {
    limits.add(new Since(nowMs, limit));
  }

  /** The current plan, in the product's type. */
  public Plan current() {
    var bound = limits.getLast().limit();
    Limit limit = bound == UNLIMITED ? new Limit.Unlimited(UNLIMITED) : new Limit.AtMost(bound);
    return new Plan(limit, atLimit, sameDevice, startsPerMinute, 0);
  }

  boolean evicts() {
    return atLimit != AtLimit.REFUSE;
  }

  boolean replaces() {
    return sameDevice == SameDevice.REPLACES;
  }

  /** The highest limit that may have applied to a call in flight. */
  int highest(long nowMs) {
    return inForce(nowMs).max().orElseThrow();
  }

  /** The lowest limit that may have applied to a call in flight. */
  int lowest(long nowMs) {
    return inForce(nowMs).min().orElseThrow();
  }

  /** Whether such a limit may have applied to a call in flight. */
  boolean had(long nowMs, IntPredicate limit) {
    return inForce(nowMs).anyMatch(limit);
  }

  private IntStream inForce(long nowMs) {
    while (limits.size() > 1 && second().ms() < nowMs - LONGEST_CALL_MS) {
      limits.remove();
    }
    return limits.stream().mapToInt(Since::limit);
  }

  private Since second() {
    return limits.stream().skip(1).findFirst().orElseThrow();
  }
}
