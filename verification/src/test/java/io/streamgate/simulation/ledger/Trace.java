package io.streamgate.simulation.ledger;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The last events of one viewer, with short names for its streams, and a checksum of all events.
 */
public final class Trace {

  private static final int KEPT = 40;

  private record Line(long atMs, String text) {}

  private final ArrayDeque<Line> lines = new ArrayDeque<>();
  private final Map<String, String> names = new HashMap<>();
  private long sum;

  /** Adds an event. */
  public void line(long nowMs, String text) {
    sum = 31 * (31 * sum + nowMs) + text.hashCode();
    lines.add(new Line(nowMs, text));
    if (lines.size() > KEPT) {
      lines.remove();
    }
  }

  /** A stream's short name: by the part of its id that a repeated start shares. */
  public String name(String id) {
    var sid = id.length() > Slot.SID_LENGTH ? id.substring(id.length() - Slot.SID_LENGTH) : id;
    return names.computeIfAbsent(sid, _ -> "s" + (names.size() + 1));
  }

  /** Differs if two viewers' events differ. */
  public long sum() {
    return sum;
  }

  @Override
  public String toString() {
    return lines.stream()
        .map(line -> Instant.ofEpochMilli(line.atMs()) + "  " + line.text())
        .collect(Collectors.joining("\n"));
  }
}
