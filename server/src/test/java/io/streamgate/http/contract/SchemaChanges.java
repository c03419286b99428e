package io.streamgate.http.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds the changes to a schema that break clients. In a request, the server must accept everything
 * that it accepted before. In a response, clients must be able to read everything that is sent;
 * they ignore new fields, and expect new words of an enum.
 */
record SchemaChanges(Direction direction, List<String> breaks) {

  enum Direction {
    REQUEST,
    RESPONSE
  }

  private static final List<String> UPPER_BOUNDS =
      List.of("maximum", "maxLength", "maxItems", "maxProperties");
  private static final List<String> LOWER_BOUNDS =
      List.of("minimum", "minLength", "minItems", "minProperties");

  /** Properties whose words are listed as examples, because later versions add words. */
  private static final Set<String> OPEN_LISTS = Set.of("type", "reason");

  /** Adds what breaks clients of the released schema. Neither has references. */
  void compare(String place, JsonNode released, JsonNode current) {
    words(place, wordsOf(released), wordsOf(current));
    var isRequest = direction == Direction.REQUEST;
    constraints(place, isRequest ? current : released, isRequest ? released : current);
    properties(place, released.path("properties"), current.path("properties"));
    for (var keyword : List.of("items", "additionalProperties", "propertyNames")) {
      if (released.path(keyword).isObject() || current.path(keyword).isObject()) {
        compare(place + "/" + keyword, released.path(keyword), current.path(keyword));
      }
    }
  }

  private void words(String place, Set<String> released, Set<String> current) {
    var removed = new LinkedHashSet<>(released);
    removed.removeAll(current);
    if (!removed.isEmpty() && !current.isEmpty()) {
      breaks.add(place + " has no word " + String.join(", ", removed) + " now");
    }
    if (direction == Direction.REQUEST && released.isEmpty() && !current.isEmpty()) {
      breaks.add(place + " takes listed words only now");
    }
  }

  /** Whether {@code narrow} allows nothing that {@code wide} does not. */
  private void constraints(String place, JsonNode wide, JsonNode narrow) {
    if (!isCovered(typesOf(wide), typesOf(narrow))) {
      breaks.add(place + " has another type now");
    }
    for (var keyword : List.of("format", "pattern")) {
      if (wide.has(keyword) && !wide.get(keyword).equals(narrow.path(keyword))) {
        breaks.add(place + " has another " + keyword + " now");
      }
    }
    for (var bound : UPPER_BOUNDS) {
      if (wide.has(bound)
          && (!narrow.has(bound) || narrow.get(bound).asDouble() > wide.get(bound).asDouble())) {
        breaks.add(place + " has another " + bound + " now");
      }
    }
    for (var bound : LOWER_BOUNDS) {
      if (wide.has(bound) && narrow.path(bound).asDouble() < wide.get(bound).asDouble()) {
        breaks.add(place + " has another " + bound + " now");
      }
    }
    if (isFalse(wide.path("additionalProperties"))
        && !isFalse(narrow.path("additionalProperties"))) {
      breaks.add(place + " is closed now");
    }
    for (var name : wide.path("required")) {
      if (!contains(narrow.path("required"), name)) {
        breaks.add(place + "/" + name.asText() + says("is required now", "may be absent now"));
      }
    }
  }

  private String says(String ofRequest, String ofResponse) {
    return " " + (direction == Direction.REQUEST ? ofRequest : ofResponse);
  }

  private void properties(String place, JsonNode released, JsonNode current) {
    for (var property : released.properties()) {
      var name = place + "/" + property.getKey();
      var now = current.path(property.getKey());
      if (now.isMissingNode()) {
        breaks.add(name + " is removed");
        continue;
      }
      if (OPEN_LISTS.contains(property.getKey())) {
        words(name, texts(property.getValue().path("examples")), texts(now.path("examples")));
      }
      compare(name, property.getValue(), now);
    }
  }

  private static Set<String> wordsOf(JsonNode schema) {
    return schema.has("const") ? Set.of(schema.get("const").asText()) : texts(schema.path("enum"));
  }

  private static Set<String> typesOf(JsonNode schema) {
    var type = schema.path("type");
    return type.isTextual() ? Set.of(type.asText()) : texts(type);
  }

  private static Set<String> texts(JsonNode array) {
    var texts = new LinkedHashSet<String>();
    array.forEach(element -> texts.add(element.asText()));
    return texts;
  }

  /** Whether every value of these types is of those; no type means any. */
  private static boolean isCovered(Set<String> wide, Set<String> narrow) {
    return wide.isEmpty()
        || (!narrow.isEmpty()
            && narrow.stream()
                .allMatch(
                    type ->
                        wide.contains(type)
                            || (type.equals("integer") && wide.contains("number"))));
  }

  private static boolean isFalse(JsonNode node) {
    return node.isBoolean() && !node.asBoolean();
  }

  private static boolean contains(JsonNode array, JsonNode element) {
    for (var one : array.isArray() ? array : JsonNodeFactory.instance.arrayNode()) {
      if (one.equals(element)) {
        return true;
      }
    }
    return false;
  }
}
