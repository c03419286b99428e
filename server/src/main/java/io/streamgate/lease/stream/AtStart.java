package io.streamgate.lease.stream;

import io.streamgate.lease.rule.Limit;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was true of a stream when it started. It never changes: an amendment cannot make another
 * stream of it.
 *
 * @param plan the name of the plan that held; null without plans, and for older streams
 * @param limit the limit that held; null without plans, and for older streams
 * @param facts the value of each attribute that a rule looked at, as {@link
 *     io.streamgate.lease.rule.FactValue} keeps it; empty where the player said none. An attribute
 *     without a record is of a rule that is younger than the stream
 * @param isCounted whether the limit and the rules count the stream
 */
public record AtStart(
    @Nullable String plan, @Nullable Limit limit, Map<String, String> facts, boolean isCounted) {

  /** A stream of no plan. */
  public static final AtStart UNKNOWN = new AtStart(null, null, Map.of(), true);

  public AtStart {
    facts = Map.copyOf(facts);
  }
}
