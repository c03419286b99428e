package io.streamgate;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The parts to stop, in reverse order of their start. Not thread-safe. */
final class ShutdownSequence implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ShutdownSequence.class);

  private record Step(String part, Runnable stop) {}

  private final Deque<Step> steps = new ArrayDeque<>();

  /** Adds a part, which is stopped before all that were added earlier. */
  void add(String part, Runnable stop) {
    steps.push(new Step(part, stop));
  }

  /** Stops each part once. If a part fails to stop, that is logged and the others are stopped. */
  @Override
  public void close() {
    while (!steps.isEmpty()) {
      var step = steps.pop();
      try {
        step.stop().run();
      } catch (RuntimeException fault) {
        LOG.warn("failed to stop {}", step.part(), fault);
      }
    }
  }
}
