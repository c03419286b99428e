package io.streamgate.oracle;

import io.streamgate.lease.rule.AtLimit;
import io.streamgate.lease.rule.Limit;
import io.streamgate.lease.rule.Rules;
import io.streamgate.lease.rule.SameDevice;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One viewer as described in the design, with mutable lists and counting loops. It shares no code
 * with the kernel, and has no notion of sets, decisions or sweeping: it keeps every stream and
 * computes its state on demand. It answers in {@link Wording words}.
 */
final class NaiveViewer {

  private static final long TWO_MINUTES = 120_000;
  private static final String NO_DEVICE = "47DEQp";

  final List<Row> rows = new ArrayList<>();

  /**
   * A player's request. {@code content} may be empty; {@code takeover} is empty, or has "oldest",
   * or ids.
   */
  record Asked(
      String id,
      boolean playing,
      boolean over,
      String details,
      String content,
      List<String> takeover) {}

  String start(Asked asked, Rules rules, long now) {
    var lease = rules.lease().toMillis();
    for (var row : rows) {
      if (row.sid().equals(asked.id().substring(9)) && row.isMember(now)) {
        if (row.isOfOther(asked.content())) {
          return "key reused of " + row.id;
        }
        row.expiresAt = now + lease;
        return "replayed " + row.asMember();
      }
    }
    for (var row : rows) {
      var known = row.sid().equals(asked.id().substring(9));
      if (known && now < row.endedAt() + TWO_MINUTES) {
        if (row.isOfOther(asked.content())) {
          return "key reused of " + row.id;
        }
        return (row.wasRecorded() ? "recorded before " : "already ended ") + row.asEnded();
      }
    }
    var row = new Row(asked.id(), asked.playing(), now, asked.details(), asked.content());
    if (asked.over()) {
      row.expiresAt = now;
      row.end("recorded", now);
      rows.add(row);
      return "recorded " + row.asEnded();
    }
    row.expiresAt = now + lease;
    return admit(row, asked.takeover(), rules, now);
  }

  private String admit(Row row, List<String> takeover, Rules rules, long now) {
    var limit =
        switch (rules.limit()) {
          case Limit.AtMost(var streams) -> streams;
          case Limit.Unlimited _ -> 1_000; // a table has 100, which no script reaches
        };
    if (limit == 0) {
      return "not allowed " + ids(live(now));
    }
    var victims = new ArrayList<Row>();
    var reasons = new ArrayList<String>();
    var left = members(now);
    if (rules.sameDevice() == SameDevice.REPLACES && !row.device().equals(NO_DEVICE)) {
      for (var other : members(now)) {
        if (other.device().equals(row.device())) {
          left.remove(other);
          victims.add(other);
          reasons.add("replaced by " + row.id);
        }
      }
    }
    for (var other : members(now)) {
      if (takeover.contains(other.id) && left.remove(other)) {
        victims.add(other);
        reasons.add("evicted by " + row.id);
      }
    }
    var others = List.copyOf(left);
    while (left.size() >= limit) {
      var victim = nextVictim(left, takeover, rules.atLimit(), now);
      if (victim == null) {
        return "refused %s limit %d available at %d"
            .formatted(ids(live(now)), limit, availableAt(others, limit, now));
      }
      left.remove(victim);
      victims.add(victim);
      reasons.add((victim.isLive(now) ? "evicted by " : "displaced by ") + row.id);
    }
    var ended = new ArrayList<String>();
    for (var i = 0; i < victims.size(); i++) {
      victims.get(i).end(reasons.get(i), now);
      ended.add(victims.get(i).asEnded());
    }
    rows.add(row);
    return "admitted " + row.asMember() + " ended " + ended.stream().sorted().toList();
  }

  private static @Nullable Row nextVictim(
      List<Row> left, List<String> takeover, AtLimit atLimit, long now) {
    Row longestLapsed = null;
    for (var row : left) {
      var lapsed = !row.isLive(now);
      if (lapsed && (longestLapsed == null || row.expiresAt < longestLapsed.expiresAt)) {
        longestLapsed = row;
      }
    }
    if (longestLapsed != null) {
      return longestLapsed;
    }
    var oldest = left.getFirst();
    if (takeover.contains("oldest")) {
      return oldest;
    }
    if (atLimit == AtLimit.REFUSE) {
      return null;
    }
    if (atLimit == AtLimit.EVICT_IDLE) {
      Row idlest = null;
      for (var row : left) {
        if (!row.playing && (idlest == null || row.pausedSince < idlest.pausedSince)) {
          idlest = row;
        }
      }
      return idlest == null ? oldest : idlest;
    }
    return oldest;
  }

  /** Lets one lease after another lapse until fewer streams than the limit run. */
  private static long availableAt(List<Row> others, int limit, long now) {
    var at = now;
    while (true) {
      var running = 0;
      var next = Long.MAX_VALUE;
      for (var row : others) {
        if (row.isLive(at)) {
          running++;
          next = Math.min(next, row.expiresAt);
        }
      }
      if (running < limit) {
        return at;
      }
      at = next;
    }
  }

  /** In the order of their starts. */
  List<Row> members(long now) {
    var members = new ArrayList<Row>();
    for (var row : rows) {
      if (row.isMember(now)) {
        members.add(row);
      }
    }
    members.sort(Comparator.comparing(row -> row.id));
    return members;
  }

  private List<Row> live(long now) {
    return members(now).stream().filter(row -> row.isLive(now)).toList();
  }

  private static List<String> ids(List<Row> rows) {
    return rows.stream().map(row -> row.id).toList();
  }

  /** The newest id first. */
  List<String> history(long now, long retention) {
    return rows.stream()
        .filter(row -> !row.isMember(now) && row.endedAt() + retention >= now)
        .sorted(Comparator.comparing((Row row) -> row.id).reversed())
        .map(Row::asEnded)
        .toList();
  }
}
