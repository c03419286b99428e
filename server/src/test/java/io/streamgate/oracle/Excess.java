package io.streamgate.oracle;

import io.streamgate.lease.rule.Rule;
import io.streamgate.lease.rule.Rules;
import io.streamgate.lease.stream.Member;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
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
        var facts = member.atStart().facts();
        if (isOf(rule, facts)) {
          inGroup
              .computeIfAbsent(group(rule, member.id().value(), facts), _ -> new HashSet<>())
              .add(counted(rule, member.id().value(), facts));
        }
      }
      inGroup.forEach(
          (group, values) -> {
            if (values.size() > rule.max()) {
              excess.add(rule.name() + " " + group + ": " + values.size());
            }
          });
    }
    return excess;
  }

  /** Whether a rule looks at a stream with these facts. */
  static boolean isOf(Rule rule, Map<String, String> facts) {
    for (var attribute : rule.per()) {
      if (!facts.containsKey(attribute)) {
        return false;
      }
    }
    return (rule.of() == null || facts.containsKey(rule.of()))
        && hasOneOf(rule.where().values(), facts);
  }

  /** Whether each attribute has one of its values. */
  static boolean hasOneOf(Map<String, Set<String>> values, Map<String, String> facts) {
    for (var attribute : values.keySet()) {
      if (!facts.containsKey(attribute) || !values.get(attribute).contains(facts.get(attribute))) {
        return false;
      }
    }
    return true;
  }

  /** The values that make the group of a stream. */
  static List<String> group(Rule rule, String id, Map<String, String> facts) {
    return rule.per().stream().map(attribute -> value(attribute, id, facts)).toList();
  }

  /** What a rule counts of a stream: itself, or its value. */
  static String counted(Rule rule, String id, Map<String, String> facts) {
    return rule.of() == null ? id : value(rule.of(), id, facts);
  }

  /** A stream without a device id is a device of its own. */
  private static String value(String attribute, String id, Map<String, String> facts) {
    var value = facts.get(attribute);
    return attribute.equals("device_id") && value.isEmpty() ? "device of " + id : value;
  }
}
