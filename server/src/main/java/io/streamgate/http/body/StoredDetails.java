package io.streamgate.http.body;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.streamgate.http.exchange.Json;
import io.streamgate.lease.Amendment.Patch;
import io.streamgate.lease.Amendment.Patched;
import io.streamgate.lease.Details;
import java.util.EnumMap;
import java.util.Map;
import tools.jackson.core.JsonGenerator;

/** Between what a player said and the {@link Details} that the kernel carries. */
public final class StoredDetails {

  private StoredDetails() {}

  /** What is kept of {@code said}. */
  public static Details of(Said said) {
    return written(said.values());
  }

  /**
   * The patch that {@code said} stands for: RFC 7396, so {@code null} takes a field away. What it
   * does not name stays as it is written, known or not: a later version may keep more.
   */
  public static Patch patch(Said said) {
    return current -> {
      var members = StoredMembers.in(current.json());
      for (var field : Field.KEPT) {
        var given = said.values().get(field);
        if (given != null && !members.merge(field.jsonName(), given)) {
          return new Patched.Rejected(
              "the stream would have more than " + BodyReader.MAX_ATTRIBUTES + " attributes");
        }
      }
      return new Patched.To(members.details());
    };
  }

  /** What was kept. */
  public static Said read(Details details) {
    return BodyReader.read(details.json().getBytes(UTF_8), Field.KEPT);
  }

  private static Details written(Map<Field, Given> values) {
    var kept = new EnumMap<Field, Given>(Field.class);
    kept.putAll(values);
    kept.keySet().retainAll(Field.KEPT);
    if (kept.isEmpty()) {
      return Details.NONE;
    }
    return new Details(
        Json.object(json -> kept.forEach((f, given) -> write(json, f.jsonName(), given)))
            .toString());
  }

  static void write(JsonGenerator json, String name, Given given) {
    switch (given) {
      case Given.Nothing() -> {}
      case Given.Text(var value) -> json.writeStringProperty(name, value);
      case Given.Numeral(var text) -> {
        json.writeName(name);
        json.writeNumber(text);
      }
      case Given.Flag(var value) -> json.writeBooleanProperty(name, value);
      case Given.Attributes(var values) -> {
        json.writeName(name);
        json.writeStartObject();
        values.forEach((key, value) -> write(json, key, value));
        json.writeEndObject();
      }
    }
  }
}
