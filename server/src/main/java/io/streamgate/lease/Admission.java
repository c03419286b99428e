package io.streamgate.lease;

import io.streamgate.lease.Start.Takeover;
import io.streamgate.lease.id.StreamId;
import io.streamgate.lease.rule.Bound;
import io.streamgate.lease.rule.Rules;
import io.streamgate.lease.stream.Ended;
import io.streamgate.lease.stream.Ending;
import io.streamgate.lease.stream.Member;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes room for a new stream. Room comes, in this order, from the stream's own device, from the
 * members that the start names, and for each rule and the limit last from free slots, from lapsed
 * members, and from live members that the viewer, the rule or the plan gives up. All bounds are
 * upper bounds, so an end for one of them never breaks another. The members that end need not be
 * the fewest possible.
 */
final class Admission {

  private final LeaseSet.Swept swept;
  private final Rules rules;
  private final Instant now;

  Admission(LeaseSet.Swept swept, Rules rules, Instant now) {
    this.swept = swept;
    this.rules = rules;
    this.now = now;
  }

  StartDecision decide(Start.Play start) {
    var set = swept.next();
    if (rules.limit().bound() == 0) {
      return notAllowed(Bound.ofLimit(0));
    }
    var replaced = LeaseSet.only(set.members(), m -> isReplacedBy(start, m));
    var foreign = without(replaced, set.members());
    var named = namedBy(start.takeover(), foreign);
    var others = without(named, foreign);
    var added = start.admitted(rules, now);
    var checks = BoundCheck.of(added, others, rules);
    for (var check : checks) {
      if (check.bound().max() == 0) {
        return notAllowed(check.bound());
      }
    }
    var gone = new ArrayList<Member>();
    var displaced = new ArrayList<Ended>();
    var evicted = new ArrayList<Ended>();
    for (var check : checks) {
      var toEnd = check.toEnd(gone, start.takeover(), now);
      if (toEnd.isEmpty()) {
        return refused(check, checks, start.takeover());
      }
      for (var member : toEnd.get()) {
        gone.add(member);
        if (member.isLiveAt(now)) {
          evicted.add(member.ended(evictedBy(check, start)));
        } else {
          displaced.add(member.ended(new Ending.Displaced(now, start.id())));
        }
      }
    }
    return admitted(added, displaced, replaced, named, evicted);
  }

  private StartDecision.NotAllowed notAllowed(Bound bound) {
    return new StartDecision.NotAllowed(swept.next().liveAt(now), bound, rules);
  }

  private StartDecision.Admitted admitted(
      Member added,
      List<Ended> displaced,
      List<Member> replaced,
      List<Member> named,
      List<Ended> evicted) {
    var by = added.id();
    var taken = new ArrayList<Ended>(displaced);
    replaced.forEach(m -> taken.add(m.ended(new Ending.Replaced(now, by))));
    named.forEach(m -> taken.add(m.ended(new Ending.Evicted(now, by))));
    taken.addAll(evicted);
    var ended = new ArrayList<>(swept.ended());
    ended.addAll(taken);
    return new StartDecision.Admitted(added, swept.next().without(taken, now).with(added), ended);
  }

  /** After a bound was lowered, several leases must lapse before there is room. */
  private StartDecision.Refused refused(
      BoundCheck full, List<BoundCheck> checks, Takeover takeover) {
    var availableAt = Instant.MIN;
    for (var check : checks) {
      var free = check.availableAt(takeover);
      availableAt = free.isAfter(availableAt) ? free : availableAt;
    }
    var set = swept.next();
    var live = full.live(set.members(), now);
    return new StartDecision.Refused(live, full.bound(), availableAt, rules, set.liveAt(now));
  }

  /** A person's takeover names no rule. */
  private Ending.Evicted evictedBy(BoundCheck check, Start.Play start) {
    return switch (start.takeover()) {
      case Takeover.Oldest() -> new Ending.Evicted(now, start.id());
      case Takeover.Chosen _, Takeover.None _ ->
          new Ending.Evicted(now, start.id(), check.bound().rule());
    };
  }

  private boolean isReplacedBy(Start.Play start, Member member) {
    return switch (rules.sameDevice()) {
      case REPLACES -> member.id().sharesDeviceWith(start.id());
      case COUNTS -> false;
    };
  }

  private static List<Member> namedBy(Takeover takeover, List<Member> members) {
    return switch (takeover) {
      case Takeover.Chosen(List<StreamId> ids) -> LeaseSet.only(members, m -> ids.contains(m.id()));
      case Takeover.Oldest _, Takeover.None _ -> List.of();
    };
  }

  /** The members but {@code gone}, in order; by their ids, because equality compares all facts. */
  static List<Member> without(List<Member> gone, List<Member> members) {
    if (gone.isEmpty()) {
      return members;
    }
    var ids = gone.stream().map(Member::id).toList();
    return LeaseSet.only(members, m -> !ids.contains(m.id()));
  }
}
