package io.streamgate.linearizability;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.store.LeaseStore;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Concurrent calls for one viewer take effect one after another, each between its beginning and its
 * answer: starts, heartbeats, amendments, ends and reads, with leases that expire in between.
 *
 * <p>A failure reports the seed. {@code -Dstreamgate.seed=...} repeats the same calls, although not
 * the same thread timing.
 */
public abstract class LinearizabilityContract {

  /** How long an ended stream is on record. */
  protected static final Duration RETENTION = Duration.ofDays(30);

  private static final int THREADS = 3;

  private static final int TIMES = Boolean.getBoolean("streamgate.test.all") ? 5 : 1;

  private final long seed = Long.getLong("streamgate.seed", System.nanoTime());
  private List<LeaseStore> nodes = List.of();

  /** The nodes that share a store, or a single node. They keep ended streams for the retention. */
  protected abstract List<LeaseStore> openNodes();

  /** How many viewers are checked; five times as many in a full test run. */
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
        .as("calls that cannot be ordered, -Dstreamgate.seed=%d", seed)
        .isEmpty();
  }
}
