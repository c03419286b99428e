package io.streamgate.http.body;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.streamgate.http.exchange.Json;
import io.streamgate.lease.Amendment.Patch;
import io.streamgate.lease.Amendment.Patched;
import io.streamgate.lease.stream.Details;
import java.util.EnumMap;
import java.util.Map;
import tools.jackson.core.JsonGenerator;

/** Between what a player said and the {@link Details} that the kernel carries. */
public final class StoredDetails {

  private StoredDetails() {}

  /** What is kept of {@code fields}. */
  public static Details of(BodyFields fields) {
    return written(fields.values());
  }

  /**
   * The patch that {@code fields} stands for: RFC 7396, so {@code null} takes a field away. What it
   * does not name stays as it is written, known or not: a later version may keep more.
   */
  public static Patch patch(BodyFields fields) {
    return current -> {
      var members = StoredMembers.in(current.json());
      for (var field : Field.KEPT) {
        var value = fields.values().get(field);
        if (value != null && !members.merge(field.jsonName(), value)) {
          return new Patched.Rejected(
              "the stream would have more than " + BodyReader.MAX_ATTRIBUTES + " attributes");
        }
      }
      return new Patched.To(members.details());
    };
  }

  /** What was kept. */
  public static BodyFields read(Details details) {
    return BodyReader.read(details.json().getBytes(UTF_8), Field.KEPT);
  }

  private static Details written(Map<Field, FieldValue> values) {
    var kept = new EnumMap<Field, FieldValue>(Field.class);
    kept.putAll(values);
    kept.keySet().retainAll(Field.KEPT);
    if (kept.isEmpty()) {
      return Details.NONE;
    }
    return new Details(
        Json.object(json -> kept.forEach((f, value) -> write(json, f.jsonName(), value)))
            .toString());
  }

  static void write(JsonGenerator json, String name, FieldValue fieldValue) {
    switch (fieldValue) {
      case FieldValue.Nothing() -> {}
      case FieldValue.Text(var value) -> json.writeStringProperty(name, value);
      case FieldValue.Numeral(var text) -> {
        json.writeName(name);
        json.writeNumber(text);
      }
      case FieldValue.Flag(var value) -> json.writeBooleanProperty(name, value);
      case FieldValue.Attributes(var values) -> {
        json.writeName(name);
        json.writeStartObject();
        values.forEach((key, value) -> write(json, key, value));
        json.writeEndObject();
      }
    }
  }
}
