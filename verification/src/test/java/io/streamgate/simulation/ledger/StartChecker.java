package io.streamgate.simulation.ledger;

import static java.util.stream.Collectors.toSet;

import io.streamgate.lease.SlotUsage;
import io.streamgate.lease.rule.Bound;
import io.streamgate.lease.stream.ContentMark;
import io.streamgate.lease.stream.Ended;
import io.streamgate.lease.stream.Member;
import io.streamgate.limiter.StartAnswer;
import io.streamgate.limiter.StreamAnswer;
import io.streamgate.simulation.plans.Bounds;
import io.streamgate.simulation.plans.Bounds.Entry;
import io.streamgate.simulation.plans.PlanHistory.Held;
import io.streamgate.simulation.world.Timeline;
import java.util.ArrayList;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Checks the answers to one viewer's starts. */
public final class StartChecker {

  private final Ledger ledger;
  private final Timeline timeline;

  /** A checker of the answers to the viewer of that ledger. */
  public StartChecker(Ledger ledger, Timeline timeline) {
    this.ledger = ledger;
    this.timeline = timeline;
  }

  /** Checks the answer to a start of that sid and content. */
  public void check(StartAnswer answer, String sid, ContentMark content, Moment asked) {
    switch (answer) {
      case StartAnswer.Started(var stream, var account, _) -> plays(stream, account, sid, asked);
      case StartAnswer.Replayed(var stream, var account, _) -> {
        isOf(stream, content);
        plays(stream, account, sid, asked);
      }
      case StartAnswer.Refused refused -> refused(refused, sid, asked);
      case StartAnswer.NotAllowed _ -> {
        notReplayed(sid, asked);
        leftNothing(sid, asked);
        check(
            Invariant.LOWERING_STOPS_NOTHING,
            hadLimit(asked, limit -> limit == 0),
            () -> "a start was not allowed, but the limit was never 0");
      }
      case StreamAnswer.Gone(var stream, _) -> {
        isOf(stream, content);
        gone(stream, sid, asked);
      }
      case StartAnswer.KeyReused() ->
          check(
              Invariant.NAMED_ONCE,
              ledger.requests().hasOther(sid, content),
              () -> "the key of " + name(sid) + " was never used for other content");
      case StartAnswer.TooMany _ -> {}
      case StartAnswer.Unenforced _ ->
          check(Invariant.WITHIN_LIMIT, false, () -> name(sid) + " plays without being counted");
    }
  }

  private void isOf(io.streamgate.lease.stream.Stream stream, ContentMark content) {
    check(
        Invariant.NAMED_ONCE,
        !content.isOtherThan(stream.details().content()),
        () -> name(stream.id().value()) + " is the answer to a start of other content");
  }

  private void plays(
      io.streamgate.lease.stream.Stream stream, SlotUsage account, String sid, Moment asked) {
    var id = stream.id().value();
    check(
        Invariant.KEPT,
        ledger.isKnown(id),
        () -> name(id) + " was acknowledged, but is not in the table");
    check(
        Invariant.NAMED_ONCE,
        Slot.sid(id).equals(sid),
        () -> "the answer to the start of " + name(sid) + " is about " + name(id));
    check(
        Invariant.WITHIN_LIMIT,
        stream instanceof Ended == ledger.requests().hasRecord(sid),
        () -> name(id) + " plays, but should only be recorded, or the other way round");
    if (stream instanceof Member member) {
      check(
          Invariant.DEAD_AT_EXPIRY,
          ledger.wasGranted(id, member.expiresAt().toEpochMilli(), asked),
          () -> "the lease of " + name(id) + " has the wrong end: " + member.expiresAt());
      ledger.acknowledged(id, asked);
    }
    check(
        Invariant.A_SET,
        ledger.sawSince(
                asked.trueMs(), state -> state.countedAt(asked.nodeMs()).size() == account.active())
            && hadLimit(
                asked, limit -> account.remaining() == Math.max(0, limit - account.active())),
        () -> "%s started, but the slot usage is %s".formatted(name(id), account));
  }

  /** Whether such a limit may have applied to a call that began then, under an override or not. */
  private boolean hadLimit(Moment asked, IntPredicate limit) {
    var nowMs = timeline.nowMs();
    return ledger.plan().had(nowMs, null, limit)
        || ledger.sawSince(
            asked.trueMs(), state -> ledger.plan().had(nowMs, state.override(), limit));
  }

  private void refused(StartAnswer.Refused refused, String sid, Moment asked) {
    notReplayed(sid, asked);
    leftNothing(sid, asked);
    var ids = new TreeSet<String>();
    for (var member : refused.decision().live()) {
      ids.add(member.id().value());
      check(
          Invariant.DEAD_AT_EXPIRY,
          member.expiresAt().toEpochMilli() > asked.nodeMs(),
          () ->
              "%s holds a slot at %s, but its lease ended at %s"
                  .formatted(name(member.id().value()), refused.terms().now(), member.expiresAt()));
    }
    check(
        Invariant.OPAQUE,
        ids.stream().allMatch(ledger::isKnown),
        () -> "a refusal lists unknown streams: " + ids);
    var bound = refused.decision().bound();
    check(
        Invariant.DEAD_AT_EXPIRY,
        ledger.sawSince(asked.trueMs(), state -> fill(ids, bound, state, sid, asked)),
        () -> "a refusal by %s with the live streams %s".formatted(bound, ids));
    check(
        Invariant.DEAD_AT_EXPIRY,
        refused.decision().availableAt().toEpochMilli() > asked.nodeMs(),
        () -> "a refusal names a free slot in the past: " + refused.decision().availableAt());
  }

  /** Whether these are the live streams that a plan counted for that bound, and one too many. */
  private boolean fill(Set<String> ids, Bound bound, ItemState state, String sid, Moment asked) {
    return ledger
        .plan()
        .held(timeline.nowMs(), state.overrideAt(asked.nodeMs()))
        .flatMap(held -> starts(held, sid))
        .anyMatch(start -> fill(ids, bound, start, state, asked));
  }

  private boolean fill(Set<String> ids, Bound bound, Bounds start, ItemState state, Moment asked) {
    var name = bound.rule() == null ? Bounds.LIMIT : bound.rule();
    if (start.names().noneMatch(name::equals)) {
      return false;
    }
    var live =
        state.entries().stream()
            .filter(entry -> state.has(entry.id(), slot -> slot.isLiveAt(asked.nodeMs())))
            .filter(entry -> start.counts(name, entry))
            .toList();
    var inTheWay = new ArrayList<>(live);
    inTheWay.removeIf(entry -> isReplaced(entry.id(), start.entry().id()));
    inTheWay.add(start.entry());
    return live.stream().map(Entry::id).collect(toSet()).equals(ids)
        && start.max(name) == bound.max()
        && bound.max() > 0
        && start.used(name, inTheWay) > bound.max();
  }

  private boolean isReplaced(String id, String taker) {
    return ledger.plan().replaces() && Slot.shareDevice(id, Slot.sid(taker));
  }

  /** A start of that sid, for each time it was sent, under a plan. */
  private Stream<Bounds> starts(Held held, String sid) {
    var id = "0".repeat(Slot.TIME_LENGTH) + sid;
    return ledger
        .requests()
        .said(sid, held.attributes())
        .map(facts -> Bounds.ofStart(held.plan(), id, facts));
  }

  private void notReplayed(String sid, Moment asked) {
    check(
        Invariant.REPLAYED_FIRST,
        !wasAlwaysMember(sid, asked),
        () -> name(sid) + " was a member all the time, but its repeated start was refused");
  }

  private boolean wasAlwaysMember(String sid, Moment asked) {
    return ledger
        .state()
        .member(sid)
        .filter(slot -> ledger.wasAlwaysMember(slot.id(), asked))
        .isPresent();
  }

  private void leftNothing(String sid, Moment asked) {
    check(
        Invariant.KEPT,
        !ledger.isClear(sid, asked) || ledger.state().member(sid).isEmpty(),
        () -> name(sid) + " was refused, but is a member");
  }

  private void gone(Ended stream, String sid, Moment asked) {
    var id = stream.id().value();
    check(
        Invariant.KEPT,
        !wasAlwaysMember(sid, asked),
        () -> name(sid) + " is a member, but its start was told that it is over");
    check(
        Invariant.REPLAYED_FIRST,
        Slot.sid(id).equals(sid) && asked.nodeMs() < ledger.endedAt(id) + Ledger.KEY_REMEMBERED_MS,
        () -> "the answer to " + name(sid) + " is " + name(id) + ", whose key is forgotten");
  }

  private String name(String id) {
    return ledger.trace().name(id);
  }

  private void check(Invariant invariant, boolean holds, Supplier<String> otherwise) {
    ledger.check(invariant, holds, timeline.nowMs(), otherwise);
  }
}
