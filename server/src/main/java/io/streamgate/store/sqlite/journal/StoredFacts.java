package io.streamgate.store.sqlite.journal;

import java.io.StringWriter;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** The facts of a stream as a column contains them: a JSON object of strings. */
final class StoredFacts {

  private static final JsonFactory JSON = new JsonFactory();

  private StoredFacts() {}

  static String write(Map<String, String> facts) {
    var text = new StringWriter();
    try (var json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
      json.writeStartObject();
      facts.forEach(json::writeStringProperty);
      json.writeEndObject();
    }
    return text.toString();
  }

  /**
   * The facts in {@code text}, whose names are shared: a million members have the same few. Throws
   * an {@link IllegalArgumentException} if it is not what {@link #write} writes.
   */
  static Map<String, String> read(String text) {
    var facts = new HashMap<String, String>();
    try (var json = JSON.createParser(ObjectReadContext.empty(), text)) {
      require(json.nextToken() == JsonToken.START_OBJECT);
      while (json.nextToken() == JsonToken.PROPERTY_NAME) {
        var name = json.currentName().intern();
        require(json.nextToken() == JsonToken.VALUE_STRING);
        facts.put(name, json.getString());
      }
      return facts;
    } catch (JacksonException malformed) {
      throw new IllegalArgumentException("facts are no JSON", malformed);
    }
  }

  private static void require(boolean isAsWritten) {
    if (!isAsWritten) {
      throw new IllegalArgumentException("facts are no JSON object of strings");
    }
  }
}
