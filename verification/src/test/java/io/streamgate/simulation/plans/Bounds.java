package io.streamgate.simulation.plans;

import static java.util.Objects.requireNonNull;

import io.streamgate.lease.rule.Rule;
import io.streamgate.lease.rule.Where;
import io.streamgate.policy.Plan;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The bounds of a plan on one stream, counted without the kernel. */
public record Bounds(Plan plan, Entry entry) {

  /** The bound on uncounted streams. */
  public static final String UNCOUNTED = "uncounted";

  /** The name of the bound that every plan has. */
  public static final String LIMIT = "limit";

  private static final int MOST_UNCOUNTED = 20;

  /** A stream that a plan may bound. */
  public record Entry(String id, StartRecord start) {

    /** A stream without a device is a device of its own. */
    private String valueOf(String attribute) {
      var value = start.facts().getOrDefault(attribute, "");
      return value.isEmpty() && attribute.equals("device_id") ? "stream " + id : value;
    }

    private boolean has(Where where) {
      return start.facts().keySet().containsAll(where.values().keySet())
          && where.values().entrySet().stream()
              .allMatch(each -> each.getValue().contains(start.facts().get(each.getKey())));
    }

    private boolean isUnder(Rule rule) {
      return start.counts()
          && start.facts().keySet().containsAll(rule.attributes())
          && has(rule.where());
    }
  }

  /** The bounds of that plan on a stream that starts with these facts. */
  public static Bounds ofStart(Plan plan, String id, Map<String, String> facts) {
    var name = plan.name();
    if (name == null) {
      return new Bounds(plan, new Entry(id, StartRecord.NONE));
    }
    var limit = plan.limit().bound();
    var counted = new Bounds(plan, new Entry(id, new StartRecord(name, limit, facts, true)));
    return new Bounds(plan, new Entry(id, new StartRecord(name, limit, facts, counted.count())));
  }

  /** Whether the limit and the rules count the stream. */
  public boolean count() {
    return plan.uncounted() == null || !entry.has(plan.uncounted());
  }

  /** Which bounds on the stream are exceeded if these are the members, it among them. */
  public List<String> exceededBy(Collection<Entry> members) {
    return names().filter(name -> used(name, members) > max(name)).toList();
  }

  /** The names of the bounds on the stream. */
  public Stream<String> names() {
    return entry.start().counts()
        ? Stream.concat(
            plan.rules().stream().filter(entry::isUnder).map(Rule::name), Stream.of(LIMIT))
        : Stream.of(UNCOUNTED);
  }

  /** How much that bound allows. */
  public int max(String name) {
    return switch (name) {
      case LIMIT -> plan.limit().bound();
      case UNCOUNTED -> plan.limit().bound() == 0 ? 0 : MOST_UNCOUNTED;
      default -> rule(name).max();
    };
  }

  /** How many of these members, or of their values, that bound counts. */
  public int used(String name, Collection<Entry> members) {
    var counted = members.stream().filter(each -> counts(name, each));
    return isOfValues(name)
        ? counted
            .map(each -> each.valueOf(requireNonNull(rule(name).of())))
            .collect(Collectors.toSet())
            .size()
        : (int) counted.count();
  }

  /** Whether that bound counts a member, in the group of the stream. */
  public boolean counts(String name, Entry member) {
    return switch (name) {
      case LIMIT -> member.start().counts();
      case UNCOUNTED -> !member.start().counts();
      default ->
          member.isUnder(rule(name)) && group(rule(name), member).equals(group(rule(name), entry));
    };
  }

  private static Map<String, String> group(Rule rule, Entry member) {
    var group = new HashMap<String, String>();
    rule.per().forEach(attribute -> group.put(attribute, member.valueOf(attribute)));
    return group;
  }

  private boolean isOfValues(String name) {
    return !Set.of(LIMIT, UNCOUNTED).contains(name) && rule(name).of() != null;
  }

  private Rule rule(String name) {
    return plan.rules().stream().filter(rule -> rule.name().equals(name)).findFirst().orElseThrow();
  }
}
