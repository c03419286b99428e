package io.streamgate.linearizability;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Searches for an order of calls in which each answer is the specification's, and no call comes
 * before one that was answered before it began. Wing and Gong's algorithm, with Lowe's improvement:
 * each pair of completed calls and resulting state is visited only once.
 *
 * <p>A call without an answer may take effect at any point after its beginning, or never.
 *
 * @see <a href="https://www.cs.ox.ac.uk/people/gavin.lowe/LinearizabiltyTesting/">Lowe, Testing for
 *     linearizability</a>
 */
final class Order {

  private final List<Call> calls;
  private final Set<Reached> seen = new HashSet<>();
  private final List<Call> found = new ArrayList<>();

  private record Reached(BitSet done, Streams streams) {}

  private Order(List<Call> calls) {
    this.calls = calls.stream().sorted(Comparator.comparingLong(Call::asked)).toList();
  }

  /** Whether such an order exists. */
  static boolean exists(List<Call> calls) {
    var order = new Order(calls);
    return order.search(new BitSet(calls.size()), Streams.NONE);
  }

  /** The calls that took effect, in an order that explains all answers; empty if none exists. */
  static List<Call> of(List<Call> calls) {
    var order = new Order(calls);
    return order.search(new BitSet(calls.size()), Streams.NONE) ? order.found : List.of();
  }

  private boolean search(BitSet done, Streams streams) {
    var firstAnswer = firstAnswerOfTheOthers(done);
    if (firstAnswer == Call.NEVER) {
      return true;
    }
    var possible = new ArrayList<Possible>();
    for (var next = done.nextClearBit(0); next < calls.size(); next = done.nextClearBit(next + 1)) {
      var call = calls.get(next);
      if (call.asked() > firstAnswer) {
        break;
      }
      var step = call.operation().on(streams);
      if (!call.isAnswered() || step.answer().equals(call.answer())) {
        possible.add(new Possible(next, step.next()));
      }
    }
    // a call that changes nothing and has the right answer here can be placed here
    return possible.stream()
        .filter(each -> calls.get(each.call()).changedNothing())
        .findFirst()
        .map(each -> goesOn(done, each))
        .orElseGet(() -> possible.stream().anyMatch(each -> goesOn(done, each)));
  }

  private record Possible(int call, Streams to) {}

  private boolean goesOn(BitSet done, Possible next) {
    var more = (BitSet) done.clone();
    more.set(next.call());
    if (!seen.add(new Reached(more, next.to()))) {
      return false;
    }
    found.add(calls.get(next.call()));
    if (search(more, next.to())) {
      return true;
    }
    found.removeLast();
    return false;
  }

  private long firstAnswerOfTheOthers(BitSet done) {
    var first = Call.NEVER;
    for (var other = done.nextClearBit(0);
        other < calls.size();
        other = done.nextClearBit(other + 1)) {
      first = Math.min(first, calls.get(other).answered());
    }
    return first;
  }
}
