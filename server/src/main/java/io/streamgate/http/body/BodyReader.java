package io.streamgate.http.body;

import io.streamgate.http.exchange.Json;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Reads a body token by token, field by field, and goes on after a fault, so that a player's
 * developer learns of all of them at once. Numbers keep their text. A body of no bytes is an empty
 * object.
 */
public final class BodyReader {

  /** How many attributes a stream may have. */
  static final int MAX_ATTRIBUTES = 16;

  private static final int MAX_ATTRIBUTE_NAME = 64;

  private final Set<Field> allowed;
  private final Map<Field, FieldValue> values = new EnumMap<>(Field.class);
  private final Set<Field> seen = EnumSet.noneOf(Field.class);
  private final List<Fault> faults = new ArrayList<>();

  private BodyReader(Set<Field> allowed) {
    this.allowed = allowed;
  }

  /** What {@code body} says, if it may say these fields. */
  public static BodyFields read(byte[] body, Set<Field> allowed) {
    var reader = new BodyReader(allowed);
    if (body.length > 0) {
      reader.readDocument(body);
    }
    return new BodyFields(reader.values, reader.faults);
  }

  private void readDocument(byte[] body) {
    if (!Utf8.isSure(body)) {
      faults.add(Fault.inBody("", "must be JSON in UTF-8; its bytes are not UTF-8"));
      return;
    }
    try (var json = Json.parser(body)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        faults.add(Fault.inBody("", "must be a JSON object"));
        return;
      }
      while (json.nextToken() == JsonToken.PROPERTY_NAME) {
        readField(json);
      }
      if (json.nextToken() != null) {
        faults.add(Fault.inBody("", "must be one JSON object, with nothing after it"));
      }
    } catch (JacksonException malformed) {
      // its message quotes the input and names our classes: only the place is told
      faults.add(Fault.inBody("", "must be JSON in UTF-8; it is not" + place(malformed)));
    }
  }

  private static String place(JacksonException malformed) {
    var at = malformed.getLocation();
    return at == null || at.getLineNr() < 1
        ? ""
        : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
  }

  private void readField(JsonParser json) {
    var name = json.currentName();
    var token = json.nextToken();
    var field = Field.named(name).filter(allowed::contains);
    if (field.isEmpty()) {
      refuse(json, pointer("", name), unknown(name));
      return;
    }
    if (!seen.add(field.get())) {
      refuse(json, pointer("", name), "is given twice");
      return;
    }
    switch (token) {
      case VALUE_NULL -> values.put(field.get(), new FieldValue.Nothing());
      case START_OBJECT, START_ARRAY -> readNested(json, field.get(), token);
      default -> readScalar(json, field.get(), token);
    }
  }

  private String unknown(String name) {
    return Field.named(name).isPresent() ? "cannot be set here" : "is not a known field";
  }

  private void readScalar(JsonParser json, Field field, JsonToken token) {
    switch (FieldChecks.check(field.shape(), token, json.getString())) {
      case FieldChecks.Checked.Fits(var value) -> values.put(field, value);
      case FieldChecks.Checked.Fails(var detail) ->
          faults.add(Fault.inBody(pointer("", field.jsonName()), detail));
    }
  }

  private void readNested(JsonParser json, Field field, JsonToken token) {
    var pointer = pointer("", field.jsonName());
    if (field.shape() == Field.Type.ATTRIBUTES && token == JsonToken.START_OBJECT) {
      readAttributes(json, pointer);
    } else {
      refuse(json, pointer, FieldChecks.wanted(field.shape()));
    }
  }

  private void readAttributes(JsonParser json, String pointer) {
    var attributes = new LinkedHashMap<String, FieldValue>();
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      var name = json.currentName();
      var token = json.nextToken();
      if (FieldChecks.length(name) > MAX_ATTRIBUTE_NAME || !FieldChecks.isWellFormed(name)) {
        refuse(json, pointer, "has a name of over " + MAX_ATTRIBUTE_NAME + " characters");
      } else if (attributes.containsKey(name)) {
        refuse(json, pointer(pointer, name), "is given twice");
      } else {
        readAttribute(json, pointer(pointer, name), token)
            .ifPresent(value -> attributes.put(name, value));
      }
    }
    // in a patch, null takes an attribute away
    if (attributes.values().stream().filter(FieldValue.Text.class::isInstance).count()
        > MAX_ATTRIBUTES) {
      faults.add(Fault.inBody(pointer, "has more than " + MAX_ATTRIBUTES + " attributes"));
    }
    values.put(Field.ATTRIBUTES, new FieldValue.Attributes(attributes));
  }

  private Optional<FieldValue> readAttribute(JsonParser json, String pointer, JsonToken token) {
    if (token == JsonToken.VALUE_NULL) {
      return Optional.of(new FieldValue.Nothing());
    }
    if (token.isStructStart()) {
      refuse(json, pointer, FieldChecks.wanted(Field.Type.TEXT));
      return Optional.empty();
    }
    return switch (FieldChecks.check(Field.Type.TEXT, token, json.getString())) {
      case FieldChecks.Checked.Fits(var value) -> Optional.of(value);
      case FieldChecks.Checked.Fails(var detail) -> {
        faults.add(Fault.inBody(pointer, detail));
        yield Optional.empty();
      }
    };
  }

  /** Notes the fault, and goes on behind the value in question, whatever is in it. */
  private void refuse(JsonParser json, String pointer, String detail) {
    faults.add(Fault.inBody(pointer, detail));
    json.skipChildren();
  }

  /** RFC 6901, with a name that is too long to be one of ours cut short. */
  private static String pointer(String parent, String name) {
    var shown = name.length() > MAX_ATTRIBUTE_NAME ? name.substring(0, MAX_ATTRIBUTE_NAME) : name;
    return parent + "/" + FieldChecks.printable(shown).replace("~", "~0").replace("/", "~1");
  }
}
