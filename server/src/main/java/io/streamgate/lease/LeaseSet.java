package io.streamgate.lease;

import io.streamgate.lease.id.Device;
import io.streamgate.lease.id.StreamId;
import io.streamgate.lease.rule.Entitlement;
import io.streamgate.lease.rule.ViewerOverride;
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
import org.jspecify.annotations.Nullable;

/**
 * One viewer's members, as an immutable value, and the only place that knows the rules: a store
 * commits what this class decides. Nothing here reads a clock: expiry is decided at the {@code now}
 * of a call, so no sweeper, event or database has to free a slot.
 *
 * @param members the streams that hold a slot, live or lapsed, in order of their start
 * @param recent streams that ended recently, for repeated starts; in order of their end
 * @param override an operator's exception, which may have expired; null if there is none
 */
public record LeaseSet(
    List<Member> members, List<Ended> recent, @Nullable ViewerOverride override) {

  /** The set of a new viewer. */
  public static final LeaseSet EMPTY = new LeaseSet(List.of(), List.of());

  public LeaseSet {
    members = List.copyOf(members);
    recent = List.copyOf(recent);
  }

  /** A set without an override. */
  public LeaseSet(List<Member> members, List<Ended> recent) {
    this(members, recent, null);
  }

  /** A set without its expired members and override, and those members. */
  public record Swept(LeaseSet next, List<Ended> ended) {
    public Swept {
      ended = List.copyOf(ended);
    }
  }

  /** Whether nothing needs to be stored for this viewer. */
  public boolean isEmpty() {
    return members.isEmpty() && recent.isEmpty() && override == null;
  }

  /** The members that are live at {@code now}, in order of their start. */
  public List<Member> liveAt(Instant now) {
    return only(members, m -> m.isLiveAt(now));
  }

  /** The stream with this id, if it is a member or ended recently. */
  public Optional<Stream> find(StreamId id, Instant now) {
    for (var member : members) {
      if (member.id().equals(id)) {
        return Optional.of(member.isOverAt(now) ? member.expired() : member);
      }
    }
    for (var ended : recent) {
      if (ended.id().equals(id) && ended.isRememberedAt(now)) {
        return Optional.of(ended);
      }
    }
    return Optional.empty();
  }

  /** The members that are live at {@code now} and count, in order of their start. */
  public List<Member> countedAt(Instant now) {
    return only(members, m -> m.isCounted() && m.isLiveAt(now));
  }

  /** Removes the members, the remembered keys and the override that have expired at {@code now}. */
  public Swept sweptAt(Instant now) {
    var over = only(members, m -> m.isOverAt(now)).stream().map(Member::expired).toList();
    var next = without(over, now);
    var isOver = override != null && !override.holdsAt(now);
    return new Swept(isOver ? next.with((ViewerOverride) null) : next, over);
  }

  /**
   * Decides a start.
   *
   * <p>A repeated start is answered before the limit is checked, unless it names other content:
   * then its key was used before. A new start ends the members that it names. For each rule in its
   * order, and for the limit last, it displaces lapsed members if it needs room: longest lapsed
   * first, and only as many as that bound needs. If that is not enough, the start evicts or is
   * refused. A refusal changes nothing.
   */
  public StartDecision decide(Start start, Entitlement entitlement, Instant now) {
    var swept = sweptAt(now);
    var rules = entitlement.holding(override, now);
    var earlier = swept.next().startedAs(start.id());
    if (earlier.isPresent()) {
      return new Repetition(this, earlier.get()).decide(start, rules, now);
    }
    return switch (start) {
      case Start.Play play -> new Admission(swept, rules, now).decide(play);
      case Start.PastView past -> recorded(past, now);
    };
  }

  /** Whether a start with this id's sid repeats an earlier one, which {@link #decide} finds. */
  public boolean isReplay(StreamId id, Instant now) {
    return sweptAt(now).next().startedAs(id).isPresent();
  }

  /** Decides a heartbeat: makes a member live, and never succeeds for any other stream. */
  public StreamDecision.OfRenewal renew(StreamId id, Heartbeat heartbeat, Instant now) {
    return switch (find(id, now).orElse(null)) {
      case Member member -> {
        var playback = member.playback().after(heartbeat.reports(), now);
        var renewed = member.renewed(heartbeat.lease(), now).with(playback);
        yield new StreamDecision.Kept(renewed, replacing(renewed));
      }
      case Ended ended -> new StreamDecision.Gone(ended);
      case null -> new StreamDecision.Unknown();
    };
  }

  /** Decides that a player may be gone: see {@link Leave}. */
  public StreamDecision.OfRenewal leave(StreamId id, Leave leave, Instant now) {
    return switch (find(id, now).orElse(null)) {
      case Member member -> {
        var left = member.left(leave.told(), leave.grace(), now);
        yield new StreamDecision.Kept(left, replacing(left));
      }
      case Ended ended -> new StreamDecision.Gone(ended);
      case null -> new StreamDecision.Unknown();
    };
  }

  /** Decides a change of a member, and its end if the amendment asks for it. */
  public StreamDecision.OfAmendment amend(StreamId id, Amendment amendment, Instant now) {
    return switch (find(id, now).orElse(null)) {
      case Member member -> amended(member, amendment, now);
      case Ended ended -> new StreamDecision.Gone(ended);
      case null -> new StreamDecision.Unknown();
    };
  }

  /**
   * Decides an end by a player on {@code by}. Ending an unknown or ended stream changes nothing.
   */
  public StreamDecision.OfEnd end(StreamId id, Device by, Instant now) {
    return switch (find(id, now).orElse(null)) {
      case Member member -> closed(member, Ending.byPlayer(id, by, now));
      case Ended ended -> new StreamDecision.Gone(ended);
      case null -> new StreamDecision.Unknown();
    };
  }

  /** Decides that an override is set, or removed if it is null. It ends no stream. */
  public OperatorDecision.Overridden overridden(@Nullable ViewerOverride next) {
    return new OperatorDecision.Overridden(with(next));
  }

  private StreamDecision.OfAmendment amended(Member member, Amendment amendment, Instant now) {
    return switch (amendment.patch().applyTo(member)) {
      case Amendment.Patched.Rejected(var objections) -> new StreamDecision.Rejected(objections);
      case Amendment.Patched.To(var details) -> {
        var playback = member.playback().after(amendment.reports(), now);
        var changed = member.with(details).with(playback);
        yield switch (amendment.fate()) {
          case GOES_ON -> new StreamDecision.Kept(changed, replacing(changed));
          case ENDS -> closed(changed, new Ending.Finished(now));
        };
      }
    };
  }

  private StreamDecision.Closed closed(Member member, Ending ending) {
    var ended = member.ended(ending);
    return new StreamDecision.Closed(ended, without(List.of(ended), ending.at()));
  }

  private StartDecision recorded(Start.PastView start, Instant now) {
    var member = new Member(start.id(), now, start.playback(), start.details());
    var ended = member.ended(new Ending.Recorded(now));
    return new StartDecision.Recorded(ended, without(List.of(ended), now));
  }

  /** The stream of an earlier start with the same sid. */
  private Optional<Stream> startedAs(StreamId id) {
    for (var streams : List.of(members, recent)) {
      for (var each : streams) {
        if (each.id().sharesSidWith(id)) {
          return Optional.of(each);
        }
      }
    }
    return Optional.empty();
  }

  /** This set with a changed member. */
  LeaseSet replacing(Member changed) {
    var next = new ArrayList<>(members);
    next.replaceAll(m -> m.id().equals(changed.id()) ? changed : m);
    return new LeaseSet(next, recent, override);
  }

  private LeaseSet with(@Nullable ViewerOverride next) {
    return new LeaseSet(members, recent, next);
  }

  /** This set with a new member. */
  LeaseSet with(Member added) {
    var next = new ArrayList<>(members);
    next.add(added);
    next.sort(Comparator.comparing(Member::id));
    return new LeaseSet(next, recent, override);
  }

  /** This set without {@code ended}, which it remembers while their keys are valid. */
  LeaseSet without(List<Ended> ended, Instant now) {
    var remembered = only(recent, e -> e.isRememberedAt(now));
    if (ended.isEmpty()) {
      return remembered.size() == recent.size()
          ? this
          : new LeaseSet(members, remembered, override);
    }
    var gone = ended.stream().map(Ended::id).toList();
    var all = new ArrayList<>(remembered);
    ended.stream().filter(e -> e.isRememberedAt(now)).forEach(all::add);
    return new LeaseSet(only(members, m -> !gone.contains(m.id())), all, override);
  }

  /**
   * The streams that match, in order. A loop, which returns the list itself if all match: each
   * start calls this several times, nearly always with nothing to remove.
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
