package io.streamgate.simulation.ledger;

import static java.util.stream.Collectors.toSet;

import io.streamgate.policy.Plan;
import io.streamgate.simulation.ledger.ItemState.Tombstone;
import io.streamgate.simulation.plans.Bounds;
import io.streamgate.simulation.plans.PlanHistory.Held;
import io.streamgate.simulation.plans.StartRecord;
import io.streamgate.simulation.world.Tolerance;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Checks every change of a viewer's item. */
public final class TableChecker {

  private final Ledger ledger;
  private final Tolerance tolerance;

  /** A checker that adds what it sees to {@code ledger}. */
  public TableChecker(Ledger ledger) {
    this.ledger = ledger;
    this.tolerance = ledger.tolerance();
  }

  /** The table has changed the viewer's item. */
  public void changed(Map<String, AttributeValue> item, long nowMs) {
    var before = ledger.state();
    var after = ItemState.of(item, nowMs);
    ledger.add(after);
    new Change(before, after, nowMs).check();
  }

  /** The item before and after one change. */
  private final class Change {

    private final ItemState before;
    private final ItemState after;
    private final long nowMs;
    private final List<Slot> added;
    private final List<Slot> removed;

    Change(ItemState before, ItemState after, long nowMs) {
      this.before = before;
      this.after = after;
      this.nowMs = nowMs;
      this.added = without(after, before);
      this.removed = without(before, after);
    }

    private static List<Slot> without(ItemState state, ItemState other) {
      return state.members().values().stream()
          .filter(slot -> !other.members().containsKey(slot.id()))
          .toList();
    }

    void check() {
      for (var slot : added) {
        line("+ " + name(slot));
        added(slot);
      }
      for (var slot : after.members().values()) {
        var old = before.members().get(slot.id());
        if (old != null && old.expiresAtMs() != slot.expiresAtMs()) {
          renewed(old, slot);
        }
      }
      for (var tombstone : after.tombstones().values()) {
        if (!tombstone.equals(before.tombstones().get(Slot.sid(tombstone.id())))) {
          ended(tombstone);
          ledger.end(tombstone, nowMs);
        }
      }
      for (var slot : removed) {
        line("- " + name(slot));
        check(
            Invariant.KEPT,
            after.tombstones().containsKey(slot.sid())
                || slot.expiresAtMs() + Ledger.RETENTION_MS <= nowMs,
            () -> name(slot) + " ended, but is not on record");
      }
      check(
          Invariant.A_SET,
          after.sids().equals(sids(slot -> slot.start().counts()))
              && after.uncounted().equals(sids(slot -> !slot.start().counts())),
          () -> "the sets of members differ from their leases: " + after);
      ledger.overrides().changed(before, after, nowMs);
    }

    private Set<String> sids(Predicate<Slot> which) {
      return after.members().values().stream().filter(which).map(Slot::sid).collect(toSet());
    }

    private void added(Slot slot) {
      var sid = slot.sid();
      check(
          unasked(sid),
          ledger.requests().hasPlay(sid),
          () -> name(slot) + " is a member, but no player has started it");
      check(Invariant.NAMED_ONCE, !ledger.isGone(slot.id()), () -> name(slot) + " came back");
      var ended = before.tombstones().get(sid);
      var byMs = slot.expiresAtMs() - Ledger.LEASE_MS;
      var goneMs = ended == null ? ledger.keyGoneSince(sid) : ended.endedAtMs();
      byMs = ended == null ? Math.max(byMs + tolerance.clocksApartMs(), nowMs) : byMs;
      check(
          Invariant.NAMED_ONCE,
          goneMs + Ledger.KEY_REMEMBERED_MS <= byMs,
          () -> name(slot) + " came back by its key, which is remembered for two minutes");
      var held = held(slot);
      check(
          Invariant.WITHIN_LIMIT,
          !held.isEmpty(),
          () -> name(slot) + " is not what any plan that held makes of it: " + slot.start());
      check(
          Invariant.WITHIN_LIMIT,
          held.stream().anyMatch(plan -> exceeded(plan, slot).isEmpty()),
          () ->
              "%s is one of %d members, but the limit is %d; exceeded: %s"
                  .formatted(
                      name(slot),
                      after.members().size(),
                      held.getFirst().limit().bound(),
                      exceeded(held.getFirst(), slot)));
      check(
          Invariant.WITHIN_LIMIT,
          !ledger.plan().replaces() || after.ids(each -> each.sharesDeviceWith(sid)).size() <= 1,
          () -> name(slot) + " is not the only stream of its device");
      check(
          Invariant.A_SET,
          ledger.requests().hasEndedItsNamed(sid, after.members().keySet()),
          () -> name(slot) + " was admitted, but a stream that it names is still a member");
      check(
          Invariant.DEAD_AT_EXPIRY,
          ledger.requests().hasLease(slot),
          () -> name(slot) + " has a lease that no player requested");
    }

    private List<String> exceeded(Plan plan, Slot slot) {
      return new Bounds(plan, slot.entry()).exceededBy(after.entries());
    }

    /** The plans that may have held for this start, and make of it what the table has. */
    private List<Plan> held(Slot slot) {
      var override = before.override();
      var askedMs = slot.expiresAtMs() - Ledger.LEASE_MS;
      var holds = override != null && override.holdsAt(askedMs);
      return ledger
          .plan()
          .held(nowMs, holds ? override : null)
          .filter(each -> isOf(each, slot))
          .map(Held::plan)
          .toList();
    }

    private boolean isOf(Held held, Slot slot) {
      var start = slot.start();
      var plan = held.plan();
      return plan.name() == null
          ? start.equals(StartRecord.NONE)
          : start.plan().equals(plan.name())
              && start.limit() == plan.limit().bound()
              && start.counts() == new Bounds(plan, slot.entry()).count()
              && ledger
                  .requests()
                  .said(slot.sid(), held.attributes())
                  .anyMatch(start.facts()::equals);
    }

    private Invariant unasked(String sid) {
      if (ledger.requests().isOfAnother(sid)) {
        return Invariant.OPAQUE;
      }
      return ledger.requests().isReplayUnderWay(before)
          ? Invariant.REPLAYED_FIRST
          : Invariant.WITHIN_LIMIT;
    }

    private void renewed(Slot old, Slot slot) {
      var byMs = slot.expiresAtMs() - old.expiresAtMs();
      if (byMs < 0) {
        line("the lease of %s ends %d ms earlier".formatted(name(slot), -byMs));
      }
      check(
          Invariant.DEAD_AT_EXPIRY,
          byMs > 0 || ledger.requests().hasLeft(old, slot) || replaces(slot, old),
          () -> "the lease of %s ends %d ms earlier than promised".formatted(name(slot), -byMs));
      check(
          Invariant.DEAD_AT_EXPIRY,
          byMs < 0 || ledger.requests().hasLease(slot),
          () -> name(slot) + " has a lease that no player requested");
      check(
          Invariant.NAMED_ONCE,
          !old.isOverAt(slot.expiresAtMs() - Ledger.LEASE_MS),
          () -> name(slot) + " was renewed more than ten minutes after its expiry");
    }

    /** Whether a node has replaced a lease that a clock ahead of its own had written. */
    private boolean replaces(Slot slot, Slot old) {
      return old.isFromTheFutureAt(slot.seenMs())
          && slot.seenMs() > nowMs - tolerance.longAgoMs()
          && slot.expiresAtMs() <= slot.seenMs() + Ledger.LEASE_MS;
    }

    private void ended(Tombstone tombstone) {
      var slot = before.members().get(tombstone.id());
      if (slot == null) {
        check(
            Invariant.KEPT,
            tombstone.reason() == 'v' && ledger.requests().hasRecord(Slot.sid(tombstone.id())),
            () -> ledger.trace().name(tombstone.id()) + " is on record, but was not a member");
        return;
      }
      switch (tombstone.reason()) {
        case 's' ->
            check(
                before.members().size() > ledger.lowestLimit(nowMs)
                    ? Invariant.LOWERING_STOPS_NOTHING
                    : Invariant.A_SET,
                ledger.requests().hasEnd(slot.id(), tombstone.by()),
                () -> name(slot) + " was stopped, but no player requested it");
        case 'x' ->
            check(
                Invariant.DEAD_AT_EXPIRY,
                slot.isOverAt(nowMs + tolerance.clocksApartMs()),
                () ->
                    name(slot) + " has ended as lapsed, but could still be renewed" + ahead(slot));
        case 'd', 'e', 'r' -> {
          check(
              Invariant.A_SET,
              added.size() == 1,
              () -> name(slot) + " lost its slot, but no stream was added");
          var taker = added.getFirst();
          new TakenSlots(ledger, before, after, taker, held(taker), nowMs)
              .check(slot, tombstone.reason());
        }
        default -> check(Invariant.A_SET, false, () -> name(slot) + " ended for an unknown reason");
      }
    }

    private String ahead(Slot slot) {
      return slot.isLiveAt(nowMs) ? ": it is live" : "";
    }

    private String name(Slot slot) {
      return ledger.trace().name(slot.id());
    }

    private void line(String text) {
      ledger.trace().line(nowMs, "table: " + text);
    }

    private void check(Invariant invariant, boolean holds, Supplier<String> otherwise) {
      ledger.check(invariant, holds, nowMs, otherwise);
    }
  }
}
