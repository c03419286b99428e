package io.streamgate.lease.rule;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A bound on part of a viewer's streams: at most {@code max} streams, or distinct values {@code of}
 * an attribute, in each group of streams that have the same values of the attributes {@code per},
 * among those that {@code where} chooses. A stream without a record of one of these attributes is
 * older than the rule, and outside of it.
 *
 * @param name unique in its plan
 * @param max 0 or more; 0 lets none of these streams start
 * @param of the attribute whose distinct values are counted; null to count streams
 * @param atLimit what happens if the bound is reached; null for what the plan says
 */
public record Rule(
    String name,
    int max,
    @Nullable String of,
    List<String> per,
    Where where,
    @Nullable AtLimit atLimit) {

  /** The attribute by which a stream that has none is different from each other stream. */
  public static final String DEVICE_ID = "device_id";

  public Rule {
    if (max < 0) {
      throw new IllegalArgumentException("a rule must allow 0 or more, not " + max);
    }
    per = List.copyOf(per);
  }

  /** Whether this rule bounds a stream with these facts. */
  public boolean bounds(Map<String, String> facts) {
    if (of != null && !facts.containsKey(of)) {
      return false;
    }
    for (var attribute : per) {
      if (!facts.containsKey(attribute)) {
        return false;
      }
    }
    return where.matches(facts);
  }

  /** The attributes that this rule looks at. */
  public Set<String> attributes() {
    var all = new HashSet<>(where.values().keySet());
    all.addAll(per);
    if (of != null) {
      all.add(of);
    }
    return all;
  }
}
