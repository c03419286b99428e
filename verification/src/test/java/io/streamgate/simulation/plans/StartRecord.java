package io.streamgate.simulation.plans;

import java.util.Map;

/**
 * What the table keeps of a stream's start.
 *
 * @param plan the name of its plan; empty if it has none
 * @param limit the limit that held; 0 if the stream has no plan
 * @param facts by attribute
 * @param counts whether the limit and the rules count the stream
 */
public record StartRecord(String plan, int limit, Map<String, String> facts, boolean counts) {

  /** The record of a start without plans. */
  public static final StartRecord NONE = new StartRecord("", 0, Map.of(), true);

  public StartRecord {
    facts = Map.copyOf(facts);
  }
}
