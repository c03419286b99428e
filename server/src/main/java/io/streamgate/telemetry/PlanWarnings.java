package io.streamgate.telemetry;

import io.streamgate.policy.PlanObserver;
import io.streamgate.text.PrintableText;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts viewers whose plan or limit cannot hold as it is named, and logs the first of them. */
public final class PlanWarnings implements PlanObserver {

  private static final Logger LOG = LoggerFactory.getLogger(PlanWarnings.class);

  /** The names come from tokens and back ends: there may be any number of them. */
  private static final int MOST_NAMES = 10;

  private final int bound;
  private final LongAdder cut = new LongAdder();
  private final LongAdder unknown = new LongAdder();
  private final Set<String> logged = ConcurrentHashMap.newKeySet();

  /** Warns of limits above {@code bound}, that of the store. */
  public PlanWarnings(Metrics metrics, int bound) {
    this.bound = bound;
    metrics.counter(
        "streamgate.limits.cut",
        "Requests whose viewer's own limit is above the bound of the store",
        cut::sum);
    metrics.counter(
        "streamgate.plans.unknown",
        "Requests whose viewer's plan is not in the file of plans",
        unknown::sum);
  }

  /** Each of the first names is logged once. */
  @Override
  public void unknownPlan(String name) {
    unknown.increment();
    if (logged.size() < MOST_NAMES && logged.add(name)) {
      LOG.atWarn()
          .addKeyValue("plan", PrintableText.printable(name))
          .log("a viewer's plan is not in the file of plans: the plan for unknown names holds");
    }
  }

  @Override
  public void limitCut(int streams) {
    if (cut.sum() == 0) {
      LOG.warn("a viewer's own limit is above {}, the bound of the store, which holds", bound);
    }
    cut.increment();
  }
}
