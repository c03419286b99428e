package io.streamgate.lease;

import io.streamgate.lease.Start.Takeover;
import io.streamgate.lease.stream.Ended;
import io.streamgate.lease.stream.Ending;
import io.streamgate.lease.stream.Member;
import io.streamgate.lease.stream.Playback;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Finds a slot for a new stream. A slot comes, in this order, from the stream's own device, from
 * the members that the start names, from free slots, from lapsed members, and from live members
 * that the viewer or the plan gives up.
 */
final class Admission {

  private static final Comparator<Member> OLDEST_FIRST = Comparator.comparing(Member::id);
  private static final Comparator<Member> LONGEST_LAPSED_FIRST =
      Comparator.comparing(Member::expiresAt).thenComparing(OLDEST_FIRST);
  private static final Comparator<Member> LONGEST_PAUSED_FIRST =
      Comparator.comparing(Admission::idleSince).thenComparing(OLDEST_FIRST);

  private final LeaseSet.Swept swept;
  private final Rules rules;
  private final Instant now;

  Admission(LeaseSet.Swept swept, Rules rules, Instant now) {
    this.swept = swept;
    this.rules = rules;
    this.now = now;
  }

  StartDecision decide(Start.Play start) {
    var limit = rules.limit().bound();
    var set = swept.next();
    if (limit == 0) {
      return new StartDecision.NotAllowed(set.liveAt(now));
    }
    var replaced = LeaseSet.only(set.members(), m -> isReplacedBy(start, m));
    var foreign = LeaseSet.only(set.members(), m -> !replaced.contains(m));
    var named = namedBy(start.takeover(), foreign);
    var others = LeaseSet.only(foreign, m -> !named.contains(m));

    var needed = others.size() + 1 - limit;
    var lapsed = LeaseSet.only(others, m -> !m.isLiveAt(now));
    var displaced = first(needed, lapsed, LONGEST_LAPSED_FIRST);
    var live = LeaseSet.only(others, m -> m.isLiveAt(now));
    var stillNeeded = needed - displaced.size();
    var evicted =
        stillNeeded > 0 ? givenUp(start.takeover(), stillNeeded, live) : List.<Member>of();
    if (evicted.size() < stillNeeded) {
      return new StartDecision.Refused(set.liveAt(now), limit, availableAt(live, limit));
    }

    var by = start.id();
    var taken = new ArrayList<Ended>();
    displaced.forEach(m -> taken.add(m.ended(new Ending.Displaced(now, by))));
    replaced.forEach(m -> taken.add(m.ended(new Ending.Replaced(now, by))));
    named.forEach(m -> taken.add(m.ended(new Ending.Evicted(now, by))));
    evicted.forEach(m -> taken.add(m.ended(new Ending.Evicted(now, by))));
    var ended = new ArrayList<>(swept.ended());
    ended.addAll(taken);
    var until = now.plus(rules.lease());
    var member = new Member(by, now, until, start.playback(), start.details());
    return new StartDecision.Admitted(member, set.without(taken, now).with(member), ended);
  }

  private boolean isReplacedBy(Start.Play start, Member member) {
    return switch (rules.sameDevice()) {
      case REPLACES -> member.id().sharesDeviceWith(start.id());
      case COUNTS -> false;
    };
  }

  private static List<Member> namedBy(Takeover takeover, List<Member> members) {
    return switch (takeover) {
      case Takeover.Chosen(var ids) -> LeaseSet.only(members, m -> ids.contains(m.id()));
      case Takeover.Oldest _, Takeover.None _ -> List.of();
    };
  }

  /** The live members to end for the start: {@code needed}, or fewer if that is not possible. */
  private List<Member> givenUp(Takeover takeover, int needed, List<Member> live) {
    return switch (takeover) {
      case Takeover.Oldest() -> first(needed, live, OLDEST_FIRST);
      case Takeover.Chosen _, Takeover.None _ ->
          switch (rules.atLimit()) {
            case REFUSE -> List.of();
            case EVICT_OLDEST -> first(needed, live, OLDEST_FIRST);
            case EVICT_IDLE -> first(needed, live, LONGEST_PAUSED_FIRST);
          };
    };
  }

  private static List<Member> first(int count, List<Member> members, Comparator<Member> order) {
    return count <= 0 ? List.of() : members.stream().sorted(order).limit(count).toList();
  }

  /** A playing member is less idle than any paused one. */
  private static Instant idleSince(Member member) {
    return switch (member.playback()) {
      case Playback.Paused(var since, _) -> since;
      case Playback.Playing _ -> Instant.MAX;
    };
  }

  /** After a limit was lowered, several leases must lapse before a slot is free. */
  private static Instant availableAt(List<Member> live, int limit) {
    return live.stream()
        .map(Member::expiresAt)
        .sorted()
        .skip(live.size() - limit)
        .findFirst()
        .orElseThrow();
  }
}
