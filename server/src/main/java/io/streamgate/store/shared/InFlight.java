package io.streamgate.store.shared;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Counts what has begun and is not over, so that a close can wait for it. Any thread may call. */
public final class InFlight {

  private final AtomicLong begun = new AtomicLong();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition none = lock.newCondition();

  /** Something has begun. */
  public void begin() {
    begun.incrementAndGet();
  }

  /** Something that had begun is over. */
  public void end() {
    if (begun.decrementAndGet() == 0) {
      lock.lock();
      try {
        none.signalAll();
      } finally {
        lock.unlock();
      }
    }
  }

  /** Returns once nothing is in flight, or after {@code patience}. */
  public void awaitNone(Duration patience) {
    var left = patience.toNanos();
    lock.lock();
    try {
      while (begun.get() > 0 && left > 0) {
        left = none.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }
}
