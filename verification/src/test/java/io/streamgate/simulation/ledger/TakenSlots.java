package io.streamgate.simulation.ledger;

import io.streamgate.lease.rule.AtLimit;
import io.streamgate.policy.Plan;
import io.streamgate.simulation.plans.Bounds;
import io.streamgate.simulation.world.Tolerance;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Checks the streams that lost their slots to a start: that they may, and that it needed them.
 *
 * @param plans the plans that may have held for the start
 */
record TakenSlots(
    Ledger ledger, ItemState before, ItemState after, Slot taker, List<Plan> plans, long nowMs) {

  void check(Slot slot, char reason) {
    check(
        Invariant.DEAD_AT_EXPIRY,
        mayTake(slot, reason),
        () -> name(slot) + " was live, but lost its slot to " + name(taker));
    if (reason == 'r' || (reason == 'e' && ledger.requests().names(taker.sid(), slot.id()))) {
      return;
    }
    check(
        Invariant.DEAD_AT_EXPIRY,
        plans.stream().anyMatch(plan -> needs(slot, plan)),
        () ->
            "%s took more slots than it needed, including that of %s"
                .formatted(name(taker), name(slot)));
    if (reason == 'd') {
      check(
          Invariant.WITHIN_LIMIT,
          ledger.playingUntil(slot.id()) <= nowMs + tolerance().longAgoMs(),
          () -> "%s still plays, but %s has its slot".formatted(name(slot), name(taker)));
    }
    if (plans.stream().allMatch(plan -> plan.rules().isEmpty())) {
      hasLapsedFirst(slot, reason);
    }
  }

  /** Whether a bound is exceeded with all streams that lost their slots to it, this one counted. */
  private boolean needs(Slot slot, Plan plan) {
    var bounds = new Bounds(plan, taker.entry());
    if (plan.rules().isEmpty() && taker.start().counts()) {
      return bounds.used(Bounds.LIMIT, after.entries()) == plan.limit().bound();
    }
    var all = new ArrayList<>(after.entries());
    before.members().values().stream().filter(this::lostItsSlot).map(Slot::entry).forEach(all::add);
    return bounds.exceededBy(all).stream().anyMatch(name -> bounds.counts(name, slot.entry()));
  }

  private boolean lostItsSlot(Slot slot) {
    var tombstone = after.tombstones().get(slot.sid());
    return !after.members().containsKey(slot.id())
        && tombstone != null
        && tombstone.reason() != 'r'
        && !ledger.requests().names(taker.sid(), slot.id());
  }

  private void hasLapsedFirst(Slot slot, char reason) {
    for (var other : after.members().values()) {
      check(
          Invariant.DEAD_AT_EXPIRY,
          other.start().counts() != slot.start().counts()
              || other.isLiveAt(nowMs - tolerance().longAgoMs())
              || (reason == 'd'
                  && slot.expiresAtMs() <= other.expiresAtMs() + tolerance().longAgoMs()),
          () ->
              "%s lost its slot, although %s had lapsed earlier"
                  .formatted(name(slot), name(other)));
    }
  }

  private boolean mayTake(Slot slot, char reason) {
    return switch (reason) {
      case 'd' -> !slot.isLiveAt(nowMs + tolerance().clocksApartMs());
      case 'r' -> ledger.plan().replaces() && slot.sharesDeviceWith(taker.sid());
      default ->
          plans.stream().anyMatch(TakenSlots::evicts)
              || ledger.requests().mayEvict(taker.sid(), slot.id());
    };
  }

  private static boolean evicts(Plan plan) {
    return plan.atLimit() != AtLimit.REFUSE
        || plan.rules().stream()
            .anyMatch(rule -> rule.atLimit() != null && rule.atLimit() != AtLimit.REFUSE);
  }

  private Tolerance tolerance() {
    return ledger.tolerance();
  }

  private String name(Slot slot) {
    return ledger.trace().name(slot.id());
  }

  private void check(Invariant invariant, boolean holds, Supplier<String> otherwise) {
    ledger.check(invariant, holds, nowMs, otherwise);
  }
}
