package io.streamgate.simulation.ledger;

import io.streamgate.lease.Rules.AtLimit;
import io.streamgate.lease.Rules.SameDevice;
import io.streamgate.lease.Start.Takeover;
import io.streamgate.lease.stream.Ended;
import io.streamgate.lease.stream.Member;
import io.streamgate.lease.stream.Stream;
import io.streamgate.limiter.StartAnswer;
import io.streamgate.limiter.StreamAnswer;
import io.streamgate.simulation.ledger.Ledger.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Holds the answer to a start against what the ledger knows. */
final class StartChecks {

  private final Ledger ledger;

  StartChecks(Ledger ledger) {
    this.ledger = ledger;
  }

  Outcome check(Observed seen, StartAnswer answer, Claim claim) {
    var start = (Request.Start) seen.request();
    if (answer instanceof StartAnswer.TooMany) {
      return Outcome.REFUSED;
    }
    var earlier =
        ledger.startedBy(start).stream()
            .filter(known -> isRemembered(known, seen.nowMs()))
            .toList();
    repeated(answer, earlier);
    return switch (answer) {
      case StartAnswer.Started(var stream, _, _) -> {
        started(seen, start, stream, claim);
        yield Outcome.CHANGED;
      }
      case StartAnswer.Replayed _ -> {
        for (var member : earlier.stream().filter(known -> known.member).toList()) {
          ledger.renew(member, seen.nowMs());
          claim.renewed().add(member);
        }
        yield Outcome.CHANGED;
      }
      case StartAnswer.Refused refused -> {
        refused(seen, start, refused);
        yield Outcome.REFUSED;
      }
      case StartAnswer.NotAllowed _ -> {
        ledger.require(6, seen.plan().bound() == 0, "only a limit of 0 allows nothing");
        yield Outcome.REFUSED;
      }
      case StreamAnswer.Gone _, StartAnswer.TooMany _ -> Outcome.REFUSED;
      case StartAnswer.Unenforced _ ->
          throw ledger.violation(1, "nobody plays uncounted while the store answers");
    };
  }

  private static boolean isRemembered(Known known, long nowMs) {
    return known.member || nowMs < known.endedAtMs + Ledger.REMEMBERED_MS;
  }

  /**
   * Usually one stream is remembered by a key. A clock that was set back behind the end of one can
   * bring back two that have ended, and then either is told of.
   */
  private void repeated(StartAnswer answer, List<Known> earlier) {
    var replayed =
        answer instanceof StartAnswer.Replayed(var stream, _, _) ? stream.id().value() : "";
    var gone = answer instanceof StreamAnswer.Gone(var stream, _) ? stream.id().value() : "";
    if (earlier.isEmpty()) {
      ledger.require(
          5, replayed.isEmpty() && gone.isEmpty(), "a key that is forgotten starts another stream");
      return;
    }
    var members = earlier.stream().filter(known -> known.member).toList();
    ledger.require(
        5,
        (members.isEmpty() ? earlier : members)
            .stream().anyMatch(k -> k.id.equals(k.member || k.recorded ? replayed : gone)),
        "a start repeated with its key is the same stream, before any limit is looked at");
  }

  private void refused(Observed seen, Request.Start start, StartAnswer.Refused refused) {
    var plan = seen.plan();
    ledger.require(6, plan.bound() > 0, "a limit of 0 allows nothing, whatever is running");
    var inTheWay =
        ledger.members().stream()
            .filter(known -> known.isLiveAt(seen.nowMs()))
            .filter(known -> !isReplaced(known, start, plan))
            .count();
    ledger.require(
        4, inTheWay >= plan.bound(), "only live streams are in the way, and enough of them");
    ledger.require(
        4,
        refused.availableAt().toEpochMilli() > seen.nowMs(),
        "there is room at the instant a lease ends");
  }

  private void started(Observed seen, Request.Start start, Stream stream, Claim claim) {
    var plan = seen.plan();
    var before = ledger.members();
    claim.added().add(ledger.add(stream.id().value(), start, seen.nowMs()));
    if (start.wish() == Request.Wish.RECORD) {
      ledger.require(1, stream instanceof Ended, "a past view takes no slot");
      return;
    }
    ledger.require(6, plan.bound() > 0, "a limit of 0 allows nothing");
    ledger.require(
        1,
        seen.members().size() <= plan.bound(),
        "no admission leaves more members than the limit");
    var after = ids(seen.members());
    var victims = before.stream().filter(known -> !after.contains(known.id)).toList();
    taken(seen, start, victims);
    for (var known : before) {
      if (isReplaced(known, start, plan)) {
        ledger.require(1, victims.contains(known), "a device has one stream");
      }
    }
    victims.forEach(known -> ledger.end(known, seen.nowMs()));
    claim.removed().addAll(victims);
  }

  /** Lapsed members go before live ones, no more than are needed, and live ones by rule only. */
  private void taken(Observed seen, Request.Start start, List<Known> victims) {
    var plan = seen.plan();
    var needed = victims.stream().filter(known -> !isReplaced(known, start, plan)).toList();
    if (needed.isEmpty()) {
      return;
    }
    ledger.require(
        4, seen.members().size() == plan.bound(), "no more slots are taken than are needed");
    var evicted = needed.stream().filter(known -> known.isLiveAt(seen.nowMs())).toList();
    longestLapsed(seen, victims, needed.stream().filter(k -> !evicted.contains(k)).toList());
    if (evicted.isEmpty()) {
      return;
    }
    ledger.require(
        4,
        seen.members().stream()
            .allMatch(m -> m instanceof Member member && member.isLiveAt(at(seen))),
        "no live stream ends while a lapsed one holds a slot");
    ledger.require(
        4,
        evicted.stream().allMatch(known -> mayGo(known, start, plan)),
        "a live stream loses its slot by a rule or its viewer's choice only");
  }

  private void longestLapsed(Observed seen, List<Known> victims, List<Known> displaced) {
    for (var known : ledger.members()) {
      if (!victims.contains(known) && !known.isLiveAt(seen.nowMs())) {
        ledger.require(
            4,
            displaced.stream().allMatch(gone -> gone.expiresAtMs <= known.expiresAtMs),
            "the longest lapsed goes first");
      }
    }
  }

  private static Instant at(Observed seen) {
    return Instant.ofEpochMilli(seen.nowMs());
  }

  private static boolean mayGo(Known known, Request.Start start, Plan plan) {
    return switch (start.takeover()) {
      case Takeover.Oldest _ -> true;
      case Takeover.Chosen(var id) -> id.value().equals(known.id);
      case Takeover.None _ -> plan.atLimit() != AtLimit.REFUSE;
    };
  }

  private static boolean isReplaced(Known known, Request.Start start, Plan plan) {
    return plan.sameDevice() == SameDevice.REPLACES
        && !start.device().isEmpty()
        && known.device.equals(start.device());
  }

  private static Set<String> ids(List<Stream> streams) {
    return streams.stream().map(stream -> stream.id().value()).collect(Collectors.toSet());
  }
}
