package io.streamgate.http.exchange;

import io.vertx.core.http.HttpMethod;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds the route of a request, segment by segment: see {@link Template}. If several templates
 * cover a path, literal text wins over a variable, whatever the methods. A dozen templates need no
 * library, and get exact 404s and 405s.
 */
public final class Router {

  /** The result of a lookup. */
  public sealed interface Match {

    /** A route, and the values of its template's variables. */
    record Found(Route route, Map<String, String> variables) implements Match {}

    /** The path exists, but not for this method. */
    record OtherMethods(String allow) implements Match {}

    /** No template covers the path. */
    record Nothing() implements Match {}

    /** The path is not percent-encoded UTF-8. */
    record Malformed() implements Match {}
  }

  private record PathRoutes(Template template, Map<String, Route> methods) {}

  private final List<PathRoutes> paths;

  /**
   * Creates a router.
   *
   * @throws IllegalArgumentException if two routes have the same method and paths
   */
  public Router(List<Route> routes) {
    var byShape = new TreeMap<String, PathRoutes>();
    for (var route : routes) {
      var template = route.template();
      var path =
          byShape.computeIfAbsent(template.shape(), _ -> new PathRoutes(template, new HashMap<>()));
      if (path.methods().put(route.method().name(), route) != null) {
        throw new IllegalArgumentException("two routes take " + route.method() + " " + template);
      }
    }
    this.paths = List.copyOf(byShape.values());
  }

  /**
   * Finds the route of a request; HEAD is looked up as GET.
   *
   * @param path as the client wrote it; null if the request has none, as in {@code OPTIONS *}
   */
  public Match find(HttpMethod method, @Nullable String path) {
    if (path == null || !path.startsWith("/")) {
      return new Match.Nothing();
    }
    return Segments.of(path)
        .map(segments -> match(method, segments))
        .orElseGet(Match.Malformed::new);
  }

  private Match match(HttpMethod method, List<String> segments) {
    for (var path : paths) {
      if (path.template().covers(segments)) {
        var route = path.methods().get(method.equals(HttpMethod.HEAD) ? "GET" : method.name());
        return route == null
            ? new Match.OtherMethods(allow(path.methods()))
            : new Match.Found(route, route.template().variables(segments));
      }
    }
    return new Match.Nothing();
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
