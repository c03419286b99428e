package io.streamgate.simulation.ledger;

import io.streamgate.simulation.plans.Grant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Checks one viewer's override: each change of it was asked for, unless it has expired, and an
 * acknowledged one is there.
 */
public final class OverrideChecker {

  private final Ledger ledger;
  private final List<Call> calls = new ArrayList<>();

  /** A call that sets an override, or removes any if null. */
  public static final class Call {

    private final @Nullable Grant override;
    private final Moment asked;
    private boolean isAcknowledged;

    private Call(@Nullable Grant override, Moment asked) {
      this.override = override;
      this.asked = asked;
    }
  }

  OverrideChecker(Ledger ledger) {
    this.ledger = ledger;
  }

  /** An operator's call has reached a node. */
  public Call ask(@Nullable Grant override, Moment asked) {
    var call = new Call(override, asked);
    calls.add(call);
    return call;
  }

  /** The node has answered: from now on the call has no effect any more. */
  public void acknowledged(Call call, long nowMs) {
    call.isAcknowledged = true;
    check(
        ledger.sawSince(
            call.asked.trueMs(), state -> Objects.equals(state.override(), call.override)),
        nowMs,
        () -> "an override was acknowledged, but is not in the table: " + call.override);
  }

  /** The table has changed the viewer's item. */
  void changed(ItemState before, ItemState after, long nowMs) {
    var old = before.override();
    if (Objects.equals(old, after.override())) {
      return;
    }
    ledger.trace().line(nowMs, "table: override " + after.override());
    var oldestMs = nowMs - ledger.tolerance().longestCallMs();
    calls.removeIf(call -> call.asked.trueMs() < oldestMs);
    check(
        isAskedFor(after.override()) || (after.override() == null && isOver(old, nowMs)),
        nowMs,
        () -> "an override was lost, or came back: %s for %s".formatted(after.override(), old));
  }

  private boolean isAskedFor(@Nullable Grant override) {
    return calls.stream()
        .anyMatch(call -> !call.isAcknowledged && Objects.equals(call.override, override));
  }

  private boolean isOver(@Nullable Grant override, long nowMs) {
    return override != null && !override.holdsAt(nowMs + ledger.tolerance().clocksApartMs());
  }

  private void check(boolean holds, long nowMs, Supplier<String> otherwise) {
    ledger.check(Invariant.KEPT, holds, nowMs, otherwise);
  }
}
