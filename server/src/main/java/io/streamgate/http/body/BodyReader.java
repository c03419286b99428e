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
 * Reads a JSON body. Reading continues after a fault, so that all faults are reported at once.
 * Numbers keep their text. A body that is empty, blank or {@code null} is an empty object: clients
 * generated for Java and Go send {@code null}.
 */
public final class BodyReader {

  /** The most attributes that a stream may have. */
  static final int MAX_ATTRIBUTES = 16;

  private static final int MAX_ATTRIBUTE_NAME = 64;

  /** The most streams that one start may name. */
  private static final int MAX_TAKEOVERS = 100;

  /** What to do with fields that are not allowed. */
  private enum Others {
    REFUSE,
    IGNORE
  }

  private final Set<Field> allowed;
  private final Others others;
  private final Map<Field, FieldValue> values = new EnumMap<>(Field.class);
  private final Set<Field> seen = EnumSet.noneOf(Field.class);
  private final List<Fault> faults = new ArrayList<>();

  private BodyReader(Set<Field> allowed, Others others) {
    this.allowed = allowed;
    this.others = others;
  }

  /** Reads the fields of {@code body}. A field that is not {@code allowed} is a fault. */
  public static BodyFields read(byte[] body, Set<Field> allowed) {
    return new BodyReader(allowed, Others.REFUSE).fieldsOf(body);
  }

  /** Reads those {@code fields} of {@code body} and ignores all others. */
  public static BodyFields readLeniently(byte[] body, Set<Field> fields) {
    return new BodyReader(fields, Others.IGNORE).fieldsOf(body);
  }

  private BodyFields fieldsOf(byte[] body) {
    if (body.length > 0) {
      readDocument(body);
    }
    return new BodyFields(values, faults);
  }

  private void readDocument(byte[] body) {
    if (!Utf8.isSure(body)) {
      faults.add(Fault.inBody("", "must be JSON in UTF-8, but is not valid UTF-8"));
      return;
    }
    try (var json = Json.parser(body)) {
      var first = json.nextToken();
      if (first == null) {
        return;
      }
      if (first == JsonToken.START_OBJECT) {
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
          readField(json);
        }
      } else if (first != JsonToken.VALUE_NULL) {
        faults.add(Fault.inBody("", "must be a JSON object"));
        return;
      }
      if (json.nextToken() != null) {
        faults.add(Fault.inBody("", "must be one JSON object, with nothing after it"));
      }
    } catch (JacksonException malformed) {
      // the message quotes the input and names classes: report the place only
      faults.add(
          Fault.inBody("", "must be JSON in UTF-8, but is not valid JSON" + place(malformed)));
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
    var known = Field.named(name);
    if (known.filter(allowed::contains).isEmpty()) {
      switch (others) {
        case REFUSE ->
            refuse(
                json,
                pointer("", name),
                known.isPresent() ? "cannot be set here" : "is not a known field");
        case IGNORE -> json.skipChildren();
      }
      return;
    }
    var pointer = pointer("", name);
    var field = known.get();
    if (!seen.add(field)) {
      refuse(json, pointer, "is given twice");
    } else if (field.type() == Field.Type.ATTRIBUTES && token == JsonToken.START_OBJECT) {
      readAttributes(json, pointer);
    } else if (field.type() == Field.Type.TAKEOVER && token == JsonToken.START_ARRAY) {
      readTakeover(json, pointer);
    } else {
      readValue(json, pointer, field.type(), token).ifPresent(value -> values.put(field, value));
    }
  }

  private Optional<FieldValue> readValue(
      JsonParser json, String pointer, Field.Type type, JsonToken token) {
    if (token == JsonToken.VALUE_NULL) {
      return Optional.of(new FieldValue.Nothing());
    }
    return switch (FieldChecks.check(type, token, json.getString())) {
      case FieldChecks.Checked.Fits(var value) -> Optional.of(value);
      case FieldChecks.Checked.Fails(var detail) -> {
        refuse(json, pointer, detail);
        yield Optional.empty();
      }
    };
  }

  private void readAttributes(JsonParser json, String pointer) {
    var attributes = new LinkedHashMap<String, FieldValue>();
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      var name = json.currentName();
      var token = json.nextToken();
      if (FieldChecks.length(name) > MAX_ATTRIBUTE_NAME || !FieldChecks.isWellFormed(name)) {
        refuse(json, pointer, "has a name of more than " + MAX_ATTRIBUTE_NAME + " characters");
      } else if (FieldChecks.hasNul(name)) {
        refuse(json, pointer(pointer, name), "must not have NUL (U+0000) in its name");
      } else if (attributes.containsKey(name)) {
        refuse(json, pointer(pointer, name), "is given twice");
      } else {
        readValue(json, pointer(pointer, name), Field.Type.TEXT, token)
            .ifPresent(value -> attributes.put(name, value));
      }
    }
    // in a patch, null removes an attribute
    if (attributes.values().stream().filter(FieldValue.Text.class::isInstance).count()
        > MAX_ATTRIBUTES) {
      faults.add(Fault.inBody(pointer, "has more than " + MAX_ATTRIBUTES + " attributes"));
    }
    values.put(Field.ATTRIBUTES, new FieldValue.Attributes(attributes));
  }

  /** Reads a list of ids. The same id may be in it several times. */
  private void readTakeover(JsonParser json, String pointer) {
    var ids = new ArrayList<String>();
    var count = 0;
    for (var token = json.nextToken(); token != JsonToken.END_ARRAY; token = json.nextToken()) {
      if (count < MAX_TAKEOVERS) {
        readId(json, pointer + "/" + count, token).ifPresent(ids::add);
      } else {
        json.skipChildren();
      }
      count++;
    }
    if (count == 0 || count > MAX_TAKEOVERS) {
      faults.add(Fault.inBody(pointer, "must have 1 to " + MAX_TAKEOVERS + " ids, not " + count));
    }
    values.put(Field.TAKEOVER, new FieldValue.Texts(ids));
  }

  private Optional<String> readId(JsonParser json, String pointer, JsonToken token) {
    if (FieldChecks.check(Field.Type.STREAM_ID, token, json.getString())
        instanceof FieldChecks.Checked.Fits(FieldValue.Text(var id))) {
      return Optional.of(id);
    }
    refuse(json, pointer, Field.Type.STREAM_ID.expected());
    return Optional.empty();
  }

  /** Adds a fault and skips the value. */
  private void refuse(JsonParser json, String pointer, String detail) {
    faults.add(Fault.inBody(pointer, detail));
    json.skipChildren();
  }

  /** A JSON pointer (RFC 6901). A name that is too long is cut. */
  static String pointer(String parent, String name) {
    var shown = name.length() > MAX_ATTRIBUTE_NAME ? name.substring(0, MAX_ATTRIBUTE_NAME) : name;
    return parent + "/" + FieldChecks.printable(shown).replace("~", "~0").replace("/", "~1");
  }
}
