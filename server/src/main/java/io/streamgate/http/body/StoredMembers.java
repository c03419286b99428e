package io.streamgate.http.body;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.streamgate.http.exchange.Json;
import io.streamgate.lease.stream.Details;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonToken;

/** A stored JSON object. Unchanged values stay the same to the byte. Not thread-safe. */
final class StoredMembers {

  private final Map<String, String> texts;

  private StoredMembers(Map<String, String> texts) {
    this.texts = texts;
  }

  /** The members of {@code object}, or none if it is any other JSON. */
  static StoredMembers in(String object) {
    var texts = new LinkedHashMap<String, String>();
    var utf8 = object.getBytes(UTF_8);
    try (var json = Json.parser(utf8)) {
      if (json.nextToken() == JsonToken.START_OBJECT) {
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
          var name = json.currentName();
          json.nextToken();
          var from = Math.toIntExact(json.currentTokenLocation().getByteOffset());
          json.skipChildren();
          json.finishToken();
          var to = Math.toIntExact(json.currentLocation().getByteOffset());
          texts.put(name, new String(utf8, from, to - from, UTF_8));
        }
      }
    }
    return new StoredMembers(texts);
  }

  /** Sets, removes or merges a member. Returns false if there would be too many attributes. */
  boolean merge(String name, FieldValue value) {
    switch (value) {
      case FieldValue.Nothing() -> texts.remove(name);
      case FieldValue.Attributes(var patch) -> {
        var merged = in(texts.getOrDefault(name, "{}"));
        patch.forEach(merged::merge);
        if (merged.texts.size() > BodyReader.MAX_ATTRIBUTES) {
          return false;
        }
        texts.put(name, merged.object());
      }
      case FieldValue.Text _, FieldValue.Texts _, FieldValue.Numeral _, FieldValue.Flag _ ->
          texts.put(name, text(value));
    }
    return true;
  }

  private static String text(FieldValue value) {
    return in(Json.object(json -> StoredDetails.write(json, "value", value)).toString())
        .texts
        .getOrDefault("value", "null");
  }

  /** The known fields in order, then those of a later version. */
  Details details() {
    if (texts.isEmpty()) {
      return Details.NONE;
    }
    var ordered = new LinkedHashMap<String, String>();
    for (var field : Field.KEPT) {
      var text = texts.get(field.jsonName());
      if (text != null) {
        ordered.put(field.jsonName(), text);
      }
    }
    texts.forEach(ordered::putIfAbsent);
    return new Details(new StoredMembers(ordered).object());
  }

  private String object() {
    return Json.object(json -> texts.forEach((name, text) -> write(json, name, text))).toString();
  }

  private static void write(JsonGenerator json, String name, String text) {
    json.writeName(name);
    json.writeRawValue(text);
  }
}
