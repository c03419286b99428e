package io.streamgate.simulation;

import io.streamgate.limiter.Limiter;
import io.streamgate.limiter.World;
import io.streamgate.policy.Policy;
import io.streamgate.simulation.world.SimulatedClient;
import io.streamgate.simulation.world.Timeline;
import io.streamgate.store.LeaseStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * A node: the product's limiter and store, with a clock that may be wrong. It can crash at any
 * point, loses the requests in flight, and restarts.
 */
final class Node implements World {

  /** Opens a node's store, which may ask for the state of its host, and reads the host's clock. */
  interface Opening {
    Opened open(SimulatedClient.Host host, InstantSource own, LongSupplier nanoTime);
  }

  /**
   * A store, and the time that the node judges by: the table's, while the node's own clock is off.
   */
  record Opened(LeaseStore store, InstantSource clock) {}

  private final String name;
  private final Timeline timeline;
  private final Policy policy;
  private final Opening opening;
  private InstantSource clock;
  private LeaseStore store;
  private Limiter limiter;
  private int life;
  private boolean isUp = true;
  private boolean isCutOff;
  private long aheadMs;
  private byte[] nextBytes = new byte[0];

  Node(String name, Timeline timeline, Policy policy, Opening opening) {
    this.name = name;
    this.timeline = timeline;
    this.policy = policy;
    this.opening = opening;
    var opened = opened();
    this.clock = opened.clock();
    this.store = opened.store();
    this.limiter = limiter(opened);
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

  private Opened opened() {
    return opening.open(new Life(life), this::own, this::nanoTime);
  }

  private Limiter limiter(Opened opened) {
    return new Limiter(opened.store(), policy, this, _ -> {});
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
    var opened = opened();
    clock = opened.clock();
    store = opened.store();
    limiter = limiter(opened);
  }

  /** Cuts the connection to the table. */
  void cutOff() {
    isCutOff = true;
  }

  /** Restores the connection to the table. */
  void heal() {
    isCutOff = false;
  }

  /** Sets the clock ahead of true time by that much, or behind it if negative. */
  void step(long nextAheadMs) {
    aheadMs = nextAheadMs;
  }

  /** The store of the limiter: operators do not ask the limiter. */
  LeaseStore store() {
    return store;
  }

  Limiter limiter() {
    return limiter;
  }

  /** Sets the random bytes of the next stream without a key. */
  void draw(byte[] bytes) {
    nextBytes = bytes.clone();
  }

  /** The time that this node judges by. */
  long nowMs() {
    return clock.instant().toEpochMilli();
  }

  private Instant own() {
    return Instant.ofEpochMilli(timeline.nowMs() + aheadMs);
  }

  @Override
  public Instant now() {
    return Instant.ofEpochMilli(nowMs());
  }

  @Override
  public long nanoTime() {
    return Duration.ofMillis(timeline.nowMs()).toNanos();
  }

  @Override
  public byte[] randomBytes(int count) {
    return nextBytes.clone();
  }
}
