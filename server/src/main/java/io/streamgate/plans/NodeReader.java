package io.streamgate.plans;

import static io.streamgate.plans.Mistakes.quoted;

import io.streamgate.plans.Yaml.Faulty;
import io.streamgate.plans.Yaml.KeyValue;
import io.streamgate.plans.Yaml.Mapping;
import io.streamgate.plans.Yaml.Scalar;
import io.streamgate.plans.Yaml.Sequence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads nodes as what their keys ask for. After a mistake, the answer is empty. */
final class NodeReader {

  private static final Pattern NUMBER = Pattern.compile("0|[1-9][0-9]{0,8}");
  private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,64}");

  private final Mistakes mistakes;

  NodeReader(Mistakes mistakes) {
    this.mistakes = mistakes;
  }

  /** The entries of a mapping, the first of each key. */
  List<KeyValue> entries(Yaml node, String what, String use) {
    if (!(node instanceof Mapping(_, var entries))) {
      wrong(node, what, use);
      return List.of();
    }
    Map<String, Integer> lines = new HashMap<>();
    List<KeyValue> first = new ArrayList<>();
    for (var entry : entries) {
      var name = entry.key().text();
      var line = lines.putIfAbsent(name, entry.key().line());
      if (line == null) {
        first.add(entry);
      } else {
        mistakes.add(
            entry.key().line(),
            "key %s is there twice, first in line %d; write it once".formatted(quoted(name), line));
      }
    }
    return first;
  }

  /** The entries of a mapping with these keys only. */
  Map<String, Yaml> fields(Yaml node, String what, List<String> known) {
    var use = String.join(", ", known);
    Map<String, Yaml> fields = new LinkedHashMap<>();
    for (var entry : entries(node, what, "a mapping with " + use)) {
      if (known.contains(entry.key().text())) {
        fields.put(entry.key().text(), entry.value());
      } else {
        mistakes.addUnknown(entry.key().line(), "unknown key", entry.key().text(), known, use);
      }
    }
    return fields;
  }

  /** The items of a list with at least one. */
  List<Yaml> items(Yaml node, String what, int most) {
    if (!(node instanceof Sequence(_, var items))) {
      wrong(node, what, "a list");
      return List.of();
    }
    if (items.isEmpty() || items.size() > most) {
      mistakes.add(node.line(), what + " has " + items.size() + " entries; use 1 to " + most);
      return List.of();
    }
    return items;
  }

  /** A whole number from 0. */
  OptionalInt number(Yaml node, String what, int most) {
    if (node instanceof Scalar(_, var text, var isPlain)
        && isPlain
        && NUMBER.matcher(text).matches()
        && Integer.parseInt(text) <= most) {
      return OptionalInt.of(Integer.parseInt(text));
    }
    wrong(node, what, "a whole number from 0 to " + most);
    return OptionalInt.empty();
  }

  /** One of these words. */
  <T> Optional<T> choice(Yaml node, String what, Map<String, T> words) {
    var chosen = node instanceof Scalar(_, var text, _) ? words.get(text) : null;
    if (chosen == null) {
      wrong(node, what, words.keySet().stream().sorted().collect(Collectors.joining(" or ")));
    }
    return Optional.ofNullable(chosen);
  }

  /** True or false. */
  boolean isTrue(Yaml node, String what) {
    if (node instanceof Scalar(_, var text, var isPlain) && isPlain && text.matches("true|false")) {
      return text.equals("true");
    }
    wrong(node, what, "true or false, without quotes");
    return false;
  }

  /** The name of a plan or a rule. */
  Optional<String> name(Yaml node, String what) {
    if (node instanceof Scalar(_, var text, _) && NAME.matcher(text).matches()) {
      return Optional.of(text);
    }
    wrong(node, what, "1 to 64 of the characters a-z 0-9 -");
    return Optional.empty();
  }

  /** Text as it is written: 1 to {@code most} characters, or none in quotes. */
  Optional<String> text(Yaml node, String what, int most) {
    if (node instanceof Scalar scalar
        && !scalar.isNull()
        && scalar.text().codePointCount(0, scalar.text().length()) <= most) {
      return possible(scalar, what);
    }
    wrong(node, what, "text of at most " + most + " characters; \"\" and \"null\" in quotes");
    return Optional.empty();
  }

  /** The text of {@code scalar}, which a request can have: one that none can would never match. */
  private Optional<String> possible(Scalar scalar, String what) {
    var text = scalar.text();
    var impossible =
        text.codePoints()
            .filter(c -> c == 0 || Character.getType(c) == Character.SURROGATE)
            .findFirst();
    if (impossible.isPresent()) {
      mistakes.add(
          scalar.line(),
          "%s has U+%04X, which no request can have; remove it"
              .formatted(what, impossible.getAsInt()));
      return Optional.empty();
    }
    return Optional.of(text);
  }

  /** The value of a key that must be there. */
  @Nullable Yaml required(Map<String, Yaml> fields, String key, Yaml parent, String use) {
    var value = fields.get(key);
    if (value == null && parent instanceof Mapping) {
      mistakes.add(parent.line(), key + " is missing; use " + use);
    }
    return value;
  }

  /** Adds that {@code node} cannot be {@code what}. */
  void wrong(Yaml node, String what, String use) {
    var found =
        switch (node) {
          case Faulty _ -> null;
          case Scalar scalar when scalar.isNull() -> what + " has no value";
          case Scalar(_, var text, _) -> what + ": cannot use " + quoted(text);
          case Sequence _ -> what + " is a list";
          case Mapping _ -> what + " is a mapping";
        };
    if (found != null) {
      mistakes.add(node.line(), found + "; use " + use);
    }
  }
}
