package io.streamgate.linearizability;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/**
 * A minimal set of answers that cannot be ordered.
 *
 * @param others calls that began before the last of these was answered, and whose answers and
 *     effects make no difference
 */
record Counterexample(List<Call> calls, long others) {

  Counterexample {
    calls = List.copyOf(calls);
  }

  /** Takes the answers up to the first impossible one, and keeps those that matter. */
  static Counterexample of(List<Call> calls) {
    var least = upToTheFirstFault(calls);
    least = without(least, Call::changedNothing);
    least = without(least, call -> !call.changedNothing());
    var shown = least.stream().filter(Call::isAnswered).toList();
    return new Counterexample(shown, least.size() - shown.size());
  }

  private static List<Call> upToTheFirstFault(List<Call> calls) {
    var answers = calls.stream().filter(Call::isAnswered).map(Call::answered).sorted().toList();
    for (var end : answers) {
      var until =
          calls.stream()
              .filter(call -> call.asked() < end)
              .map(call -> call.answered() <= end ? call : call.open())
              .toList();
      if (!Order.exists(until)) {
        return until;
      }
    }
    throw new IllegalArgumentException("these calls have an order");
  }

  /**
   * Drops unneeded answers. Calls that may have changed something are kept without their answers.
   */
  private static List<Call> without(List<Call> calls, Predicate<Call> such) {
    var least = calls;
    for (var call : calls.stream().filter(Call::isAnswered).filter(such).toList()) {
      var less = new ArrayList<>(least);
      if (call.changedNothing()) {
        less.remove(call);
      } else {
        less.replaceAll(each -> each.equals(call) ? call.open() : each);
      }
      least = Order.exists(less) ? least : less;
    }
    return least;
  }

  /** A line per call: the thread, the beginning and the end, the time, the call and its answer. */
  String table() {
    var table = new StringBuilder();
    for (var call : calls) {
      table.append(
          String.format(
              Locale.ROOT,
              "  thread %d, %d to %d, now %s: %s -> %s%n",
              call.thread(),
              call.asked(),
              call.answered(),
              call.operation().now(),
              call.operation(),
              call.answer()));
    }
    return others == 0
        ? table.toString()
        : table
            .append("  and %d other calls, whose outcome makes no difference".formatted(others))
            .toString();
  }
}
