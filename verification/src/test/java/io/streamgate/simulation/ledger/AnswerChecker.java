package io.streamgate.simulation.ledger;

import io.streamgate.lease.Amendment.Fate;
import io.streamgate.lease.id.StreamId;
import io.streamgate.lease.stream.Ended;
import io.streamgate.limiter.StreamAnswer;
import io.streamgate.simulation.world.Timeline;
import java.util.function.Supplier;

/** Checks the answers about one viewer's streams that were started before. */
public final class AnswerChecker {

  private final Ledger ledger;
  private final Timeline timeline;

  /** A checker of the answers to the viewer of that ledger. */
  public AnswerChecker(Ledger ledger, Timeline timeline) {
    this.ledger = ledger;
    this.timeline = timeline;
  }

  /** Checks the answer to a heartbeat. */
  public void heartbeat(StreamAnswer.ToHeartbeat answer, String id, Moment asked) {
    switch (answer) {
      case StreamAnswer.Renewed(var member, _) -> {
        same(member.id(), id);
        check(
            Invariant.NAMED_ONCE,
            !ledger.wasGone(id, asked),
            () -> name(id) + " was renewed after its end");
        check(
            Invariant.DEAD_AT_EXPIRY,
            ledger.wasGranted(id, member.expiresAt().toEpochMilli(), asked),
            () -> "the lease of " + name(id) + " has the wrong end: " + member.expiresAt());
        ledger.acknowledged(id, asked);
      }
      case StreamAnswer.Gone(var stream, _) -> {
        same(stream.id(), id);
        isNoMember(id, asked);
      }
      case StreamAnswer.Unknown _ -> {
        isNoMember(id, asked);
        isUnknown(id, asked);
      }
      case StreamAnswer.StillUnenforced _, StreamAnswer.NeverEnforced _ -> notCounted();
    }
  }

  /** Checks the answer to a leave. */
  public void left(StreamAnswer.ToHeartbeat answer, String id, Moment asked) {
    switch (answer) {
      case StreamAnswer.Renewed(var member, _) -> {
        same(member.id(), id);
        check(
            Invariant.DEAD_AT_EXPIRY,
            ledger.isFromTheFuture(id, asked)
                || ledger.wasOnRecord(id, member.expiresAt().toEpochMilli(), asked),
            () -> name(id) + " was left, but its lease has the wrong end: " + member.expiresAt());
      }
      case StreamAnswer.Gone(var stream, _) -> {
        same(stream.id(), id);
        isNoMember(id, asked);
      }
      case StreamAnswer.Unknown _ -> {
        isNoMember(id, asked);
        isUnknown(id, asked);
      }
      case StreamAnswer.StillUnenforced _, StreamAnswer.NeverEnforced _ -> notCounted();
    }
  }

  /** Checks the answer to an amendment. */
  public void amendment(StreamAnswer.ToAmendment answer, String id, Fate fate, Moment asked) {
    switch (answer) {
      case StreamAnswer.Found(var stream, _) -> {
        same(stream.id(), id);
        check(
            Invariant.NAMED_ONCE,
            fate == Fate.ENDS || !ledger.wasGone(id, asked),
            () -> name(id) + " was amended after its end");
        check(
            Invariant.A_SET,
            stream instanceof Ended == (fate == Fate.ENDS),
            () -> name(id) + " was amended, but the answer is " + stream);
        if (fate == Fate.ENDS) {
          hasEnded(id, asked);
        }
      }
      case StreamAnswer.Gone(var stream, _) -> {
        same(stream.id(), id);
        isNoMember(id, asked);
      }
      case StreamAnswer.Unknown _ -> {
        isNoMember(id, asked);
        isUnknown(id, asked);
      }
      case StreamAnswer.Rejected _, StreamAnswer.TooManyChanges _ ->
          check(
              Invariant.KEPT,
              false,
              () -> "the amendment of " + name(id) + " was rejected: " + answer);
    }
  }

  /** Checks the answer to an end. */
  public void end(StreamAnswer.ToEnd answer, String id, Moment asked) {
    switch (answer) {
      case StreamAnswer.Done _ -> hasEnded(id, asked);
      case StreamAnswer.Unknown _ -> {
        isNoMember(id, asked);
        isUnknown(id, asked);
      }
    }
  }

  /** Checks the answer about another viewer's stream. */
  public void ofAnother(StreamAnswer answer) {
    check(
        Invariant.OPAQUE,
        answer instanceof StreamAnswer.Unknown,
        () -> "the answer about another viewer's stream is " + answer);
  }

  /** Checks the answer to a lookup of an ended stream. */
  public void found(StreamAnswer.ToFind answer, String id, Moment asked) {
    if (answer instanceof StreamAnswer.Found(var stream, _)) {
      same(stream.id(), id);
      check(
          Invariant.NOTHING_LEFT,
          stream instanceof Ended ended && ledger.isKept(ended, asked),
          () -> name(id) + " has ended, but is shown as " + stream);
    } else {
      isUnknown(id, asked);
    }
  }

  private void same(StreamId answered, String id) {
    check(
        Invariant.NAMED_ONCE,
        answered.value().equals(id),
        () -> "the answer about " + name(id) + " is about " + name(answered.value()));
  }

  private void isNoMember(String id, Moment asked) {
    var isOverLimit =
        ledger.state().members().size()
            > ledger.plan().lowest(timeline.nowMs(), ledger.state().override());
    check(
        isOverLimit ? Invariant.LOWERING_STOPS_NOTHING : Invariant.KEPT,
        !ledger.wasAlwaysMember(id, asked),
        () -> name(id) + " was a member all the time, but its player was told that it is over");
  }

  private void isUnknown(String id, Moment asked) {
    check(
        Invariant.NAMED_ONCE,
        !ledger.wasOnRecord(id, asked, timeline.nowMs()),
        () -> name(id) + " has ended, but its player was told that it never existed");
  }

  /** A late heartbeat may have revived it since, if it was over by the clock of the node asked. */
  private void hasEnded(String id, Moment asked) {
    check(
        Invariant.A_SET,
        !ledger.wasAlwaysMember(id, asked),
        () -> name(id) + " was ended, but is a member");
  }

  private void notCounted() {
    check(Invariant.WITHIN_LIMIT, false, () -> "a stream plays without being counted");
  }

  private String name(String id) {
    return ledger.trace().name(id);
  }

  private void check(Invariant invariant, boolean holds, Supplier<String> otherwise) {
    ledger.check(invariant, holds, timeline.nowMs(), otherwise);
  }
}
