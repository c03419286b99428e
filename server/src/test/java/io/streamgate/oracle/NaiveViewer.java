package io.streamgate.oracle;

import io.streamgate.lease.Start.Takeover;
import io.streamgate.lease.id.StreamId;
import io.streamgate.lease.rule.AtLimit;
import io.streamgate.lease.rule.Rules;
import io.streamgate.lease.rule.ViewerOverride;
import io.streamgate.lease.rule.ViewerOverride.Grant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One viewer as described in the design, with mutable lists and counting loops. It shares no code
 * with the kernel, and has no notion of sets, decisions or sweeping: it keeps every stream and
 * computes its state on demand. It answers in {@link Wording words}.
 */
final class NaiveViewer {

  private static final String NO_DEVICE = "47DEQp";

  final List<Row> rows = new ArrayList<>();
  @Nullable ViewerOverride override;

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
      List<String> takeover,
      Map<String, String> facts) {

    static List<String> taken(Takeover takeover) {
      return switch (takeover) {
        case Takeover.None() -> List.of();
        case Takeover.Oldest() -> List.of("oldest");
        case Takeover.Chosen(var ids) -> ids.stream().map(StreamId::value).toList();
      };
    }
  }

  String start(Asked asked, Rules own, Map<String, Rules> plans, long now) {
    var plan = holding(own, plans, now);
    var lease = plan.lease();
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
      if (known && row.isRemembered(now)) {
        if (row.isOfOther(asked.content())) {
          return "key reused of " + row.id;
        }
        return (row.wasRecorded() ? "recorded before " : "already ended ") + row.asEnded();
      }
    }
    var row = new Row(asked, plan, now);
    if (asked.over()) {
      row.expiresAt = now;
      row.end("recorded", now);
      rows.add(row);
      return "recorded " + row.asEnded();
    }
    row.expiresAt = now + lease;
    return admit(row, asked.takeover(), plan, now);
  }

  private NaivePlan holding(Rules own, Map<String, Rules> plans, long now) {
    var held = override;
    if (held == null || now >= held.until().toEpochMilli()) {
      return new NaivePlan(own);
    }
    return switch (held.grant()) {
      case Grant.OfLimit(var limit) -> new NaivePlan(own, limit);
      case Grant.OfPlan(var name) -> new NaivePlan(Objects.requireNonNull(plans.get(name)));
    };
  }

  /** The override that holds, in words. */
  String override(long now) {
    var held = override;
    return Wording.of(held == null || now >= held.until().toEpochMilli() ? null : held);
  }

  private String admit(Row row, List<String> takeover, NaivePlan plan, long now) {
    var bounds = plan.boundsOn(row);
    var none = new ArrayList<NaiveBound>();
    if (plan.streams() == 0) {
      none.add(new NaiveBound(null, "limit", 0, AtLimit.REFUSE, row));
    }
    bounds.stream().filter(bound -> bound.max() == 0).forEach(none::add);
    if (!none.isEmpty()) {
      return "not allowed by %s of plan %s: %s"
          .formatted(none.getFirst(), plan.plan().plan(), ids(live(now)));
    }
    var ends = new LinkedHashMap<Row, String>();
    for (var other : members(now)) {
      var sharesDevice = !row.device().equals(NO_DEVICE) && other.device().equals(row.device());
      if (plan.replaces() && sharesDevice) {
        ends.put(other, "replaced by " + row.id);
      } else if (takeover.contains(other.id)) {
        ends.put(other, Wording.evicted(row.id, null));
      }
    }
    var others = without(ends.keySet(), members(now));
    var oldest = takeover.contains("oldest");
    for (var bound : bounds) {
      var victims = bound.victims(without(ends.keySet(), others), oldest, now);
      if (victims == null) {
        return "refused by %s of plan %s: %s of %d, available at %d"
            .formatted(
                bound,
                plan.plan().plan(),
                ids(bound.counted(live(now))),
                live(now).stream().filter(each -> each.counts).count(),
                availableAt(bounds, others, oldest, now));
      }
      var rule = bound.name().equals("limit") || oldest ? null : bound.name();
      for (var victim : victims) {
        var evicted = Wording.evicted(row.id, rule);
        ends.put(victim, victim.isLive(now) ? evicted : "displaced by " + row.id);
      }
    }
    ends.forEach((victim, why) -> victim.end(why, now));
    rows.add(row);
    return "admitted %s ended %s"
        .formatted(row.asMember(), ends.keySet().stream().map(Row::asEnded).sorted().toList());
  }

  private static List<Row> without(Set<Row> ended, List<Row> rows) {
    return rows.stream().filter(row -> !ended.contains(row)).toList();
  }

  /** Lets one lease after another lapse until there is room under every bound. */
  private static long availableAt(
      List<NaiveBound> bounds, List<Row> others, boolean oldest, long now) {
    var at = now;
    while (true) {
      var then = at;
      if (bounds.stream().allMatch(bound -> bound.hasRoom(others, oldest, then))) {
        return at;
      }
      at =
          others.stream()
              .mapToLong(row -> row.expiresAt)
              .filter(expiresAt -> expiresAt > then)
              .min()
              .orElseThrow();
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
        .filter(row -> !row.wasErased())
        .sorted(Comparator.comparing((Row row) -> row.id).reversed())
        .map(Row::asEnded)
        .toList();
  }
}
