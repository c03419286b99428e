package io.streamgate.http.exchange;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The paths of a route: {@code /api/v1/streams/{id}} is three literal segments and a variable,
 * which stands for any segment that is not empty. A slash at the end is part of the path.
 */
public final class Template {

  private static final Pattern WELL_FORMED =
      Pattern.compile("/|(/([A-Za-z0-9._-]+|\\{[a-z_]+}))+/?");

  private final String text;
  private final List<String> segments;

  /**
   * Parses a template.
   *
   * @throws IllegalArgumentException if a segment is neither literal nor a variable, or if two
   *     variables have the same name
   */
  public Template(String text) {
    if (!WELL_FORMED.matcher(text).matches()) {
      throw new IllegalArgumentException("not a path template: " + text);
    }
    this.text = text;
    this.segments = List.of(text.substring(1).split("/", -1));
    var variables = segments.stream().filter(Template::isVariable).toList();
    if (Set.copyOf(variables).size() < variables.size()) {
      throw new IllegalArgumentException("two variables of " + text + " have the same name");
    }
  }

  private static boolean isVariable(String segment) {
    return segment.startsWith("{");
  }

  /** Whether a path with these segments is one of this template's. */
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

  private static boolean covers(String segment, String text) {
    return isVariable(segment) ? !text.isEmpty() : segment.equals(text);
  }

  /** The values of the variables in a path that this template covers, by name. */
  Map<String, String> variables(List<String> path) {
    var values = new HashMap<String, String>();
    for (var at = 0; at < path.size(); at++) {
      var segment = segments.get(at);
      if (isVariable(segment)) {
        values.put(segment.substring(1, segment.length() - 1), path.get(at));
      }
    }
    return values;
  }

  /**
   * Equal for templates that cover the same paths. Sorts literal segments before variables, because
   * a brace sorts after every character of a literal.
   */
  String shape() {
    return text.replaceAll("\\{[a-z_]+}", "{}");
  }

  @Override
  public String toString() {
    return text;
  }
}
