package io.streamgate.store.dynamodb.item;

import static io.streamgate.store.dynamodb.item.AttributeValues.number;
import static io.streamgate.store.dynamodb.item.AttributeValues.text;
import static io.streamgate.store.dynamodb.item.AttributeValues.texts;

import io.streamgate.lease.Start;
import io.streamgate.lease.Start.Takeover;
import io.streamgate.lease.rule.Bound;
import io.streamgate.lease.rule.Rules;
import io.streamgate.lease.rule.SameDevice;
import io.streamgate.store.dynamodb.item.expression.Expressions;
import java.util.List;

/**
 * The conditions under which a start needs no read, and what it adds to the sets of members. Each
 * is at least as strict as the kernel's decision, so that none of them needs a clock or the facts
 * of other members:
 *
 * <ul>
 *   <li>no override, which may grant less than the plan;
 *   <li>for a start that names streams, no member at all: a named one would have to end;
 *   <li>for a stream that a rule bounds, no member that counts: the first one breaks no rule;
 *   <li>for a stream that only the limit bounds, fewer members that count than the limit;
 *   <li>for a stream that does not count, fewer such members than their bound;
 *   <li>no other stream of its device.
 * </ul>
 *
 * <p>Lapsed members count in all of them. Each bound must be at least 1, since a viewer without
 * members is admitted: see {@link Rules#allowNone}.
 */
final class StartClauses {

  private StartClauses() {}

  static void add(Expressions expressions, Start.Play start, Rules rules) {
    expressions.when("attribute_not_exists(o)");
    var isCounted = rules.count(start.facts());
    var set = isCounted ? AttributeNames.IDS : AttributeNames.UNCOUNTED;
    switch (start.takeover()) {
      case Takeover.Chosen _ ->
          expressions.when("attribute_not_exists(ids)").when("attribute_not_exists(un)");
      case Takeover.Oldest _, Takeover.None _ -> {
        if (!isCounted) {
          fewerThan(Bound.MOST_UNCOUNTED, set, expressions);
        } else if (rules.isLimitOnly(start.facts())) {
          fewerThan(rules.limit().bound(), set, expressions);
        } else {
          expressions.when("attribute_not_exists(ids)");
        }
      }
    }
    var sid = start.id().sid();
    expressions.add(set + " :sid").value(":sid", texts(List.of(sid.value())));
    sid.deviceMark().ifPresent(mark -> device(expressions, mark, rules.sameDevice()));
  }

  private static void fewerThan(int bound, String set, Expressions expressions) {
    expressions
        .when("(attribute_not_exists(%1$s) OR size(%1$s) < :n)".formatted(set))
        .value(":n", number(bound));
  }

  private static void device(Expressions expressions, String mark, SameDevice sameDevice) {
    switch (sameDevice) {
      case REPLACES ->
          expressions
              .when("NOT contains(devs, :d)")
              .value(":d", text(mark))
              .value(":marks", texts(List.of(mark)));
      case COUNTS -> expressions.value(":marks", texts(List.of(mark, DeviceMarks.SHARED + mark)));
    }
    expressions.add("devs :marks");
  }
}
