package io.streamgate.oracle;

import io.streamgate.lease.rule.Rule;
import io.streamgate.lease.rule.Rules;
import io.streamgate.lease.stream.Member;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Finds the bounds that a viewer's streams exceed, by counting, without the kernel. */
public final class Excess {

  private static final int MOST_UNCOUNTED = 20;

  private Excess() {}

  /** Each bound of {@code rules} that {@code members} exceed: its name, its group and the count. */
  public static List<String> of(List<Member> members, Rules rules) {
    var excess = new ArrayList<String>();
    var counted = new ArrayList<Member>();
    for (var member : members) {
      if (member.atStart().isCounted()) {
        counted.add(member);
      }
    }
    if (counted.size() > rules.limit().bound()) {
      excess.add("limit: " + counted.size());
    }
    if (members.size() - counted.size() > MOST_UNCOUNTED) {
      excess.add("uncounted: " + (members.size() - counted.size()));
    }
    for (var rule : rules.each()) {
      var inGroup = new HashMap<List<String>, Set<String>>();
      for (var member : counted) {
        if (isOf(rule, member)) {
          var group = rule.per().stream().map(attribute -> value(member, attribute)).toList();
          var counts = rule.of() == null ? member.id().value() : value(member, rule.of());
          inGroup.computeIfAbsent(group, _ -> new HashSet<>()).add(counts);
        }
      }
      inGroup.forEach(
          (group, counts) -> {
            if (counts.size() > rule.max()) {
              excess.add(rule.name() + " " + group + ": " + counts.size());
            }
          });
    }
    return excess;
  }

  private static boolean isOf(Rule rule, Member member) {
    var facts = member.atStart().facts();
    for (var attribute : rule.attributes()) {
      var values = rule.where().values().get(attribute);
      if (!facts.containsKey(attribute)
          || values != null && !values.contains(facts.get(attribute))) {
        return false;
      }
    }
    return true;
  }

  /** A stream without a device id is a device of its own. */
  private static String value(Member member, String attribute) {
    var value = member.atStart().facts().get(attribute);
    return attribute.equals("device_id") && value.isEmpty() ? "\0" + member.id() : value;
  }
}
