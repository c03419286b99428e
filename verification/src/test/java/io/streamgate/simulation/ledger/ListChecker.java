package io.streamgate.simulation.ledger;

import io.streamgate.lease.stream.Ended;
import io.streamgate.lease.stream.Member;
import io.streamgate.lease.stream.Status;
import io.streamgate.limiter.Listing;
import io.streamgate.simulation.world.Timeline;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

/** Checks the lists of one viewer's streams. */
public final class ListChecker {

  private final Ledger ledger;
  private final Timeline timeline;

  /** A checker of the lists of the viewer of that ledger. */
  public ListChecker(Ledger ledger, Timeline timeline) {
    this.ledger = ledger;
    this.timeline = timeline;
  }

  /** Checks a page of the viewer's streams. */
  public void check(Listing listing, Set<Status> statuses, Moment asked) {
    var members = new TreeMap<String, Long>();
    var ended = new TreeSet<String>();
    for (var stream : listing.streams()) {
      var id = stream.id().value();
      check(Invariant.OPAQUE, ledger.isKnown(id), () -> id + " is not this viewer's");
      switch (stream) {
        case Member member -> members.put(id, member.expiresAt().toEpochMilli());
        case Ended each -> {
          ended.add(id);
          check(
              Invariant.NOTHING_LEFT,
              ledger.isKept(each, asked),
              () -> name(id) + " is listed as " + each.ending());
        }
      }
    }
    check(
        Invariant.KEPT,
        listing.more() instanceof Listing.More.After
            || ledger.sawSince(
                asked.trueMs(),
                state -> areWanted(members, wanted(state, statuses, ended, asked), asked)),
        () ->
            "the list has %s, but the viewer never had exactly these".formatted(members.keySet()));
    check(
        Invariant.A_SET,
        ledger.sawSince(
            asked.trueMs(),
            state -> state.countedAt(asked.nodeMs()).size() == listing.usage().active()),
        () -> "the list has the wrong slot usage: " + listing.usage());
    if (statuses.contains(Status.ENDED) && listing.more() instanceof Listing.More.No) {
      for (var id : ledger.onRecord()) {
        check(
            Invariant.KEPT,
            ended.contains(id) || !ledger.wasOnRecord(id, asked, timeline.nowMs()),
            () -> name(id) + " has ended, but is not on record");
      }
    }
  }

  /** A member that ended while the list was read is listed as ended. */
  private static Map<String, Slot> wanted(
      ItemState state, Set<Status> statuses, Set<String> ended, Moment asked) {
    var nowMs = asked.nodeMs();
    var wanted = new TreeMap<String, Slot>();
    for (var slot : state.members().values()) {
      var status = slot.isLiveAt(nowMs) ? Status.ACTIVE : Status.LAPSED;
      if (!slot.isOverAt(nowMs) && statuses.contains(status) && !ended.contains(slot.id())) {
        wanted.put(slot.id(), slot);
      }
    }
    return wanted;
  }

  /** A lease that a clock ahead has written is listed with an earlier end. */
  private static boolean areWanted(
      Map<String, Long> members, Map<String, Slot> wanted, Moment asked) {
    return wanted.keySet().equals(members.keySet())
        && wanted.values().stream()
            .allMatch(
                slot -> {
                  var endsMs = members.getOrDefault(slot.id(), 0L);
                  return endsMs == slot.expiresAtMs()
                      || (slot.isFromTheFutureAt(asked.nodeMs()) && endsMs < slot.expiresAtMs());
                });
  }

  private String name(String id) {
    return ledger.trace().name(id);
  }

  private void check(Invariant invariant, boolean holds, Supplier<String> otherwise) {
    ledger.check(invariant, holds, timeline.nowMs(), otherwise);
  }
}
