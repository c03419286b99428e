package io.streamgate.usage;

import java.io.StringWriter;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Reads the answers of several nodes, and makes one of them. */
public final class UsageAnswers {

  private static final JsonFactory FACTORY = JsonFactory.builder().build();

  /** An answer of a node. */
  private sealed interface NodeAnswer {
    record OfTop(Top top) implements NodeAnswer {}

    record OfLevels(Levels levels) implements NodeAnswer {}
  }

  private UsageAnswers() {}

  /**
   * The answer of all nodes, as JSON.
   *
   * @param answers the answers to the same question, at least one
   * @throws IllegalArgumentException if one is no such answer, or they do not belong together
   */
  public static String merge(List<String> answers) {
    return write(answers.stream().map(UsageAnswers::read).reduce(UsageAnswers::and).orElseThrow());
  }

  private static NodeAnswer and(NodeAnswer one, NodeAnswer other) {
    return switch (one) {
      case NodeAnswer.OfTop(var top) when other instanceof NodeAnswer.OfTop(var more) ->
          new NodeAnswer.OfTop(top.and(more, Top.MOST));
      case NodeAnswer.OfLevels(var levels) when other instanceof NodeAnswer.OfLevels(var more) ->
          new NodeAnswer.OfLevels(levels.and(more));
      case NodeAnswer.OfTop _, NodeAnswer.OfLevels _ ->
          throw new IllegalArgumentException("one is about levels and another about the top");
    };
  }

  private static NodeAnswer read(String text) {
    try (var json = FACTORY.createParser(ObjectReadContext.empty(), text)) {
      json.nextToken();
      var members = members(value(json));
      return members.containsKey("day")
          ? new NodeAnswer.OfLevels(levels(members))
          : new NodeAnswer.OfTop(top(members));
    } catch (RuntimeException malformed) { // also of the library, for a sketch that is none
      throw new IllegalArgumentException(
          "not an answer of /admin/v1/top or /admin/v1/levels", malformed);
    }
  }

  private static Top top(Map<String, Object> members) {
    var by = Activity.of(text(members, "by")).orElseThrow();
    var sketch = HeavyHitters.parse(text(members, "sketch"));
    var since = Instant.parse(text(members, "since"));
    return Top.of(by, since, sketch, Top.MOST);
  }

  private static Levels levels(Map<String, Object> members) {
    var sketches = members(present(members, "sketches"));
    return new Levels(
        LocalDate.parse(text(members, "day")),
        levels(present(members, "reached"), members(present(sketches, "reached"))),
        levels(present(members, "attempted"), members(present(sketches, "attempted"))));
  }

  private static List<Levels.Level> levels(Object starts, Map<String, Object> sketches) {
    var levels = new ArrayList<Levels.Level>();
    for (var each : (List<?>) starts) {
      var level = members(each);
      var number = Math.toIntExact((Long) present(level, "level"));
      var sketch = text(sketches, Integer.toString(number));
      levels.add(new Levels.Level(number, (Long) present(level, "starts"), sketch));
    }
    return levels;
  }

  private static String text(Map<String, Object> members, String name) {
    return (String) present(members, name);
  }

  private static Object present(Map<String, Object> members, String name) {
    return Optional.ofNullable(members.get(name)).orElseThrow();
  }

  @SuppressWarnings("unchecked") // made by value()
  private static Map<String, Object> members(Object object) {
    return (Map<String, Object>) object;
  }

  /** The value at which the parser is: text, a whole number, a list or a map. */
  private static Object value(JsonParser json) {
    return switch (json.currentToken()) {
      case START_OBJECT -> {
        var members = new LinkedHashMap<String, Object>();
        while (json.nextToken() != JsonToken.END_OBJECT) {
          var name = json.currentName();
          json.nextToken();
          members.put(name, value(json));
        }
        yield members;
      }
      case START_ARRAY -> {
        var items = new ArrayList<Object>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
          items.add(value(json));
        }
        yield items;
      }
      case VALUE_NUMBER_INT -> json.getLongValue();
      default -> json.getString();
    };
  }

  private static String write(NodeAnswer answer) {
    var text = new StringWriter();
    try (var json = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
      json.writeStartObject();
      switch (answer) {
        case NodeAnswer.OfTop(var top) -> UsageJson.write(json, top);
        case NodeAnswer.OfLevels(var levels) -> UsageJson.write(json, levels);
      }
      json.writeEndObject();
    }
    return text.toString();
  }
}
