package io.streamgate.lease.rule;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A choice of streams by their facts: for each attribute, the stream has one of the values. Without
 * attributes it chooses every stream.
 *
 * @param values by attribute, each as {@link FactValue} keeps it
 */
public record Where(Map<String, Set<String>> values) {

  /** Every stream. */
  public static final Where ALL = new Where(Map.of());

  public Where {
    values =
        values.entrySet().stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    Map.Entry::getKey, each -> Set.copyOf(each.getValue())));
  }

  /** Whether a stream with these facts is chosen. One without a record of an attribute is not. */
  public boolean matches(Map<String, String> facts) {
    for (var each : values.entrySet()) {
      var fact = facts.get(each.getKey());
      if (fact == null || !each.getValue().contains(fact)) {
        return false;
      }
    }
    return true;
  }
}
