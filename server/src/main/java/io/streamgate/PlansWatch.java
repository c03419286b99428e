package io.streamgate;

import io.streamgate.plans.PlansFile;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the file of plans every 2 seconds, on a thread of its own: a network file system may
 * take its time. A change is in use after two looks, so within 5 seconds.
 */
final class PlansWatch implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(PlansWatch.class);
  private static final Duration INTERVAL = Duration.ofSeconds(2);

  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("streamgate-plans").daemon().factory());

  private PlansWatch() {}

  /** Starts looking. */
  static PlansWatch of(PlansFile file, InstantSource clock) {
    var watch = new PlansWatch();
    var _ =
        watch.thread.scheduleWithFixedDelay(
            () -> look(file, clock),
            INTERVAL.toMillis(),
            INTERVAL.toMillis(),
            TimeUnit.MILLISECONDS);
    return watch;
  }

  /** Never throws: a scheduler cancels a task that throws, and changes would go unseen. */
  private static void look(PlansFile file, InstantSource clock) {
    try {
      file.look(clock.instant());
    } catch (RuntimeException fault) {
      LOG.error("reading the plans again failed with an internal error", fault);
    }
  }

  /** Waits for nothing: the thread may be in a read that takes for ever. */
  @Override
  public void close() {
    thread.shutdownNow();
  }
}
