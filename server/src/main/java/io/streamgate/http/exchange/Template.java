package io.streamgate.http.exchange;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The paths that a route takes: {@code /api/v1/streams/{id}} has three segments that are texts, and
 * a variable, which is any segment that is not empty.
 */
public final class Template {

  private static final Pattern WELL_FORMED = Pattern.compile("/|(/([A-Za-z0-9._-]+|\\{[a-z_]+}))+");

  private final String text;
  private final List<Segment> segments;

  private sealed interface Segment {

    record Text(String text) implements Segment {}

    record Variable(String name) implements Segment {}
  }

  /**
   * The template of that spelling.
   *
   * @throws IllegalArgumentException where a segment is neither a text nor a variable, or two
   *     variables have one name
   */
  public Template(String text) {
    if (!WELL_FORMED.matcher(text).matches()) {
      throw new IllegalArgumentException("no path is like the template " + text);
    }
    this.text = text;
    this.segments = Stream.of(text.substring(1).split("/", -1)).map(Template::segment).toList();
    var names = new HashSet<String>();
    for (var segment : segments) {
      if (segment instanceof Segment.Variable(var name) && !names.add(name)) {
        throw new IllegalArgumentException("two variables of " + text + " are called " + name);
      }
    }
  }

  private static Segment segment(String text) {
    return text.startsWith("{")
        ? new Segment.Variable(text.substring(1, text.length() - 1))
        : new Segment.Text(text);
  }

  /** Whether a path of these segments is one of those meant. */
  boolean covers(List<String> path) {
    if (path.size() != segments.size()) {
      return false;
    }
    for (var at = 0; at < path.size(); at++) {
      if (!covers(segments.get(at), path.get(at))) {
        return false;
      }
    }
    return true;
  }

  private static boolean covers(Segment segment, String text) {
    return switch (segment) {
      case Segment.Text(var expected) -> expected.equals(text);
      case Segment.Variable _ -> !text.isEmpty();
    };
  }

  /** What a path that this covers has for each variable. */
  Map<String, String> variables(List<String> path) {
    var values = new HashMap<String, String>();
    for (var at = 0; at < path.size(); at++) {
      if (segments.get(at) instanceof Segment.Variable(var name)) {
        values.put(name, path.get(at));
      }
    }
    return values;
  }

  /**
   * The same for templates that cover the same paths. In the order of these texts a template with a
   * text comes before one that has a variable there, for a brace is behind all that begins a text.
   */
  String shape() {
    return text.replaceAll("\\{[a-z_]+}", "{}");
  }

  @Override
  public String toString() {
    return text;
  }
}
