package io.streamgate.plans;

import static io.streamgate.plans.Mistakes.quoted;

import io.streamgate.lease.rule.FactValue;
import io.streamgate.lease.rule.Where;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads choices of streams: attributes, each with the values that it may have. */
final class Selections {

  /** The most characters of an attribute's name, as of those of a request. */
  private static final int MOST_OF_ATTRIBUTE = 64;

  /** The most characters of a value, as of those of a request. */
  private static final int MOST_OF_VALUE = 256;

  private static final int MOST_VALUES = 100;

  /** Requests with another content type are answered 400. */
  private static final Pattern CONTENT_TYPE = Pattern.compile("[A-Za-z0-9_-]{0,32}");

  private final NodeReader nodes;
  private final Mistakes mistakes;

  Selections(NodeReader nodes, Mistakes mistakes) {
    this.nodes = nodes;
    this.mistakes = mistakes;
  }

  /** The name of an attribute, which is not empty. */
  Optional<String> attribute(Yaml node, String what) {
    var name = nodes.text(node, what, MOST_OF_ATTRIBUTE);
    if (name.filter(String::isEmpty).isPresent()) {
      mistakes.add(node.line(), what + " has an empty name; use the name of an attribute");
      return Optional.empty();
    }
    return name;
  }

  /** The choice. Without a mistake, it has at least one attribute, and each at least one value. */
  Where read(Yaml node, String what) {
    var entries = nodes.entries(node, what, "a mapping of attributes to lists of values");
    if (node instanceof Yaml.Mapping
        && (entries.isEmpty() || entries.size() > PlansReader.MOST_ATTRIBUTES)) {
      mistakes.add(
          node.line(),
          "%s has %d attributes; use 1 to %d"
              .formatted(what, entries.size(), PlansReader.MOST_ATTRIBUTES));
    }
    Map<String, Set<String>> values = new HashMap<>();
    for (var entry : entries) {
      var attribute = attribute(entry.key(), what);
      var ofAttribute = values(attribute.orElse(""), entry.value());
      if (attribute.isPresent() && !ofAttribute.isEmpty()) {
        values.put(attribute.get(), ofAttribute);
      }
    }
    return new Where(values);
  }

  private Set<String> values(String attribute, Yaml node) {
    Set<String> values = new LinkedHashSet<>();
    for (var item : nodes.items(node, attribute, MOST_VALUES)) {
      var value = nodes.text(item, "a value of " + attribute, MOST_OF_VALUE).orElse(null);
      if (value == null) {
        continue;
      }
      if (attribute.equals("content_type") && !CONTENT_TYPE.matcher(value).matches()) {
        mistakes.add(
            item.line(),
            "content_type is never %s; use 1 to 32 of the characters A-Z a-z 0-9 _ -"
                .formatted(quoted(value)));
      } else if (!values.add(FactValue.of(value))) {
        mistakes.add(item.line(), "the value " + quoted(value) + " is there twice; write it once");
      }
    }
    return values;
  }
}
