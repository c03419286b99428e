package io.streamgate.testing;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for a condition, with a deadline. */
public final class Until {

  private static final long PAUSE_MS = 10;

  private Until() {}

  /** Returns as soon as {@code condition} holds, and fails if it does not within {@code atMost}. */
  public static void holds(Duration atMost, Supplier<String> condition, BooleanSupplier check) {
    var deadline = System.nanoTime() + atMost.toNanos();
    while (!check.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("still false after " + atMost + ": " + condition.get());
      }
      pause();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE_MS);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
