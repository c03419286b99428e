package io.streamgate.plans;

import io.streamgate.policy.Catalog;
import io.streamgate.policy.Plan;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** Says in one line what differs between two states of the plans. */
final class PlanChanges {

  private static final int MOST_NAMES = 10;

  private PlanChanges() {}

  static String between(Catalog before, Catalog after) {
    var were = before.plans().keySet();
    var are = after.plans().keySet();
    var changed =
        are.stream()
            .filter(were::contains)
            .filter(name -> !Objects.equals(before.plans().get(name), after.plans().get(name)))
            .toList();
    List<String> parts = new ArrayList<>();
    addNames(parts, "added", without(are, were));
    addNames(parts, "removed", without(were, are));
    addNames(parts, "changed", changed);
    addMove(parts, "default", before.standard(), after.standard());
    addMove(parts, "unknown", before.unknown(), after.unknown());
    if (!before.trusted().equals(after.trusted())) {
      addNames(parts, "from token only", after.trusted());
    }
    return parts.isEmpty() ? "nothing" : String.join("; ", parts);
  }

  private static Collection<String> without(Set<String> names, Set<String> others) {
    return names.stream().filter(name -> !others.contains(name)).toList();
  }

  private static void addNames(List<String> parts, String word, Collection<String> names) {
    if (names.isEmpty()) {
      return;
    }
    var sorted = List.copyOf(new TreeSet<>(names));
    var more = sorted.size() - MOST_NAMES;
    parts.add(
        word
            + " "
            + String.join(", ", sorted.subList(0, Math.min(sorted.size(), MOST_NAMES)))
            + (more > 0 ? " and " + more + " more" : ""));
  }

  private static void addMove(List<String> parts, String key, Plan before, Plan after) {
    if (!Objects.equals(before.name(), after.name())) {
      parts.add(key + " is " + after.name());
    }
  }
}
