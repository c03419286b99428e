package io.streamgate.lease.rule;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A bound that a start has met: at most {@code max} streams, or distinct values {@code of} an
 * attribute, in a group.
 *
 * @param rule the name of the rule; null for the limit
 * @param of null for streams
 * @param group the values of the attributes that the streams of the group share, in the rule's
 *     order; empty if the rule has no groups
 */
public record Bound(
    @Nullable String rule, @Nullable String of, int max, Map<String, String> group) {

  /** The name of the bound on uncounted streams, which no rule can have. */
  public static final String UNCOUNTED = "uncounted";

  /** The most uncounted streams of a viewer. */
  public static final int MOST_UNCOUNTED = 20;

  public Bound {
    group = group.isEmpty() ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(group));
  }

  /** The limit of a plan. */
  public static Bound ofLimit(int max) {
    return new Bound(null, null, max, Map.of());
  }

  /** The bound on uncounted streams. */
  public static Bound ofUncounted() {
    return new Bound(UNCOUNTED, null, MOST_UNCOUNTED, Map.of());
  }
}
