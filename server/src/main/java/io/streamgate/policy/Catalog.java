package io.streamgate.policy;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * All plans by one state of the settings or of the file of plans. Immutable: what one start is
 * decided by comes from one catalog.
 *
 * @param standard the plan of a viewer of whom no plan is known
 * @param unknown the plan of a viewer whose plan is not among {@code plans}
 * @param plans by name
 * @param trusted the attributes that only a token or a back end may set
 * @param attributes those that any plan looks at, in order; each stream keeps its values of them
 */
public record Catalog(
    Plan standard,
    Plan unknown,
    Map<String, Plan> plans,
    Set<String> trusted,
    List<String> attributes) {

  public Catalog {
    plans = Map.copyOf(plans);
    trusted = Set.copyOf(trusted);
    attributes = List.copyOf(attributes);
  }

  /** The catalog of these plans. */
  public Catalog(Plan standard, Plan unknown, Map<String, Plan> plans, Set<String> trusted) {
    this(standard, unknown, plans, trusted, attributesOf(plans.values()));
  }

  /** One plan for everyone, whatever a token or a back end says. */
  public static Catalog forEveryone(Plan plan) {
    return new Catalog(plan, plan, Map.of(), Set.of(), attributesOf(List.of(plan)));
  }

  /** Whether the plans have names. */
  public boolean isOfPlans() {
    return !plans.isEmpty();
  }

  /** The plan with this name. */
  public Optional<Plan> named(String name) {
    return Optional.ofNullable(plans.get(name));
  }

  private static List<String> attributesOf(Collection<Plan> plans) {
    var all = new TreeSet<String>();
    plans.forEach(plan -> all.addAll(plan.attributes()));
    return List.copyOf(all);
  }
}
