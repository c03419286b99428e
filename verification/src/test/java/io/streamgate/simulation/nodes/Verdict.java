package io.streamgate.simulation.nodes;

import io.streamgate.limiter.StartAnswer;
import io.streamgate.simulation.nodes.ledger.Invariant;
import io.streamgate.simulation.nodes.ledger.Ledger;
import io.streamgate.simulation.nodes.ledger.Slot;
import io.streamgate.simulation.nodes.ledger.Violation;
import io.streamgate.simulation.nodes.world.Clockwork;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Holds what one viewer's players are answered against the ledger. */
final class Verdict {

  private final Ledger ledger;
  private final Clockwork clockwork;

  Verdict(Ledger ledger, Clockwork clockwork) {
    this.ledger = ledger;
    this.clockwork = clockwork;
  }

  /** Futures swallow what their listeners throw: it is thrown from the clockwork instead. */
  void held(Runnable look) {
    try {
      look.run();
    } catch (Violation | AssertionError fault) {
      clockwork.in(
          0,
          () -> {
            throw fault;
          });
    }
  }

  void started(String id, String sid) {
    check(
        Invariant.KEPT,
        ledger.isMember(id) || ledger.isGone(id),
        () -> name(id) + " was acknowledged and is not there");
    check(
        Invariant.NAMED_ONCE,
        Ledger.sid(id).equals(sid),
        () -> name(id) + " is the answer to the start of " + name(sid));
  }

  void refused(StartAnswer.Refused refused, String sid, Optional<Slot> had, long began) {
    var decided = refused.terms().now().toEpochMilli();
    for (var member : refused.live()) {
      var id = member.id().value();
      check(
          Invariant.DEAD_AT_EXPIRY,
          member.expiresAt().toEpochMilli() > decided && ledger.latestExpiry(id) > decided,
          () ->
              "%s is in the way at %s and its lease is over at %s"
                  .formatted(name(id), refused.terms().now(), member.expiresAt()));
      check(
          Invariant.OPAQUE,
          ledger.isMember(id) || ledger.isGone(id),
          () -> id + " is not this viewer's");
    }
    check(
        Invariant.DEAD_AT_EXPIRY,
        refused.live().size() >= refused.limit()
            && ledger.plan().had(clockwork.nowMs(), refused.limit()),
        () -> "%d live streams, and refused".formatted(refused.live().size()));
    notReplayed(sid, had);
    leftNothing(sid, began);
  }

  void notAllowed(String sid, Optional<Slot> had, long began) {
    check(
        Invariant.WITHIN_LIMIT,
        ledger.plan().had(clockwork.nowMs(), 0),
        () -> "not allowed, and the limit was never 0");
    notReplayed(sid, had);
    leftNothing(sid, began);
  }

  private void notReplayed(String sid, Optional<Slot> had) {
    var stayed = had.filter(slot -> isSurelyMember(slot.id()));
    check(
        Invariant.REPLAYED_FIRST,
        stayed.isEmpty(),
        () -> name(sid) + " was a member all the time, and its repeated start was refused");
  }

  private void leftNothing(String sid, long began) {
    check(
        Invariant.KEPT,
        !ledger.isClear(sid, began) || ledger.member(sid).isEmpty(),
        () -> name(sid) + " was refused and is a member");
  }

  void over(String id, Optional<Slot> had) {
    check(
        Invariant.KEPT,
        had.filter(slot -> isSurelyMember(slot.id())).isEmpty(),
        () -> name(id) + " is a member, and its start is told that it is over");
  }

  void renewed(String id, boolean wasGone) {
    check(Invariant.NAMED_ONCE, !wasGone, () -> name(id) + " had ended, and was renewed");
  }

  void notRenewed(String id, boolean wasMember) {
    check(
        Invariant.KEPT,
        !wasMember || !isSurelyMember(id),
        () -> name(id) + " was a member all the time, and its heartbeat is told that it is over");
  }

  void ended(String id, boolean wasMember, boolean isUnknown) {
    check(Invariant.A_SET, !isSurelyMember(id), () -> name(id) + " was ended and is a member");
    check(
        Invariant.KEPT,
        !isUnknown || !wasMember,
        () -> name(id) + " was a member, and its end is told that it never was");
  }

  void listed(List<String> ids, Set<String> before) {
    for (var id : ids) {
      check(
          Invariant.OPAQUE,
          ledger.isMember(id) || ledger.isGone(id),
          () -> id + " is listed and not this viewer's");
    }
    for (var id : before) {
      check(
          Invariant.KEPT,
          ids.contains(id) || !isSurelyMember(id),
          () -> name(id) + " was a member all the time and is not listed");
    }
  }

  void found(String id, boolean asEnded) {
    check(Invariant.KEPT, asEnded, () -> name(id) + " has ended and is not on record");
  }

  /** A member whose time may be over is told of in either way. */
  private boolean isSurelyMember(String id) {
    return ledger.isSurelyMember(id, clockwork.nowMs());
  }

  private String name(String id) {
    return ledger.trace().name(id);
  }

  private void check(Invariant invariant, boolean holds, Supplier<String> otherwise) {
    ledger.check(invariant, holds, clockwork.nowMs(), otherwise);
  }
}
