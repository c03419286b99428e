package io.streamgate.http.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Resolves every reference of an OpenAPI file and merges every {@code allOf}, so that it does not
 * matter how a schema is divided into components. A file whose schemas contain themselves is
 * rejected.
 */
final class Flat {

  private static final int MAX_DEPTH = 60;

  private final JsonNode root;

  private Flat(JsonNode root) {
    this.root = root;
  }

  /** A copy of the file without references. */
  static JsonNode of(JsonNode file) {
    return new Flat(file).flat(file, 0);
  }

  private JsonNode flat(JsonNode node, int depth) {
    if (depth > MAX_DEPTH) {
      throw new IllegalArgumentException("a schema contains itself");
    }
    if (node instanceof ArrayNode array) {
      var elements = JsonNodeFactory.instance.arrayNode();
      array.forEach(element -> elements.add(flat(element, depth + 1)));
      return elements;
    }
    return node instanceof ObjectNode object ? flatObject(object, depth) : node;
  }

  private ObjectNode flatObject(ObjectNode object, int depth) {
    var merged = JsonNodeFactory.instance.objectNode();
    var reference = object.path("$ref");
    if (reference.isTextual()) {
      merge(merged, flat(root.at(reference.asText().substring(1)), depth + 1));
    }
    if (object.path("allOf").isArray()) {
      object.get("allOf").forEach(part -> merge(merged, flat(part, depth + 1)));
    }
    var own = JsonNodeFactory.instance.objectNode();
    for (var member : object.properties()) {
      if (!member.getKey().equals("$ref") && !member.getKey().equals("allOf")) {
        own.set(member.getKey(), flat(member.getValue(), depth + 1));
      }
    }
    merge(merged, own);
    return merged;
  }

  private static void merge(ObjectNode into, JsonNode from) {
    for (var member : from.properties()) {
      var name = member.getKey();
      var value = member.getValue();
      if (into.get(name) instanceof ObjectNode known && value.isObject()) {
        merge(known, value);
      } else if (name.equals("required") && into.get(name) instanceof ArrayNode known) {
        value.forEach(known::add);
      } else {
        into.set(name, value.deepCopy());
      }
    }
  }
}
