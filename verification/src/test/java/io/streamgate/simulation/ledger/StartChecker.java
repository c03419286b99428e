package io.streamgate.simulation.ledger;

import io.streamgate.lease.SlotUsage;
import io.streamgate.lease.stream.ContentMark;
import io.streamgate.lease.stream.Ended;
import io.streamgate.lease.stream.Member;
import io.streamgate.lease.stream.Stream;
import io.streamgate.limiter.StartAnswer;
import io.streamgate.limiter.StreamAnswer;
import io.streamgate.simulation.world.Timeline;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

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
            ledger.plan().had(timeline.nowMs(), limit -> limit == 0),
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

  private void isOf(Stream stream, ContentMark content) {
    check(
        Invariant.NAMED_ONCE,
        !content.isOtherThan(stream.details().content()),
        () -> name(stream.id().value()) + " is the answer to a start of other content");
  }

  private void plays(Stream stream, SlotUsage account, String sid, Moment asked) {
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
                asked.trueMs(), state -> state.liveAt(asked.nodeMs()).size() == account.active())
            && ledger
                .plan()
                .had(
                    timeline.nowMs(),
                    limit -> account.remaining() == Math.max(0, limit - account.active())),
        () -> "%s started, but the slot usage is %s".formatted(name(id), account));
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
    check(
        Invariant.DEAD_AT_EXPIRY,
        ledger.sawSince(asked.trueMs(), state -> state.liveAt(asked.nodeMs()).equals(ids)),
        () -> "a refusal lists the wrong live streams: " + ids);
    check(
        Invariant.DEAD_AT_EXPIRY,
        refused.decision().bound().max() > 0
            && inTheWay(ids, sid) >= refused.decision().bound().max()
            && ledger
                .plan()
                .had(timeline.nowMs(), limit -> limit == refused.decision().bound().max()),
        () -> "a refusal with %d live streams".formatted(ids.size()));
    check(
        Invariant.DEAD_AT_EXPIRY,
        refused.decision().availableAt().toEpochMilli() > asked.nodeMs(),
        () -> "a refusal names a free slot in the past: " + refused.decision().availableAt());
  }

  private long inTheWay(Set<String> live, String sid) {
    return live.stream()
        .filter(id -> !ledger.plan().replaces() || !new Slot(id, 0, 0).sharesDeviceWith(sid))
        .count();
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
