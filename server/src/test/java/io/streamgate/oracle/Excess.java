package io.streamgate.oracle;

import io.streamgate.lease.rule.Rule;
import io.streamgate.lease.rule.Rules;
import io.streamgate.lease.stream.Member;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Finds the bounds that a viewer's streams exceed, by counting, without the kernel. */
public final class Excess {

  private static final int MOST_UNCOUNTED = 20;

  private Excess() {}

  /** Each bound of {@code rules} that {@code members} exceed: its name, and what it counts. */
  public static List<String> of(List<Member> members, Rules rules) {
    return members.stream().flatMap(each -> on(each, members, rules).stream()).distinct().toList();
  }

  /** Those of them that count {@code one}, which is a member. */
  public static List<String> on(Member one, List<Member> members, Rules rules) {
    var alike = new ArrayList<Member>();
    for (var member : members) {
      if (member.atStart().isCounted() == one.atStart().isCounted()) {
        alike.add(member);
      }
    }
    var excess = new ArrayList<String>();
    var isCounted = one.atStart().isCounted();
    var most = isCounted ? rules.limit().bound() : MOST_UNCOUNTED;
    if (alike.size() > most) {
      excess.add((isCounted ? "limit: " : "uncounted: ") + alike.size());
    }
    for (var rule : isCounted ? rules.each() : List.<Rule>of()) {
      if (isOf(rule, one.atStart().facts())) {
        var values = new TreeSet<String>();
        for (var member : alike) {
          if (isOf(rule, member.atStart().facts())
              && group(rule, member).equals(group(rule, one))) {
            values.add(counted(rule, member.id().value(), member.atStart().facts()));
          }
        }
        if (values.size() > rule.max()) {
          excess.add(rule.name() + " " + group(rule, one) + ": " + values);
        }
      }
    }
    return excess;
  }

  private static List<String> group(Rule rule, Member member) {
    return group(rule, member.id().value(), member.atStart().facts());
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
    var value = facts.getOrDefault(attribute, "");
    return attribute.equals("device_id") && value.isEmpty() ? "device of " + id : value;
  }
}
