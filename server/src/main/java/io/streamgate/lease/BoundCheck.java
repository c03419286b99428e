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
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One bound on a new member, with what it counts. Room comes in units: the members that have to end
 * together for the count to fall by one. A unit is one stream, or all streams with one value.
 *
 * @param counts the members that this bound counts, apart from the new one
 */
record BoundCheck(Bound bound, AtLimit atLimit, Predicate<Member> counts, Member added) {

  private static final Comparator<List<Member>> OLDEST_FIRST =
      Comparator.comparing(unit -> unit.getFirst().id());
  private static final Comparator<List<Member>> LONGEST_LAPSED_FIRST =
      Comparator.comparing(BoundCheck::lapseOf).thenComparing(OLDEST_FIRST);
  private static final Comparator<List<Member>> LONGEST_PAUSED_FIRST =
      Comparator.comparing(BoundCheck::idleSince).thenComparing(OLDEST_FIRST);

  /** The bounds on {@code added}, in the order in which they are checked. */
  static List<BoundCheck> of(Member added, Rules rules) {
    if (!added.isCounted()) {
      return List.of(
          new BoundCheck(Bound.ofUncounted(), rules.atLimit(), m -> !m.isCounted(), added));
    }
    var limit =
        new BoundCheck(
            Bound.ofLimit(rules.limit().bound()), rules.atLimit(), Member::isCounted, added);
    if (rules.each().isEmpty()) {
      return List.of(limit);
    }
    var all = new ArrayList<BoundCheck>(rules.each().size() + 1);
    for (var rule : rules.each()) {
      if (rule.bounds(added.atStart().facts())) {
        all.add(of(rule, added, rules.atLimit()));
      }
    }
    all.add(limit);
    return all;
  }

  private static BoundCheck of(Rule rule, Member added, AtLimit ofPlan) {
    var group = new LinkedHashMap<String, String>();
    for (var attribute : rule.per()) {
      group.put(attribute, added.atStart().facts().getOrDefault(attribute, ""));
    }
    var atLimit = rule.atLimit();
    return new BoundCheck(
        new Bound(rule.name(), rule.of(), rule.max(), group),
        atLimit == null ? ofPlan : atLimit,
        member -> member.isCounted() && shareGroup(rule, member, added),
        added);
  }

  private static boolean shareGroup(Rule rule, Member member, Member added) {
    var facts = member.atStart().facts();
    if (!rule.bounds(facts)) {
      return false;
    }
    for (var attribute : rule.per()) {
      if (!valueOf(attribute, member).equals(valueOf(attribute, added))) {
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

  /** The members that this bound counts, in order. */
  List<Member> counted(List<Member> members) {
    return LeaseSet.only(members, counts);
  }

  /**
   * Which of {@code members} end to make room: as many as this bound needs, and no more. Empty if
   * live members that nobody gives up fill it.
   */
  Optional<List<Member>> toEnd(List<Member> members, Takeover takeover, Instant now) {
    var counted = counted(members);
    if (bound.of() == null && counted.size() < bound.max()) {
      return Optional.of(List.of());
    }
    var units = units(counted);
    var needed = units.size() + 1 - bound.max();
    if (needed <= 0) {
      return Optional.of(List.of());
    }
    var lapsed = units.stream().filter(unit -> isLapsed(unit, now)).sorted(LONGEST_LAPSED_FIRST);
    var order = order(takeover);
    var live = units.stream().filter(unit -> !isLapsed(unit, now));
    var givenUp = order == null ? Stream.<List<Member>>empty() : live.sorted(order);
    var chosen = Stream.concat(lapsed, givenUp).limit(needed).toList();
    return chosen.size() < needed
        ? Optional.empty()
        : Optional.of(chosen.stream().flatMap(List::stream).toList());
  }

  /**
   * When enough of {@code members} have lapsed, if none of them is renewed; at once by eviction.
   */
  Instant availableAt(List<Member> members, Takeover takeover) {
    var units = units(counted(members));
    var needed = units.size() + 1 - bound.max();
    return needed <= 0 || order(takeover) != null
        ? Instant.MIN
        : units.stream()
            .map(BoundCheck::lapseOf)
            .sorted()
            .skip(needed - 1L)
            .findFirst()
            .orElseThrow();
  }

  /** The units but that of the new member's own value, which takes no more room. */
  private List<List<Member>> units(List<Member> counted) {
    var of = bound.of();
    if (of == null) {
      return counted.stream().map(List::of).toList();
    }
    Map<String, List<Member>> byValue = new LinkedHashMap<>();
    for (var member : counted) {
      byValue.computeIfAbsent(valueOf(of, member), _ -> new ArrayList<>()).add(member);
    }
    byValue.remove(valueOf(of, added));
    return List.copyOf(byValue.values());
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

  private static boolean isLapsed(List<Member> unit, Instant now) {
    return !now.isBefore(lapseOf(unit));
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
