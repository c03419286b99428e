package io.streamgate.simulation;

import io.streamgate.identity.Viewer;
import io.streamgate.lease.id.ViewerId;
import io.streamgate.policy.PolicySource;
import io.streamgate.simulation.ledger.Checks;
import io.streamgate.simulation.ledger.Ledger;
import io.streamgate.simulation.ledger.Plan;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** All viewers, with the plan of each, which may change, and its ledger. */
final class Households implements PolicySource {

  /** A viewer. */
  record Household(ViewerId viewer, Plan plan, Ledger ledger, Checks checks) {}

  private final Map<ViewerId, Household> households = new LinkedHashMap<>();

  void add(String spelling, Plan plan, Ledger ledger) {
    var viewer = new ViewerId(spelling);
    households.put(viewer, new Household(viewer, plan, ledger, new Checks(ledger)));
  }

  /** Gives a viewer another plan, from the next request on. */
  void change(ViewerId viewer, Plan plan) {
    var before = of(viewer);
    before.ledger().note("limit %d from now on".formatted(plan.bound()));
    households.put(viewer, new Household(viewer, plan, before.ledger(), before.checks()));
  }

  Household of(ViewerId viewer) {
    var household = households.get(viewer);
    if (household == null) {
      throw new AssertionError("nobody knows viewer " + viewer);
    }
    return household;
  }

  Collection<Household> all() {
    return households.values();
  }

  @Override
  public io.streamgate.policy.Plan planOf(Viewer viewer) {
    var household = households.get(viewer.id());
    return (household == null ? Plan.of(0) : household.plan()).ofProduct();
  }
}
