package io.streamgate.simulation.nodes.ledger;

import io.streamgate.lease.Rules;
import io.streamgate.lease.Rules.AtLimit;
import io.streamgate.lease.Rules.SameDevice;
import io.streamgate.policy.Pace;
import java.time.Duration;
import java.util.ArrayDeque;

/** What one viewer's plan allows, which changes now and then. */
public final class Plan {

  /** How long a stream is live without a heartbeat. */
  public static final Duration LEASE = Duration.ofSeconds(90);

  /** How long an ended stream is on record. */
  public static final Duration RETENTION = Duration.ofDays(1);

  /** From one heartbeat to the next. */
  public static final Duration INTERVAL = Duration.ofSeconds(30);

  /** The pace of all nodes. */
  public static final Pace PACE = new Pace(LEASE, INTERVAL, Pace.OnStoreFailure.REFUSE);

  /** For how long a call may be decided by a limit that has been changed since. */
  private static final long IN_FORCE_FOR_MS = 30_000;

  private record Since(long ms, int limit) {}

  private final AtLimit atLimit;
  private final SameDevice sameDevice;
  private final ArrayDeque<Since> limits = new ArrayDeque<>();

  /** A plan that allows {@code limit} streams from {@code nowMs} on. */
  public Plan(AtLimit atLimit, SameDevice sameDevice, long nowMs, int limit) {
    this.atLimit = atLimit;
    this.sameDevice = sameDevice;
    limits.add(new Since(nowMs, limit));
  }

  /** From now on another number of streams is allowed. */
  public void change(long nowMs, int limit) {
    limits.add(new Since(nowMs, limit));
  }

  /** What holds now. */
  public io.streamgate.policy.Plan ofProduct() {
    var limit = new Rules.Limit.AtMost(limits.getLast().limit());
    return new io.streamgate.policy.Plan(limit, atLimit, sameDevice, 0);
  }

  boolean evicts() {
    return atLimit != AtLimit.REFUSE;
  }

  boolean replaces() {
    return sameDevice == SameDevice.REPLACES;
  }

  /** The most that a call which is being answered may have been decided by. */
  int most(long nowMs) {
    forget(nowMs);
    return limits.stream().mapToInt(Since::limit).max().orElseThrow();
  }

  /** Whether such a call may have been decided by that limit. */
  public boolean had(long nowMs, int limit) {
    forget(nowMs);
    return limits.stream().anyMatch(since -> since.limit() == limit);
  }

  private void forget(long nowMs) {
    while (limits.size() > 1 && secondIsOld(nowMs)) {
      limits.remove();
    }
  }

  private boolean secondIsOld(long nowMs) {
    return limits.stream().skip(1).findFirst().orElseThrow().ms() < nowMs - IN_FORCE_FOR_MS;
  }
}
