package io.streamgate.simulation.nodes;

import io.streamgate.limiter.Limiter;
import io.streamgate.limiter.World;
import io.streamgate.policy.Policy;
import io.streamgate.simulation.nodes.world.Clockwork;
import io.streamgate.simulation.nodes.world.SimulatedClient;
import io.streamgate.store.LeaseStore;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;

/**
 * A node: the limiter and the store as they are, under a clock of its own that may be wrong and be
 * stepped. It crashes at any point, forgets what it had under way, and starts anew.
 */
final class Node implements World {

  /** How a node comes by its store, which may ask how the node fares. */
  interface Opening extends Function<SimulatedClient.Host, LeaseStore> {}

  private final String name;
  private final Clockwork clockwork;
  private final Policy policy;
  private final Opening opening;
  private Limiter limiter;
  private int life;
  private boolean isUp = true;
  private boolean isCutOff;
  private long aheadMs;
  private byte[] nextBytes = new byte[0];

  Node(String name, Clockwork clockwork, Policy policy, Opening opening) {
    this.name = name;
    this.clockwork = clockwork;
    this.policy = policy;
    this.opening = opening;
    this.limiter = opened();
  }

  /** From a start to a crash. */
  private final class Life implements SimulatedClient.Host {

    private final int number;

    Life(int number) {
      this.number = number;
    }

    @Override
    public boolean isAlive() {
      return isLiving(number);
    }

    @Override
    public boolean isCutOff() {
      return isCutOff;
    }
  }

  private Limiter opened() {
    return new Limiter(opening.apply(new Life(life)), policy, this, _ -> {});
  }

  String name() {
    return name;
  }

  boolean isUp() {
    return isUp;
  }

  /** Differs before and after a crash. */
  int life() {
    return life;
  }

  boolean isLiving(int since) {
    return isUp && life == since;
  }

  void crash() {
    isUp = false;
    life++;
  }

  void restart() {
    isUp = true;
    limiter = opened();
  }

  /** From now on nothing of it reaches the table. */
  void cutOff() {
    isCutOff = true;
  }

  /** It reaches the table again. */
  void heal() {
    isCutOff = false;
  }

  /** Sets its clock so far ahead of true time; behind where it is negative. */
  void step(long nextAheadMs) {
    aheadMs = nextAheadMs;
  }

  Limiter limiter() {
    return limiter;
  }

  /** What the next stream without a key is named by. */
  void draw(byte[] bytes) {
    nextBytes = bytes.clone();
  }

  long nowMs() {
    return clockwork.nowMs() + aheadMs;
  }

  @Override
  public Instant now() {
    return Instant.ofEpochMilli(nowMs());
  }

  @Override
  public long nanoTime() {
    return Duration.ofMillis(clockwork.nowMs()).toNanos();
  }

  @Override
  public byte[] randomBytes(int count) {
    return nextBytes.clone();
  }
}
