package io.streamgate;

import io.streamgate.dryrun.StartSamples;
import io.streamgate.limiter.Limiter;
import io.streamgate.limiter.World;
import io.streamgate.store.sqlite.directory.DiskSpace;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sweeps every 5 seconds, on its own thread. Also forgets samples of starts that are too old, and
 * looks at the disk's free space.
 */
final class Sweeper implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Sweeper.class);
  private static final Duration INTERVAL = Duration.ofSeconds(5);

  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("streamgate-sweeper").daemon().factory());

  private Sweeper() {}

  /** Starts sweeping. */
  static Sweeper of(Limiter limiter, StartSamples samples, DiskSpace disk, World world) {
    var sweeper = new Sweeper();
    var _ =
        sweeper.thread.scheduleWithFixedDelay(
            () -> sweep(limiter, samples, disk, world),
            0,
            INTERVAL.toMillis(),
            TimeUnit.MILLISECONDS);
    return sweeper;
  }

  /** Never throws: a scheduler cancels a task that throws, and expiries would go unrecorded. */
  private static void sweep(Limiter limiter, StartSamples samples, DiskSpace disk, World world) {
    try {
      disk.look();
      samples.forget(world.now());
      limiter.sweep().exceptionally(_ -> 0).toCompletableFuture().join();
    } catch (RuntimeException fault) {
      LOG.error("sweep failed with an internal error", fault);
    }
  }

  @Override
  public void close() {
    thread.shutdown();
  }
}
