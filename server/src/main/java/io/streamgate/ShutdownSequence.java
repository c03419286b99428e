package io.streamgate;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What has to be stopped again, in the reverse of the order in which it was started. Used by one
 * thread at a time.
 */
final class ShutdownSequence implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ShutdownSequence.class);

  /** One part, and how it is stopped. */
  private record Step(String part, Runnable how) {}

  private final Deque<Step> all = new ArrayDeque<>();

  /** Has {@code part} stopped before all that were added before it. */
  void add(String part, Runnable how) {
    all.push(new Step(part, how));
  }

  /** Stops everything, once. A part that fails at it is logged, and keeps no other from it. */
  @Override
  public void close() {
    while (!all.isEmpty()) {
      var stop = all.pop();
      try {
        stop.how().run();
      } catch (RuntimeException fault) {
        LOG.warn("{} could not be stopped", stop.part(), fault);
      }
    }
  }
}
