package io.streamgate.http.exchange;

import io.vertx.core.http.HttpMethod;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Finds the route of a request. Ten fixed templates need no library, and get exact 404s and 405s.
 */
public final class Router {

  /** What is at an address. */
  public sealed interface Match {

    /** This route, and the variable part of the address. */
    record Found(Route route, String variable) implements Match {}

    /** Something, but not for this method. */
    record OtherMethods(String allow) implements Match {}

    /** Nothing. */
    record Nothing() implements Match {}
  }

  private record Place(String prefix, String suffix, Map<String, Route> methods) {

    boolean covers(String path) {
      return path.length() > prefix.length() + suffix.length()
          && path.startsWith(prefix)
          && path.endsWith(suffix)
          && path.indexOf('/', prefix.length()) == slashAfterVariable(path);
    }

    private int slashAfterVariable(String path) {
      return suffix.isEmpty() ? -1 : path.length() - suffix.length();
    }

    String variable(String path) {
      return path.substring(prefix.length(), path.length() - suffix.length());
    }
  }

  private final Map<String, Map<String, Route>> fixed = new HashMap<>();
  private final List<Place> variable = new ArrayList<>();

  /** A router to these routes. */
  public Router(List<Route> routes) {
    routes.forEach(this::add);
  }

  private void add(Route route) {
    methods(route.template()).put(route.method().name(), route);
  }

  private Map<String, Route> methods(String template) {
    var open = template.indexOf('{');
    if (open < 0) {
      return fixed.computeIfAbsent(template, _ -> new HashMap<>());
    }
    var prefix = template.substring(0, open);
    var suffix = template.substring(template.indexOf('}') + 1);
    for (var place : variable) {
      if (place.prefix().equals(prefix) && place.suffix().equals(suffix)) {
        return place.methods();
      }
    }
    var place = new Place(prefix, suffix, new HashMap<>());
    variable.add(place);
    return place.methods();
  }

  /** What {@code path} has for {@code method}; a HEAD is looked up as a GET. */
  public Match find(HttpMethod method, String path) {
    var name = method.equals(HttpMethod.HEAD) ? "GET" : method.name();
    var methods = fixed.get(path);
    if (methods != null) {
      return match(methods, name, "");
    }
    for (var place : variable) {
      if (place.covers(path)) {
        return match(place.methods(), name, place.variable(path));
      }
    }
    return new Match.Nothing();
  }

  private static Match match(Map<String, Route> methods, String method, String variable) {
    var route = methods.get(method);
    return route == null
        ? new Match.OtherMethods(allow(methods))
        : new Match.Found(route, variable);
  }

  private static String allow(Map<String, Route> methods) {
    var names = new TreeSet<>(methods.keySet());
    names.add("OPTIONS");
    if (methods.containsKey("GET")) {
      names.add("HEAD");
    }
    return String.join(", ", names);
  }
}
