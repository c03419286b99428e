package io.streamgate.http.body;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.streamgate.http.exchange.Json;
import io.streamgate.lease.Amendment.Objection;
import io.streamgate.lease.Amendment.Patch;
import io.streamgate.lease.Amendment.Patched;
import io.streamgate.lease.rule.Attributes;
import io.streamgate.lease.stream.ContentMark;
import io.streamgate.lease.stream.Details;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** Converts between the fields of a body and stored {@link Details}. */
public final class StoredDetails {

  /** The fields that name content. Another field or order needs another version of the mark. */
  private static final List<Field> CONTENT =
      List.of(Field.CONTENT_ID, Field.VIDEO_NAME, Field.SRC, Field.CONTENT_TYPE);

  private StoredDetails() {}

  /**
   * The details to store.
   *
   * @param profile of the viewer who starts the stream; null if not named
   */
  public static Details of(BodyFields fields, @Nullable String profile) {
    var kept = new EnumMap<Field, FieldValue>(Field.class);
    kept.putAll(fields.values());
    kept.keySet().retainAll(Field.KEPT);
    if (profile != null) {
      kept.put(Field.PROFILE, new FieldValue.Text(profile));
    }
    return kept.isEmpty()
        ? Details.NONE
        : new Details(
            Json.object(json -> kept.forEach((f, value) -> write(json, f.jsonName(), value)))
                .toString());
  }

  /** The mark of the content that a start names. */
  public static ContentMark content(BodyFields fields) {
    return ContentMark.of(CONTENT.stream().map(fields::text).toList());
  }

  /**
   * The patch of {@code fields} (RFC 7396: {@code null} removes a field). Members that it does not
   * name are kept as they are, even unknown ones: a later version may store more. Facts stay as
   * they were at the start, {@link FactFields}.
   */
  public static Patch patch(BodyFields fields) {
    return current -> {
      var ofFacts = FactFields.objections(fields, current);
      if (!ofFacts.isEmpty()) {
        return new Patched.Rejected(ofFacts);
      }
      var members = StoredMembers.in(current.details().json());
      for (var field : Field.KEPT) {
        var value = fields.values().get(field);
        if (value != null && !members.merge(field.jsonName(), value)) {
          return new Patched.Rejected(
              List.of(
                  new Objection(
                      BodyReader.pointer("", field.jsonName()),
                      "the stream would have more than "
                          + BodyReader.MAX_ATTRIBUTES
                          + " attributes")));
        }
      }
      return new Patched.To(members.details());
    };
  }

  /** Whether the viewer of {@code profile} started the stream. */
  public static boolean areOf(Details details, String profile) {
    return read(details).text(Field.PROFILE).filter(profile::equals).isPresent();
  }

  /**
   * What a player said of its stream, by the names of the attributes that rules look at; empty if
   * the details are stored elsewhere.
   */
  public static Optional<Attributes> attributes(Details details) {
    if (!details.json().startsWith("{")) {
      return Optional.empty();
    }
    var fields = read(details);
    return Optional.of(
        name ->
            name.equals(Field.PROFILE.jsonName())
                ? fields.text(Field.PROFILE).orElse("")
                : FactFields.valueOf(fields, name));
  }

  /** The stored fields. */
  public static BodyFields read(Details details) {
    return BodyReader.read(details.json().getBytes(UTF_8), Field.KEPT);
  }

  static void write(JsonGenerator json, String name, FieldValue fieldValue) {
    switch (fieldValue) {
      case FieldValue.Nothing() -> {}
      case FieldValue.Text(var value) -> json.writeStringProperty(name, value);
      case FieldValue.Texts(var values) -> {
        json.writeName(name);
        json.writeStartArray();
        values.forEach(json::writeString);
        json.writeEndArray();
      }
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
