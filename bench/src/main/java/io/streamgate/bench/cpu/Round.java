package io.streamgate.bench.cpu;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What a number of calls took, so many of them under way at a time.
 *
 * @param cpuMicros the CPU time of this process for one call, garbage collection and all
 * @param callsPerSecond how many ended in a second of the clock
 */
record Round(double cpuMicros, double callsPerSecond) {

  private static final int UNDER_WAY = 32;
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  static Round of(Load load, int calls) {
    var places = new Semaphore(UNDER_WAY);
    var failure = new AtomicReference<Throwable>();
    var cpu = SYSTEM.getProcessCpuTime();
    var clock = System.nanoTime();
    for (var i = 0; i < calls; i++) {
      take(places, 1);
      load.call()
          .get()
          .whenComplete(
              (_, failed) -> {
                if (failed != null) {
                  failure.set(failed);
                }
                places.release();
              });
    }
    take(places, UNDER_WAY);
    var cpuNanos = SYSTEM.getProcessCpuTime() - cpu;
    var seconds = (System.nanoTime() - clock) / 1e9;
    if (failure.get() != null) {
      throw new IllegalStateException(load.name() + " failed", failure.get());
    }
    return new Round(cpuNanos / 1e3 / calls, calls / seconds);
  }

  private static void take(Semaphore places, int number) {
    try {
      if (!places.tryAcquire(number, PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new IllegalStateException("a call is not answered");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
