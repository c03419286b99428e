package io.streamgate.plans;

import static io.streamgate.plans.Mistakes.quoted;

import io.streamgate.lease.rule.AtLimit;
import io.streamgate.lease.rule.Bound;
import io.streamgate.lease.rule.Rule;
import io.streamgate.lease.rule.Where;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads one rule. */
final class RuleReader {

  private static final String STREAMS = "streams";
  private static final String NAME = "name";
  private static final String MAX = "max";
  private static final String OF = "of";
  private static final String PER = "per";
  private static final String WHERE = "where";
  private static final String AT_LIMIT = "at_limit";
  private static final List<String> KEYS = List.of(NAME, MAX, OF, PER, WHERE, AT_LIMIT);

  /** What answers, metrics and the log call the other bounds. */
  private static final Set<String> TAKEN = Set.of("limit", Bound.UNCOUNTED);

  private final NodeReader nodes;
  private final Mistakes mistakes;
  private final Selections selections;
  private final int mostStreams;

  /** A rule and its line. */
  record Placed(int line, Rule rule) {}

  RuleReader(NodeReader nodes, Mistakes mistakes, Selections selections, int mostStreams) {
    this.nodes = nodes;
    this.mistakes = mistakes;
    this.selections = selections;
    this.mostStreams = mostStreams;
  }

  /** The rule; null if a mistake leaves nothing to check further. */
  @Nullable Placed rule(Yaml node) {
    var fields = nodes.fields(node, "a rule", KEYS);
    var name = name(nodes.required(fields, NAME, node, "a name of a-z 0-9 -"));
    var maxNode = nodes.required(fields, MAX, node, "a whole number");
    var max = maxNode == null ? null : nodes.number(maxNode, MAX, mostStreams);
    var of = of(fields.get(OF));
    var per = per(fields.get(PER), of.orElse(null));
    var whereNode = fields.get(WHERE);
    var where = whereNode == null ? Where.ALL : selections.read(whereNode, WHERE);
    var atLimit = atLimit(fields.get(AT_LIMIT));
    return name.isEmpty() || max == null || max.isEmpty()
        ? null
        : new Placed(
            node.line(),
            new Rule(name.get(), max.getAsInt(), of.orElse(null), per, where, atLimit));
  }

  private Optional<String> name(@Nullable Yaml node) {
    var name = node == null ? Optional.<String>empty() : nodes.name(node, "the name of a rule");
    if (node != null && name.filter(TAKEN::contains).isPresent()) {
      mistakes.add(
          node.line(),
          "the name of a rule cannot be %s, which is a bound of its own; use another name"
              .formatted(quoted(name.get())));
    }
    return name;
  }

  /** Streams are counted without an attribute. */
  private Optional<String> of(@Nullable Yaml node) {
    return node == null
        ? Optional.empty()
        : selections.attribute(node, OF).filter(of -> !of.equals(STREAMS));
  }

  private List<String> per(@Nullable Yaml node, @Nullable String of) {
    List<String> per = new ArrayList<>();
    if (node == null) {
      return per;
    }
    for (var item : nodes.items(node, PER, PlansReader.MOST_ATTRIBUTES)) {
      var attribute = selections.attribute(item, PER).orElse(null);
      if (attribute == null) {
        continue;
      }
      if (attribute.equals(of)) {
        mistakes.add(
            item.line(),
            "of and per are both %s, of which each group has one value; change one"
                .formatted(quoted(attribute)));
      } else if (per.contains(attribute)) {
        mistakes.add(item.line(), "per has " + quoted(attribute) + " twice; write it once");
      } else {
        per.add(attribute);
      }
    }
    return per;
  }

  private @Nullable AtLimit atLimit(@Nullable Yaml node) {
    return node == null ? null : PlanReader.atLimit(nodes, node, AtLimit.REFUSE);
  }
}
