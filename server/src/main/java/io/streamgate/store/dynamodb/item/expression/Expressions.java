package io.streamgate.store.dynamodb.item.expression;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Collects the clauses of an {@link ItemUpdate}. Not thread-safe. */
public final class Expressions {

  private final List<String> sets = new ArrayList<>();
  private final List<String> removes = new ArrayList<>();
  private final List<String> adds = new ArrayList<>();
  private final List<String> deletes = new ArrayList<>();
  private final List<String> conditions = new ArrayList<>();
  private final Map<String, String> names = new HashMap<>();
  private final Map<String, AttributeValue> values = new HashMap<>();

  /** Defines a {@code #alias} for an attribute whose name cannot appear in an expression. */
  public Expressions name(String alias, String attribute) {
    names.put(alias, attribute);
    return this;
  }

  /** Defines what a {@code :alias} stands for. */
  public Expressions value(String alias, AttributeValue value) {
    values.put(alias, value);
    return this;
  }

  /** Sets {@code path} to {@code alias}, which stands for {@code value}. */
  public Expressions set(String path, String alias, AttributeValue value) {
    return set(path + " = " + alias).value(alias, value);
  }

  /** Adds a clause to SET. */
  public Expressions set(String clause) {
    sets.add(clause);
    return this;
  }

  /** Adds a path to REMOVE. */
  public Expressions remove(String clause) {
    removes.add(clause);
    return this;
  }

  /** Adds a clause to ADD. */
  public Expressions add(String clause) {
    adds.add(clause);
    return this;
  }

  /** Adds a clause to DELETE. */
  public Expressions delete(String clause) {
    deletes.add(clause);
    return this;
  }

  /** Adds a condition to those that must all hold. */
  public Expressions when(String condition) {
    conditions.add(condition);
    return this;
  }

  /** The update with these clauses. */
  public ItemUpdate change() {
    var update =
        Stream.of(
                clause("SET", sets),
                clause("REMOVE", removes),
                clause("ADD", adds),
                clause("DELETE", deletes))
            .filter(clause -> !clause.isEmpty())
            .collect(Collectors.joining(" "));
    return new ItemUpdate(update, String.join(" AND ", conditions), names, values);
  }

  private static String clause(String verb, List<String> parts) {
    return parts.isEmpty() ? "" : verb + " " + String.join(", ", parts);
  }
}
