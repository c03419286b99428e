package io.streamgate;

import io.streamgate.policy.PlanObserver;
import io.streamgate.telemetry.Metrics;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts viewers whose plan or limit cannot hold as it is named, and logs the first of them. */
final class PlanWarnings implements PlanObserver {

  private static final Logger LOG = LoggerFactory.getLogger(PlanWarnings.class);

  private final int bound;
  private final LongAdder cut = new LongAdder();
  private final LongAdder unknown = new LongAdder();

  PlanWarnings(Metrics metrics, int bound) {
    this.bound = bound;
    metrics.counter(
        "streamgate.limits.cut",
        "Requests whose viewer's own limit is above the bound of the store",
        cut::sum);
  }

  @Override
  public void unknownPlan(String name) {
    unknown.increment();
  }

  @Override
  public void limitCut(int streams) {
    if (cut.sum() == 0) {
      LOG.warn("a viewer's own limit is above {}, the bound of the store, which holds", bound);
    }
    cut.increment();
  }
}
