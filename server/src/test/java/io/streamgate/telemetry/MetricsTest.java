package io.streamgate.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.testing.Until;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class MetricsTest {

  private final Metrics metrics = new Metrics();
  private final AtomicLong calls = new AtomicLong();

  /** The registry forgets what nobody else holds: a counter stood at nought for ever. */
  @Test
  void aCounterCountsOnAfterACollection() {
    metrics.counter("test.calls", "Calls", () -> calls.get());
    calls.set(7);
    collectGarbage();

    assertThat(metrics.scrape()).contains("test_calls_total 7.0");
  }

  private static void collectGarbage() {
    var collected = new WeakReference<>(new Object());
    Until.holds(
        Duration.ofSeconds(20),
        () -> "garbage is collected",
        () -> {
          System.gc();
          return collected.get() == null;
        });
  }
}
