package io.streamgate.lease;

import io.streamgate.lease.id.StreamId;
import io.streamgate.lease.stream.Ended;
import io.streamgate.lease.stream.Ending;
import io.streamgate.lease.stream.Member;
import io.streamgate.lease.stream.Stream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * One viewer's members, as a value, and the only place that knows the rules: every store asks it
 * and keeps what it answers. Nothing here reads a clock; expiry is judged at the {@code now} of the
 * question, so no sweeper, event or database has to free a slot.
 *
 * @param members every stream that holds a slot, lapsed or not, in the order they started
 * @param recent what ended lately, so that a repeated start finds it; in the order they ended
 */
public record LeaseSet(List<Member> members, List<Ended> recent) {

  /** The set of a viewer who was never seen. */
  public static final LeaseSet EMPTY = new LeaseSet(List.of(), List.of());

  public LeaseSet {
    members = List.copyOf(members);
    recent = List.copyOf(recent);
  }

  /**
   * A set after time alone has passed.
   *
   * @param ended members that nobody revived in time
   */
  public record Swept(LeaseSet next, List<Ended> ended) {
    public Swept {
      ended = List.copyOf(ended);
    }
  }

  /** Whether nothing needs to be kept for this viewer. */
  public boolean isEmpty() {
    return members.isEmpty() && recent.isEmpty();
  }

  /** The members whose lease runs at {@code now}, in the order they started. */
  public List<Member> liveAt(Instant now) {
    return only(members, m -> m.isLiveAt(now));
  }

  /** The stream of that id, if it is a member or ended lately. */
  public Optional<Stream> find(StreamId id, Instant now) {
    Optional<Stream> member = member(id).map(m -> m.isOverAt(now) ? m.expired() : m);
    return member.or(() -> recent(id).filter(ended -> ended.isRememberedAt(now)));
  }

  /** This set without what time has ended by {@code now} and keys that are forgotten by then. */
  public Swept sweptAt(Instant now) {
    var over = only(members, m -> m.isOverAt(now)).stream().map(Member::expired).toList();
    return new Swept(without(over, now), over);
  }

  /**
   * Decides a start.
   *
   * <p>A start made before is answered before the limit is looked at. A new one displaces lapsed
   * members, the longest lapsed first and only as many as it needs; if that is not enough it takes
   * over, evicts or is refused, and a refusal changes nothing.
   */
  public StartDecision decide(Start start, Rules rules, Instant now) {
    var swept = sweptAt(now);
    var earlier = swept.next().startedAs(start.id());
    if (earlier.isPresent()) {
      return again(earlier.get(), rules, now);
    }
    return switch (start) {
      case Start.Play play -> new Admission(swept, rules, now).decide(play);
      case Start.PastView past -> recorded(past, now);
    };
  }

  /** Decides a heartbeat: a member's always succeeds and makes it live, a non-member's never. */
  public StreamDecision.OfRenewal renew(StreamId id, Heartbeat heartbeat, Instant now) {
    var found = find(id, now);
    if (found.isEmpty()) {
      return new StreamDecision.Unknown();
    }
    return switch (found.get()) {
      case Member member -> {
        var playback = member.playback().after(heartbeat.told(), now);
        var renewed = member.renewed(heartbeat.lease(), now).with(playback);
        yield new StreamDecision.Kept(renewed, replacing(renewed));
      }
      case Ended ended -> new StreamDecision.Gone(ended);
    };
  }

  /** Decides a change of what is known of a stream, and whether it goes on. */
  public StreamDecision.OfAmendment amend(StreamId id, Amendment amendment, Instant now) {
    var found = find(id, now);
    if (found.isEmpty()) {
      return new StreamDecision.Unknown();
    }
    return switch (found.get()) {
      case Member member -> amended(member, amendment, now);
      case Ended ended -> new StreamDecision.Gone(ended);
    };
  }

  /** Decides an end. Ending the unknown or the already ended changes nothing. */
  public StreamDecision.OfEnd end(StreamId id, Instant now) {
    var found = find(id, now);
    if (found.isEmpty()) {
      return new StreamDecision.Unknown();
    }
    return switch (found.get()) {
      case Member member -> closed(member, now);
      case Ended ended -> new StreamDecision.Gone(ended);
    };
  }

  private StreamDecision.OfAmendment amended(Member member, Amendment amendment, Instant now) {
    return switch (amendment.patch().applyTo(member.details())) {
      case Amendment.Patched.Rejected(var why) -> new StreamDecision.Rejected(why);
      case Amendment.Patched.To(var details) -> {
        var playback = member.playback().after(amendment.told(), now);
        var changed = member.with(details).with(playback);
        yield switch (amendment.fate()) {
          case GOES_ON -> new StreamDecision.Kept(changed, replacing(changed));
          case ENDS -> closed(changed, now);
        };
      }
    };
  }

  private StreamDecision.Closed closed(Member member, Instant now) {
    var ended = member.ended(new Ending.Stopped(now));
    return new StreamDecision.Closed(ended, without(List.of(ended), now));
  }

  /** Answers a start whose sid is known: a player that repeats itself gets what it got. */
  private StartDecision again(Stream earlier, Rules rules, Instant now) {
    return switch (earlier) {
      case Member member -> {
        var renewed = member.renewed(rules.lease(), now);
        yield new StartDecision.Replayed(renewed, replacing(renewed));
      }
      case Ended ended ->
          ended.ending() instanceof Ending.Recorded
              ? new StartDecision.RecordedBefore(ended)
              : new StartDecision.AlreadyEnded(ended);
    };
  }

  private StartDecision recorded(Start.PastView start, Instant now) {
    var member = new Member(start.id(), now, start.playback(), start.details());
    var ended = member.ended(new Ending.Recorded(now));
    return new StartDecision.Recorded(ended, without(List.of(ended), now));
  }

  private Optional<Member> member(StreamId id) {
    for (var each : members) {
      if (each.id().equals(id)) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }

  private Optional<Ended> recent(StreamId id) {
    for (var each : recent) {
      if (each.id().equals(id)) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }

  /** The stream that this start or an earlier one with its key began. */
  private Optional<Stream> startedAs(StreamId id) {
    for (var each : members) {
      if (each.id().sharesSidWith(id)) {
        return Optional.of(each);
      }
    }
    for (var each : recent) {
      if (each.id().sharesSidWith(id)) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }

  /** This set with the member of that id as it is now. */
  private LeaseSet replacing(Member changed) {
    var next = new ArrayList<>(members);
    next.replaceAll(m -> m.id().equals(changed.id()) ? changed : m);
    return new LeaseSet(next, recent);
  }

  /** This set with one member more. */
  LeaseSet with(Member added) {
    var next = new ArrayList<>(members);
    next.add(added);
    next.sort(Comparator.comparing(Member::id));
    return new LeaseSet(next, recent);
  }

  /** This set without those, which it remembers for as long as their keys count. */
  LeaseSet without(List<Ended> ended, Instant now) {
    var remembered = only(recent, e -> e.isRememberedAt(now));
    if (ended.isEmpty()) {
      return remembered.size() == recent.size() ? this : new LeaseSet(members, remembered);
    }
    var gone = ended.stream().map(Ended::id).toList();
    var all = new ArrayList<>(remembered);
    ended.stream().filter(e -> e.isRememberedAt(now)).forEach(all::add);
    return new LeaseSet(only(members, m -> !gone.contains(m.id())), all);
  }

  /**
   * Those streams for which it holds, in their order. A loop, and the list itself where it holds
   * for all: a start comes by here several times, and nearly always with nothing to leave out.
   */
  static <S extends Stream> List<S> only(List<S> streams, Predicate<S> which) {
    var kept = new ArrayList<S>(streams.size());
    for (var each : streams) {
      if (which.test(each)) {
        kept.add(each);
      }
    }
    return kept.size() == streams.size() ? streams : List.copyOf(kept);
  }
}
