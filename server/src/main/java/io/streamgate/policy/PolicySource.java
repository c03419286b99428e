package io.streamgate.policy;

import io.streamgate.identity.Viewer;
import io.streamgate.lease.rule.Limit;
import java.util.function.Supplier;

/** Says what a viewer may. Called from any thread, for every request: no I/O. */
public interface PolicySource {

  /** What {@code viewer} may now. */
  Offer offerTo(Viewer viewer);

  /** One plan for all viewers, but for their own limits. */
  static PolicySource forEveryone(Plan plan) {
    var catalog = Catalog.forEveryone(plan);
    return of(() -> catalog, Limit.ENGINEERING_BOUND, new Unobserved());
  }

  /**
   * The plans of the current catalog.
   *
   * @param mostStreams the bound of the store, which no limit exceeds
   */
  static PolicySource of(Supplier<Catalog> current, int mostStreams, PlanObserver observer) {
    return viewer -> new Offer(current.get(), viewer, mostStreams, observer);
  }

  /** Ignores what it is told. */
  record Unobserved() implements PlanObserver {
    @Override
    public void unknownPlan(String name) {}

    @Override
    public void limitCut(int streams) {}
  }
}
