package io.streamgate.oracle;

import io.streamgate.lease.rule.AtLimit;
import io.streamgate.lease.rule.Rule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One bound on a new stream, as the oracle sees it. It ends one stream after another, or all that
 * have one value, and counts again after each.
 *
 * @param rule null for the limit, and for the bound on uncounted streams
 */
record NaiveBound(@Nullable Rule rule, String name, int max, AtLimit atLimit, Row added) {

  /** The rows that end, in order; null if the start is refused. */
  @Nullable List<Row> victims(List<Row> rows, boolean oldest, long now) {
    var left = new ArrayList<>(counted(rows));
    var victims = new ArrayList<Row>();
    while (values(left).size() > max) {
      var victim = next(left, oldest, now);
      if (victim == null) {
        return null;
      }
      for (var row : List.copyOf(left)) {
        if (valueOf(row).equals(victim)) {
          left.remove(row);
          victims.add(row);
        }
      }
    }
    return victims;
  }

  /** Whether a start at {@code at} finds room without ending a live stream, or may end one. */
  boolean hasRoom(List<Row> rows, boolean oldest, long at) {
    var live = counted(rows).stream().filter(row -> row.isLive(at)).toList();
    return oldest || atLimit != AtLimit.REFUSE || values(live).size() <= max;
  }

  List<Row> counted(List<Row> rows) {
    return rows.stream().filter(this::counts).toList();
  }

  private boolean counts(Row row) {
    if (rule == null) {
      return row.counts == added.counts;
    }
    if (!row.counts || !Excess.isOf(rule, row.facts)) {
      return false;
    }
    return Excess.group(rule, row.id, row.facts).equals(Excess.group(rule, added.id, added.facts));
  }

  /** What is counted: streams, or their values. */
  private String valueOf(Row row) {
    return rule == null ? row.id : Excess.counted(rule, row.id, row.facts);
  }

  private Set<String> values(List<Row> rows) {
    var values = new HashSet<String>();
    rows.forEach(row -> values.add(valueOf(row)));
    values.add(valueOf(added));
    return values;
  }

  private @Nullable String next(List<Row> left, boolean oldest, long now) {
    var candidates = new ArrayList<String>();
    for (var row : left) {
      if (!valueOf(row).equals(valueOf(added)) && !candidates.contains(valueOf(row))) {
        candidates.add(valueOf(row)); // the rows are in the order of their starts
      }
    }
    String lapsed = null;
    String idle = null;
    for (var value : candidates) {
      var rows = left.stream().filter(row -> valueOf(row).equals(value)).toList();
      if (rows.stream().noneMatch(row -> row.isLive(now))
          && (lapsed == null || lapsesAt(value, left) < lapsesAt(lapsed, left))) {
        lapsed = value;
      }
      if (rows.stream().noneMatch(row -> row.playing)
          && (idle == null || pausedSince(value, left) < pausedSince(idle, left))) {
        idle = value;
      }
    }
    if (lapsed != null) {
      return lapsed;
    }
    var first = candidates.getFirst();
    if (oldest) {
      return first;
    }
    return switch (atLimit) {
      case REFUSE -> null;
      case EVICT_OLDEST -> first;
      case EVICT_IDLE -> idle == null ? first : idle;
    };
  }

  private long lapsesAt(String value, List<Row> rows) {
    return rows.stream()
        .filter(row -> valueOf(row).equals(value))
        .mapToLong(row -> row.expiresAt)
        .max()
        .orElseThrow();
  }

  private long pausedSince(String value, List<Row> rows) {
    return rows.stream()
        .filter(row -> valueOf(row).equals(value))
        .max(Comparator.comparingLong(row -> row.pausedSince))
        .orElseThrow()
        .pausedSince;
  }

  @Override
  public String toString() {
    var group = new TreeMap<String, String>();
    if (rule != null) {
      rule.per()
          .forEach(attribute -> group.put(attribute, added.facts.getOrDefault(attribute, "")));
    }
    return Wording.bound(name, rule == null ? null : rule.of(), max, group);
  }
}
