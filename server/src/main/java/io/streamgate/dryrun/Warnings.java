package io.streamgate.dryrun;

import io.streamgate.policy.PlanObserver;
import java.util.Set;
import java.util.TreeSet;

/** What of one viewer's plan and limit cannot hold as it is named. */
final class Warnings implements PlanObserver {

  private final Set<String> unknownPlans = new TreeSet<>();
  private boolean isLimitCut;

  @Override
  public void unknownPlan(String name) {
    unknownPlans.add(name);
  }

  @Override
  public void limitCut(int streams) {
    isLimitCut = true;
  }

  /** The plans that the catalog lacks. */
  Set<String> unknownPlans() {
    return unknownPlans;
  }

  /** Whether a limit was above the bound of the store. */
  boolean isLimitCut() {
    return isLimitCut;
  }
}
