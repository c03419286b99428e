package io.streamgate.lease;

import io.streamgate.lease.Start.Takeover;
import io.streamgate.lease.rule.AtLimit;
import io.streamgate.lease.rule.Bound;
import io.streamgate.lease.rule.Rule;
import io.streamgate.lease.rule.Rules;
import io.streamgate.lease.stream.Member;
import io.streamgate.lease.stream.Playback;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One bound on a new member, with what fills it. Room comes in units: the members that have to end
 * together for the count to fall by one. A unit is one stream, or all streams with one value.
 *
 * @param counts which members this bound counts
 * @param counted those that it counts, apart from the new one, in order of their start
 */
record BoundCheck(
    Bound bound, AtLimit atLimit, Member added, Predicate<Member> counts, List<Member> counted) {

  private static final Comparator<List<Member>> OLDEST_FIRST =
      Comparator.comparing(unit -> unit.getFirst().id());
  private static final Comparator<List<Member>> LONGEST_LAPSED_FIRST =
      Comparator.comparing(BoundCheck::lapseOf).thenComparing(OLDEST_FIRST);
  private static final Comparator<List<Member>> LONGEST_PAUSED_FIRST =
      Comparator.comparing(BoundCheck::idleSince).thenComparing(OLDEST_FIRST);

  /** The bounds on {@code added} beside {@code others}, in the order in which they are checked. */
  static List<BoundCheck> of(Member added, List<Member> others, Rules rules) {
    if (!added.isCounted()) {
      return List.of(of(Bound.ofUncounted(), rules, added, m -> !m.isCounted(), others));
    }
    var limit = of(Bound.ofLimit(rules.limit().bound()), rules, added, Member::isCounted, others);
    if (rules.each().isEmpty()) {
      return List.of(limit);
    }
    var all = new ArrayList<BoundCheck>(rules.each().size() + 1);
    for (var rule : rules.each()) {
      if (rule.bounds(added.atStart().facts())) {
        all.add(of(rule, rules.atLimit(), added, limit.counted));
      }
    }
    all.add(limit);
    return all;
  }

  private static BoundCheck of(
      Bound bound, Rules rules, Member added, Predicate<Member> counts, List<Member> others) {
    return new BoundCheck(bound, rules.atLimit(), added, counts, LeaseSet.only(others, counts));
  }

  private static BoundCheck of(Rule rule, AtLimit ofPlan, Member added, List<Member> others) {
    var shown = new LinkedHashMap<String, String>();
    var group = new ArrayList<String>(rule.per().size());
    for (var attribute : rule.per()) {
      shown.put(attribute, added.atStart().facts().getOrDefault(attribute, ""));
      group.add(valueOf(attribute, added));
    }
    var bound = new Bound(rule.name(), rule.of(), rule.max(), shown);
    var atLimit = rule.atLimit() == null ? ofPlan : rule.atLimit();
    Predicate<Member> counts = member -> member.isCounted() && isInGroup(rule, group, member);
    return new BoundCheck(bound, atLimit, added, counts, LeaseSet.only(others, counts));
  }

  private static boolean isInGroup(Rule rule, List<String> group, Member member) {
    if (!rule.bounds(member.atStart().facts())) {
      return false;
    }
    for (var i = 0; i < group.size(); i++) {
      if (!group.get(i).equals(valueOf(rule.per().get(i), member))) {
        return false;
      }
    }
    return true;
  }

  /** A stream without a device id is a device of its own. No device's id contains NUL. */
  private static String valueOf(String attribute, Member member) {
    var value = member.atStart().facts().getOrDefault(attribute, "");
    return value.isEmpty() && attribute.equals(Rule.DEVICE_ID)
        ? "\0" + member.id().sid().value()
        : value;
  }

  /** The live members among {@code all} that this bound counts, in order. */
  List<Member> live(List<Member> all, Instant now) {
    return LeaseSet.only(all, member -> counts.test(member) && member.isLiveAt(now));
  }

  /**
   * Which members end to make room, if {@code gone} end too: as many as this bound needs, and no
   * more. Empty if live members that nobody gives up fill it.
   */
  Optional<List<Member>> toEnd(List<Member> gone, Takeover takeover, Instant now) {
    var left = Admission.without(gone, counted);
    var needed = needed(left);
    if (needed <= 0) {
      return Optional.of(List.of());
    }
    var order = order(takeover);
    if (order == null && lapsed(left, now) < needed) {
      return Optional.empty();
    }
    var lapsed = new ArrayList<List<Member>>();
    var live = new ArrayList<List<Member>>();
    for (var unit : units(left)) {
      (now.isBefore(lapseOf(unit)) ? live : lapsed).add(unit);
    }
    lapsed.sort(LONGEST_LAPSED_FIRST);
    if (lapsed.size() < needed) {
      if (order == null) {
        return Optional.empty();
      }
      live.sort(order);
      lapsed.addAll(live);
    }
    var toEnd = new ArrayList<Member>();
    lapsed.subList(0, needed).forEach(toEnd::addAll);
    return Optional.of(toEnd);
  }

  /** At least as many as there are units that have lapsed. Most refusals need no more than this. */
  private static int lapsed(List<Member> members, Instant now) {
    var lapsed = 0;
    for (var member : members) {
      lapsed += member.isLiveAt(now) ? 0 : 1;
    }
    return lapsed;
  }

  /** When enough members have lapsed, if none of them is renewed; at once by eviction. */
  Instant availableAt(Takeover takeover) {
    var needed = needed(counted);
    return needed <= 0 || order(takeover) != null
        ? Instant.MIN
        : units(counted).stream()
            .map(BoundCheck::lapseOf)
            .sorted()
            .skip(needed - 1L)
            .findFirst()
            .orElseThrow();
  }

  /** How many units of {@code members} are too many; 0 or less if there is room. */
  private int needed(List<Member> members) {
    var of = bound.of();
    if (of == null || members.size() < bound.max()) {
      return members.size() + 1 - bound.max();
    }
    var values = new HashSet<String>();
    values.add(valueOf(of, added));
    for (var member : members) {
      values.add(valueOf(of, member));
    }
    return values.size() - bound.max();
  }

  /** The units but that of the new member's own value, which takes no more room. */
  private Collection<List<Member>> units(List<Member> members) {
    var of = bound.of();
    if (of == null) {
      var units = new ArrayList<List<Member>>(members.size());
      members.forEach(member -> units.add(List.of(member)));
      return units;
    }
    Map<String, List<Member>> byValue = new LinkedHashMap<>();
    for (var member : members) {
      byValue.computeIfAbsent(valueOf(of, member), _ -> new ArrayList<>()).add(member);
    }
    byValue.remove(valueOf(of, added));
    return byValue.values();
  }

  /** In which order live members are given up; null if they are not. */
  private @Nullable Comparator<List<Member>> order(Takeover takeover) {
    return switch (takeover) {
      case Takeover.Oldest() -> OLDEST_FIRST;
      case Takeover.Chosen _, Takeover.None _ ->
          switch (atLimit) {
            case REFUSE -> null;
            case EVICT_OLDEST -> OLDEST_FIRST;
            case EVICT_IDLE -> LONGEST_PAUSED_FIRST;
          };
    };
  }

  private static Instant lapseOf(List<Member> unit) {
    var last = unit.getFirst().expiresAt();
    for (var member : unit) {
      last = member.expiresAt().isAfter(last) ? member.expiresAt() : last;
    }
    return last;
  }

  /** A playing member is less idle than any paused one, and so is a unit with it. */
  private static Instant idleSince(List<Member> unit) {
    var since = Instant.MIN;
    for (var member : unit) {
      if (!(member.playback() instanceof Playback.Paused(var paused, _))) {
        return Instant.MAX;
      }
      since = paused.isAfter(since) ? paused : since;
    }
    return since;
  }
}
