package io.streamgate.linearizability;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.store.LeaseStore;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Calls for one viewer that run at the same time take effect one after another, each between its
 * beginning and its answer: starts, heartbeats, amendments, ends and reads together, with leases
 * that run out in between.
 *
 * <p>The seed is in the failure; {@code -Dstreamgate.seed=...} asks the same again, though threads
 * meet as they like.
 */
public abstract class LinearizabilityContract {

  /** How long after its end a stream is on record. */
  protected static final Duration RETENTION = Duration.ofDays(30);

  private static final int THREADS = 3;

  private static final int TIMES = Boolean.getBoolean("streamgate.test.all") ? 5 : 1;

  private final long seed = Long.getLong("streamgate.seed", System.nanoTime());
  private List<LeaseStore> nodes = List.of();

  /** The nodes that share a store, or the only one, which keep what ended for the retention. */
  protected abstract List<LeaseStore> openNodes();

  /** How many viewers' lives are looked at; five times as many where everything is tested. */
  protected abstract int viewers();

  @BeforeEach
  final void open() {
    nodes = openNodes();
  }

  @AfterEach
  final void close() {
    nodes.forEach(LeaseStore::close);
  }

  @Test
  final void concurrentCallsForAViewerHaveAnOrderThatExplainsTheirAnswers() {
    var faulty =
        Recording.of(nodes, THREADS, TIMES * viewers(), seed).stream()
            .filter(calls -> !Order.exists(calls))
            .findFirst();

    assertThat(faulty.map(Counterexample::of).map(Counterexample::table).orElse(""))
        .as("calls that no order explains, -Dstreamgate.seed=%d", seed)
        .isEmpty();
  }
}
