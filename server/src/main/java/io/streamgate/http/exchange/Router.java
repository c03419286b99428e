package io.streamgate.http.exchange;

import io.vertx.core.http.HttpMethod;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds the route of a request, segment by segment: see {@link Template}. Where several templates
 * cover a path, the one with a text where others have a variable is meant, whatever its methods. A
 * dozen templates need no library, and get exact 404s and 405s.
 */
public final class Router {

  /** What is at an address. */
  public sealed interface Match {

    /** This route, and what the path has for each variable of its template. */
    record Found(Route route, Map<String, String> variables) implements Match {}

    /** Something, but not for this method. */
    record OtherMethods(String allow) implements Match {}

    /** Nothing. */
    record Nothing() implements Match {}

    /** A path that cannot be read: it is not percent-encoded UTF-8. */
    record Malformed() implements Match {}
  }

  private record PathRoutes(Template template, Map<String, Route> methods) {}

  private final List<PathRoutes> places;

  /**
   * A router to these routes.
   *
   * @throws IllegalArgumentException where two of them take the same requests
   */
  public Router(List<Route> routes) {
    var byShape = new TreeMap<String, PathRoutes>();
    for (var route : routes) {
      var template = route.template();
      var place =
          byShape.computeIfAbsent(template.shape(), _ -> new PathRoutes(template, new HashMap<>()));
      if (place.methods().put(route.method().name(), route) != null) {
        throw new IllegalArgumentException("two routes take " + route.method() + " " + template);
      }
    }
    this.places = List.copyOf(byShape.values());
  }

  /**
   * What {@code path} has for {@code method}; a HEAD is looked up as a GET.
   *
   * @param path as the client wrote it; null where it asks for no path, as {@code OPTIONS *} does
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
    for (var place : places) {
      if (place.template().covers(segments)) {
        var route = place.methods().get(method.equals(HttpMethod.HEAD) ? "GET" : method.name());
        return route == null
            ? new Match.OtherMethods(allow(place.methods()))
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
