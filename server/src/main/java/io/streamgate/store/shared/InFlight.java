package io.streamgate.store.shared;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Counts operations in flight, so that a close can wait for them. Any thread may call. */
public final class InFlight {

  private final AtomicLong count = new AtomicLong();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition none = lock.newCondition();

  /** Records the start of an operation. */
  public void begin() {
    count.incrementAndGet();
  }

  /** Records the end of an operation. */
  public void end() {
    if (count.decrementAndGet() == 0) {
      lock.lock();
      try {
        none.signalAll();
      } finally {
        lock.unlock();
      }
    }
  }

  /** Blocks until nothing is in flight, for at most {@code timeout}. */
  public void awaitNone(Duration timeout) {
    var left = timeout.toNanos();
    lock.lock();
    try {
      while (count.get() > 0 && left > 0) {
        left = none.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }
}
