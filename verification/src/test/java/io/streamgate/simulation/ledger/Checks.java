package io.streamgate.simulation.ledger;

import io.streamgate.lease.Amendment.Fate;
import io.streamgate.lease.id.StreamId;
import io.streamgate.lease.stream.Ended;
import io.streamgate.lease.stream.Member;
import io.streamgate.lease.stream.Status;
import io.streamgate.lease.stream.Stream;
import io.streamgate.limiter.Listing;
import io.streamgate.limiter.StreamAnswer;
import io.streamgate.simulation.ledger.Ledger.Outcome;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;

/** Holds every answer against the ten invariants of the design, by what the ledger knows. */
public final class Checks {

  private final Ledger ledger;
  private final StartChecks starts;

  /** Checks that keep what they learn in {@code ledger}. */
  public Checks(Ledger ledger) {
    this.ledger = ledger;
    this.starts = new StartChecks(ledger);
  }

  /** Checks an answer, and keeps what it says. */
  public Claim check(Observed seen) {
    ledger.note(seen);
    ledger.passTime(seen.nowMs());
    var claim = new Claim();
    var outcome =
        switch (seen.reply()) {
          case Reply.ToStart(var answer) -> starts.check(seen, answer, claim);
          case Reply.ToStream(var answer) -> ofStream(seen, answer, claim);
          case Reply.ToLook(var listing) -> ofLook(seen, listing);
          case Reply.Busy() -> Outcome.REFUSED;
        };
    ledger.compare(seen.members(), outcome);
    count(seen);
    return claim;
  }

  private void count(Observed seen) {
    var account = seen.after().usage();
    var live = ledger.liveAt(seen.nowMs());
    ledger.require(3, account.active() == live, "the count is that of the live members");
    ledger.require(
        3,
        account.remaining() == Math.max(0, seen.plan().bound() - live),
        "what remains is the limit without the live members");
  }

  private Outcome ofStream(Observed seen, StreamAnswer answer, Claim claim) {
    return switch (seen.request()) {
      case Request.Heartbeat(var id, _) -> ofHeartbeat(seen, id.value(), answer, claim);
      case Request.Amend(var id, _, _) -> ofOther(seen, id, answer, claim);
      case Request.End(var id) -> ofOther(seen, id, answer, claim);
      case Request.Start _, Request.Look _ -> throw new AssertionError("another's answer");
    };
  }

  private Outcome ofHeartbeat(Observed seen, String id, StreamAnswer answer, Claim claim) {
    var named = ledger.named(id).orElse(null);
    if (named == null) {
      unknown(id, answer);
      return Outcome.NO_MEMBER;
    }
    if (!named.member) {
      ledger.require(
          10,
          (ledger.mayBeForgotten(named) && answer instanceof StreamAnswer.Unknown)
              || (answer instanceof StreamAnswer.Gone(var stream, _)
                  && stream.id().value().equals(id)),
          "the heartbeat of an ended stream is told so");
      return Outcome.NO_MEMBER;
    }
    ledger.require(
        ledger.liveAt(seen.nowMs()) > seen.plan().bound() ? 6 : 4,
        answer instanceof StreamAnswer.Renewed(var stream, _) && stream.id().value().equals(id),
        "a member's heartbeat succeeds, lapsed or over the limit though it is");
    ledger.renew(named, seen.nowMs());
    claim.renewed().add(named);
    return Outcome.CHANGED;
  }

  private void ofAmendment(StreamId id, StreamAnswer answer, Fate fate, Known named) {
    var isOver = !named.member;
    var isGone = answer instanceof StreamAnswer.Gone;
    var shown =
        answer instanceof StreamAnswer.Found(var stream, _)
            ? Optional.of(stream)
            : Optional.<Stream>empty();
    var ends = fate == Fate.ENDS;
    ledger.require(
        10,
        (isOver && !ends) ? isGone : shown.filter(stream -> stream.id().equals(id)).isPresent(),
        "an amendment is answered with its stream, or that it has ended");
    ledger.require(
        10,
        shown.isEmpty() || shown.get() instanceof Ended == (ends || isOver),
        "an amendment ends a stream if it says so");
  }

  private Outcome ofOther(Observed seen, StreamId id, StreamAnswer answer, Claim claim) {
    var named = ledger.named(id.value()).orElse(null);
    if (named == null || (ledger.mayBeForgotten(named) && answer instanceof StreamAnswer.Unknown)) {
      unknown(id.value(), answer);
      return Outcome.NO_MEMBER;
    }
    var ends =
        switch (seen.request()) {
          case Request.Amend(_, _, var fate) -> {
            ofAmendment(id, answer, fate, named);
            yield fate == Fate.ENDS;
          }
          case Request.End _ -> {
            ledger.require(3, answer instanceof StreamAnswer.Done, "an end repeated is done");
            yield true;
          }
          case Request.Heartbeat _, Request.Start _, Request.Look _ -> false;
        };
    if (!named.member) {
      return Outcome.NO_MEMBER;
    }
    if (ends) {
      ledger.end(named, seen.nowMs());
      claim.removed().add(named);
    }
    return Outcome.CHANGED;
  }

  private void unknown(String id, StreamAnswer answer) {
    var isAnothers = ledger.isTaken(id);
    ledger.require(
        isAnothers ? 8 : 3,
        answer instanceof StreamAnswer.Unknown,
        "what is not this viewer's stream is unknown");
  }

  private Outcome ofLook(Observed seen, Listing listing) {
    var now = Instant.ofEpochMilli(seen.nowMs());
    var shown = new HashSet<String>();
    for (var stream : listing.streams()) {
      shown.add(stream.id().value());
      look(seen, stream, now);
    }
    for (var known : ledger.all()) {
      ledger.require(
          2,
          shown.contains(known.id)
              || ledger.mayBeForgotten(known)
              || listing.more() == Listing.More.YES,
          "an acknowledged start is on record for its retention");
    }
    return Outcome.REFUSED;
  }

  private void look(Observed seen, Stream stream, Instant now) {
    var id = stream.id().value();
    var named = ledger.named(id).orElse(null);
    ledger.require(
        ledger.isTaken(id) ? 8 : 1, named != null, "a viewer is shown streams of its own only");
    if (named == null) {
      return;
    }
    switch (stream) {
      case Member _ -> {
        var expected = named.isLiveAt(seen.nowMs()) ? Status.ACTIVE : Status.LAPSED;
        ledger.require(10, named.member, "an ended stream is listed as ended");
        ledger.require(4, Status.of(stream, now) == expected, "a lease is dead at its end");
      }
      case Ended ended -> {
        ledger.require(2, !named.member, "a running stream is not listed as ended");
        var endedAtMs = ended.ending().at().toEpochMilli();
        ledger.require(
            9,
            endedAtMs == named.endedAtMs && ledger.isWithinRetention(endedAtMs, seen.nowMs()),
            "what has ended is on record since it ended, for its retention");
      }
    }
  }
}
