package io.streamgate.simulation.world;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The part of DynamoDB's expression language that the store uses, evaluated on one item: conditions
 * with AND, OR, NOT, comparisons and three functions; SET, REMOVE, ADD and DELETE. Rejects anything
 * else. The race tests on real engines verify the semantics.
 */
final class Expression {

  private static final Pattern TOKEN = Pattern.compile("[#:]?\\w+|[=<>(),.]");

  /** Cached by text: a store uses few expressions. */
  private static final Map<String, List<String>> TOKENS = new ConcurrentHashMap<>();

  private final List<String> tokens;
  private final Map<String, String> names;
  private final Map<String, AttributeValue> values;
  private final Map<String, AttributeValue> item;
  private int at;

  private Expression(
      String text,
      Map<String, String> names,
      Map<String, AttributeValue> values,
      Map<String, AttributeValue> item) {
    this.tokens =
        TOKENS.computeIfAbsent(
            text, all -> TOKEN.matcher(all).results().map(MatchResult::group).toList());
    this.names = names;
    this.values = values;
    this.item = item;
  }

  static boolean holds(
      String condition,
      Map<String, String> names,
      Map<String, AttributeValue> values,
      Map<String, AttributeValue> item) {
    var expression = new Expression(condition, names, values, item);
    var holds = expression.or();
    expression.endsHere();
    return holds;
  }

  /** The item after the update. Assigned values are computed from the old item. */
  static Map<String, AttributeValue> updated(
      String update,
      Map<String, String> names,
      Map<String, AttributeValue> values,
      Map<String, AttributeValue> item) {
    var after = new TreeMap<>(item);
    new Expression(update, names, values, item).update(after);
    return after;
  }

  private boolean or() {
    var holds = and();
    while (takes("OR")) {
      holds |= and();
    }
    return holds;
  }

  private boolean and() {
    var holds = not();
    while (takes("AND")) {
      holds &= not();
    }
    return holds;
  }

  private boolean not() {
    return takes("NOT") ? !not() : term();
  }

  private boolean term() {
    if (takes("(")) {
      var holds = or();
      expect(")");
      return holds;
    }
    if (takes("attribute_not_exists")) {
      expect("(");
      var path = path();
      expect(")");
      return value(path) == null;
    }
    if (takes("contains")) {
      expect("(");
      var set = operand();
      expect(",");
      var element = operand();
      expect(")");
      return set != null && element != null && set.ss().contains(element.s());
    }
    var left = operand();
    var comparison = next();
    return compared(left, comparison, operand());
  }

  private static boolean compared(
      @Nullable AttributeValue left, String comparison, @Nullable AttributeValue right) {
    if (left == null || right == null) {
      return false;
    }
    return switch (comparison) {
      case "=" -> left.equals(right);
      case "<" -> number(left) < number(right);
      case ">" -> number(left) > number(right);
      default -> throw new IllegalArgumentException("unsupported comparison: " + comparison);
    };
  }

  private @Nullable AttributeValue operand() {
    if (takes("size")) {
      expect("(");
      var set = value(path());
      expect(")");
      return set == null ? null : AttributeValue.fromN(Integer.toString(set.ss().size()));
    }
    if (takes("if_not_exists")) {
      expect("(");
      var present = value(path());
      expect(",");
      var other = operand();
      expect(")");
      return present == null ? other : present;
    }
    return tokens.get(at).startsWith(":") ? values.get(next()) : value(path());
  }

  private List<String> path() {
    var path = new ArrayList<String>();
    do {
      var name = next();
      path.add(name.startsWith("#") ? Optional.ofNullable(names.get(name)).orElseThrow() : name);
    } while (takes("."));
    return path;
  }

  private @Nullable AttributeValue value(List<String> path) {
    var value = item.get(path.getFirst());
    return path.size() == 1 || value == null ? value : value.m().get(path.getLast());
  }

  private void update(Map<String, AttributeValue> after) {
    var verb = "";
    while (at < tokens.size()) {
      switch (tokens.get(at)) {
        case "SET", "REMOVE", "ADD", "DELETE" -> verb = next();
        case "," -> expect(",");
        default -> clause(verb, after);
      }
    }
  }

  private void clause(String verb, Map<String, AttributeValue> after) {
    var path = path();
    switch (verb) {
      case "SET" -> {
        expect("=");
        put(after, path, operand());
      }
      case "REMOVE" -> put(after, path, null);
      case "ADD" -> put(after, path, sum(value(path), operand()));
      case "DELETE" -> put(after, path, difference(value(path), operand()));
      default -> throw new IllegalArgumentException("unsupported clause: " + verb);
    }
  }

  private static void put(
      Map<String, AttributeValue> after, List<String> path, @Nullable AttributeValue value) {
    if (path.size() == 2) {
      var outer = after.get(path.getFirst());
      if (outer == null) {
        throw new IllegalArgumentException("nothing at " + path);
      }
      var inner = new HashMap<>(outer.m());
      put(inner, path.subList(1, 2), value);
      after.put(path.getFirst(), AttributeValue.fromM(inner));
    } else if (value == null) {
      after.remove(path.getFirst());
    } else {
      after.put(path.getFirst(), value);
    }
  }

  private static @Nullable AttributeValue sum(
      @Nullable AttributeValue before, @Nullable AttributeValue added) {
    if (before == null || added == null) {
      return added;
    }
    if (added.n() != null) {
      return AttributeValue.fromN(Long.toString(number(before) + number(added)));
    }
    var all = new TreeSet<>(before.ss());
    all.addAll(added.ss());
    return AttributeValue.fromSs(List.copyOf(all));
  }

  private static @Nullable AttributeValue difference(
      @Nullable AttributeValue before, @Nullable AttributeValue removed) {
    if (before == null || removed == null) {
      return before;
    }
    var rest = new TreeSet<>(before.ss());
    removed.ss().forEach(rest::remove);
    return rest.isEmpty() ? null : AttributeValue.fromSs(List.copyOf(rest));
  }

  private static long number(AttributeValue value) {
    return Long.parseLong(value.n());
  }

  private boolean takes(String token) {
    var is = at < tokens.size() && tokens.get(at).equals(token);
    at += is ? 1 : 0;
    return is;
  }

  private void expect(String token) {
    if (!takes(token)) {
      throw new IllegalArgumentException(
          "expected '%s' at token %d of %s".formatted(token, at, tokens));
    }
  }

  private String next() {
    return tokens.get(at++);
  }

  private void endsHere() {
    if (at < tokens.size()) {
      throw new IllegalArgumentException("unexpected token %d of %s".formatted(at, tokens));
    }
  }
}
