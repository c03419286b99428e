package io.streamgate.usage;

import java.util.List;
import tools.jackson.core.JsonGenerator;

/** Writes the members of the answers about usage. */
public final class UsageJson {

  private UsageJson() {}

  /** Writes the viewers with the most events, and the sketch. */
  public static void write(JsonGenerator json, Top top) {
    json.writeStringProperty("by", top.by().word());
    json.writeStringProperty("since", top.since().toString());
    json.writeBooleanProperty("approximate", true);
    json.writeArrayPropertyStart("viewers");
    for (var each : top.viewers()) {
      json.writeStartObject();
      json.writeStringProperty("viewer", each.viewer());
      json.writeNumberProperty("count", each.count());
      json.writeNumberProperty("at_most", each.atMost());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeStringProperty("sketch", top.sketch());
  }

  /** Writes the starts by level, and the sketches. */
  public static void write(JsonGenerator json, Levels levels) {
    json.writeStringProperty("day", levels.day().toString());
    starts(json, "reached", levels.reached());
    starts(json, "attempted", levels.attempted());
    json.writeObjectPropertyStart("sketches");
    sketches(json, "reached", levels.reached());
    sketches(json, "attempted", levels.attempted());
    json.writeEndObject();
  }

  private static void starts(JsonGenerator json, String name, List<Levels.Level> levels) {
    json.writeArrayPropertyStart(name);
    for (var each : levels) {
      json.writeStartObject();
      json.writeNumberProperty("level", each.level());
      json.writeNumberProperty("starts", each.starts());
      json.writeNumberProperty("viewers", each.distinctViewers());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void sketches(JsonGenerator json, String name, List<Levels.Level> levels) {
    json.writeObjectPropertyStart(name);
    levels.forEach(
        each -> json.writeStringProperty(Integer.toString(each.level()), each.viewers()));
    json.writeEndObject();
  }
}
