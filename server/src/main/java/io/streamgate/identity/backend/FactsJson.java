package io.streamgate.identity.backend;

import io.streamgate.identity.Facts;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Reads facts: a JSON object of strings. */
final class FactsJson {

  /** What facts must be, for the detail of a problem. */
  static final String USE =
      "must be a JSON object of at most %d strings, with names of 1 to %d and values of at most %d"
              .formatted(Facts.MOST, Facts.MOST_OF_NAME, Facts.MOST_OF_VALUE)
          + " characters, each name once";

  private static final JsonFactory JSON = new JsonFactory();

  private FactsJson() {}

  /** The facts in {@code text}; empty if they are not as {@link #USE} says. */
  static Optional<Map<String, String>> read(String text) {
    try (var json = JSON.createParser(ObjectReadContext.empty(), text)) {
      return json.nextToken() == JsonToken.START_OBJECT ? members(json) : Optional.empty();
    } catch (JacksonException malformed) {
      return Optional.empty();
    }
  }

  private static Optional<Map<String, String>> members(JsonParser json) {
    Map<String, String> facts = new LinkedHashMap<>();
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      var name = json.currentName();
      if (json.nextToken() != JsonToken.VALUE_STRING
          || !Facts.isName(name)
          || !Facts.isValue(json.getString())
          || facts.putIfAbsent(name, json.getString()) != null
          || facts.size() > Facts.MOST) {
        return Optional.empty();
      }
    }
    return json.nextToken() == null ? Optional.of(facts) : Optional.empty();
  }
}
