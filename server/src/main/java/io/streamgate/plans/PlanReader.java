package io.streamgate.plans;

import static io.streamgate.plans.Mistakes.quoted;

import io.streamgate.lease.rule.AtLimit;
import io.streamgate.lease.rule.Attributes;
import io.streamgate.lease.rule.Limit;
import io.streamgate.lease.rule.Rule;
import io.streamgate.lease.rule.SameDevice;
import io.streamgate.lease.rule.Where;
import io.streamgate.plans.Yaml.Scalar;
import io.streamgate.policy.Plan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads one plan. */
final class PlanReader {

  private static final int MOST_RULES = 20;
  private static final int MOST_STARTS_PER_MINUTE = 1_000_000;

  /** As without a file. */
  private static final int STARTS_PER_MINUTE = 60;

  private static final String LIMIT = "limit";
  private static final String AT_LIMIT = "at_limit";
  private static final String STARTS = "starts_per_minute";
  private static final String RULES = "rules";
  private static final String UNCOUNTED = "uncounted";
  private static final String BY_PLAYER = "uncounted_by_player";
  private static final List<String> KEYS =
      List.of(LIMIT, AT_LIMIT, STARTS, RULES, UNCOUNTED, BY_PLAYER);

  private final NodeReader nodes;
  private final Mistakes mistakes;
  private final ServiceBounds bounds;
  private final Set<String> trusted;
  private final Selections selections;
  private final RuleReader ruleReader;

  PlanReader(NodeReader nodes, Mistakes mistakes, ServiceBounds bounds, Set<String> trusted) {
    this.nodes = nodes;
    this.mistakes = mistakes;
    this.bounds = bounds;
    this.trusted = trusted;
    this.selections = new Selections(nodes, mistakes);
    this.ruleReader = new RuleReader(nodes, mistakes, selections, bounds.mostStreams());
  }

  /** The plan; null if a mistake leaves nothing to check further. */
  @Nullable Plan plan(String name, Yaml node) {
    var fields = nodes.fields(node, "a plan", KEYS);
    var limit = limit(nodes.required(fields, LIMIT, node, "0 to " + use()));
    var atLimit = atLimit(nodes, fields.get(AT_LIMIT), AtLimit.REFUSE);
    var uncounted = uncounted(fields);
    var rules = rules(fields.get(RULES));
    if (limit == null) {
      return null;
    }
    checkUse(fields, limit, atLimit, uncounted, rules);
    return new Plan(
        name,
        limit,
        atLimit,
        SameDevice.REPLACES,
        rules.stream().map(RuleReader.Placed::rule).toList(),
        uncounted,
        startsPerMinute(fields.get(STARTS)),
        bounds.changesPerMinute());
  }

  /** The word for what happens at the limit; {@code otherwise} without one. */
  static AtLimit atLimit(NodeReader nodes, @Nullable Yaml node, AtLimit otherwise) {
    if (node == null) {
      return otherwise;
    }
    var words =
        Map.of(
            "refuse", AtLimit.REFUSE,
            "evict-oldest", AtLimit.EVICT_OLDEST,
            "evict-idle", AtLimit.EVICT_IDLE);
    return nodes.choice(node, AT_LIMIT, words).orElse(otherwise);
  }

  private @Nullable Limit limit(@Nullable Yaml node) {
    if (node == null) {
      return null;
    }
    if (node instanceof Scalar(_, var text, _) && text.equals("unlimited")) {
      return new Limit.Unlimited(bounds.mostStreams());
    }
    if (node instanceof Scalar(_, var text, var isPlain)
        && isPlain
        && text.matches("0|[1-9][0-9]{0,3}")) {
      var streams = Integer.parseInt(text);
      if (streams <= bounds.mostStreams()) {
        return new Limit.AtMost(streams);
      }
      mistakes.add(
          node.line(),
          "limit: %d is more than this store allows; use 0 to %s".formatted(streams, use()));
      return null;
    }
    nodes.wrong(node, LIMIT, "0 to " + use());
    return null;
  }

  private String use() {
    return bounds.mostStreams() + ", or unlimited";
  }

  private int startsPerMinute(@Nullable Yaml node) {
    return node == null
        ? STARTS_PER_MINUTE
        : nodes.number(node, STARTS, MOST_STARTS_PER_MINUTE).orElse(STARTS_PER_MINUTE);
  }

  private @Nullable Where uncounted(Map<String, Yaml> fields) {
    var byPlayer = fields.get(BY_PLAYER);
    var isByPlayer = byPlayer != null && nodes.isTrue(byPlayer, BY_PLAYER);
    var node = fields.get(UNCOUNTED);
    if (node == null) {
      if (byPlayer != null) {
        mistakes.add(byPlayer.line(), BY_PLAYER + " without uncounted; add uncounted");
      }
      return null;
    }
    var uncounted = selections.read(node, UNCOUNTED);
    if (!isByPlayer) {
      for (var attribute : new TreeSet<>(uncounted.values().keySet())) {
        var why = whyUntrusted(attribute, uncounted.values().get(attribute));
        if (why != null) {
          mistakes.add(node.line(), "uncounted: " + why + ", or set uncounted_by_player: true");
        }
      }
    }
    return uncounted.values().isEmpty() ? null : uncounted;
  }

  /** Why streams with these values could be uncounted although no token says so; null if not. */
  private @Nullable String whyUntrusted(String attribute, @Nullable Set<String> values) {
    if (values != null && values.contains("")) {
      return "\"\" chooses streams of which nobody says what %s is; remove it"
          .formatted(quoted(attribute));
    }
    if (attribute.equals(Attributes.PROFILE) || trusted.contains(attribute)) {
      return null;
    }
    return Attributes.BUILT_IN.contains(attribute)
        ? quoted(attribute) + " cannot be from: token; use another attribute"
        : "a player says what %s is; declare attributes: {%s: {from: token}}"
            .formatted(quoted(attribute), attribute);
  }

  private List<RuleReader.Placed> rules(@Nullable Yaml node) {
    List<RuleReader.Placed> rules = new ArrayList<>();
    if (node == null) {
      return rules;
    }
    Map<String, Integer> lines = new HashMap<>();
    for (var item : nodes.items(node, RULES, MOST_RULES)) {
      var rule = ruleReader.rule(item);
      if (rule == null) {
        continue;
      }
      var line = lines.putIfAbsent(rule.rule().name(), rule.line());
      if (line == null) {
        rules.add(rule);
      } else {
        mistakes.add(
            rule.line(),
            "rule %s is there twice, first in line %d; use another name"
                .formatted(quoted(rule.rule().name()), line));
      }
    }
    return rules;
  }

  /** Finds what can never apply. */
  private void checkUse(
      Map<String, Yaml> fields,
      Limit limit,
      AtLimit atLimit,
      @Nullable Where uncounted,
      List<RuleReader.Placed> placed) {
    var node = fields.get(UNCOUNTED);
    if (uncounted != null && node != null && limit.bound() == 0) {
      mistakes.add(
          node.line(), "uncounted with a limit of 0, which refuses every stream; remove one");
    }
    var rules = placed.stream().map(RuleReader.Placed::rule).toList();
    var use = new RuleUse(limit, atLimit, uncounted, rules);
    for (Rule rule : rules) {
      var line = placed.get(rules.indexOf(rule)).line();
      var why = use.whyNever(rule);
      if (why != null) {
        mistakes.add(line, "rule %s never applies: %s".formatted(quoted(rule.name()), why));
      }
    }
  }
}
