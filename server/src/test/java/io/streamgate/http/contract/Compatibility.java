package io.streamgate.http.contract;

import static io.streamgate.http.contract.SchemaChanges.Direction.REQUEST;
import static io.streamgate.http.contract.SchemaChanges.Direction.RESPONSE;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Finds the changes to an OpenAPI file that break clients of a released one, as in {@code
 * docs/api/COMPATIBILITY.md}.
 */
final class Compatibility {

  private static final Set<String> METHODS = Set.of("get", "post", "patch", "delete", "put");

  private final List<String> breaks = new ArrayList<>();

  private Compatibility() {}

  /** The changes that break clients, each with its place; empty if the file only adds. */
  static List<String> breaks(JsonNode released, JsonNode current) {
    var compatibility = new Compatibility();
    compatibility.paths(Flat.of(released).path("paths"), Flat.of(current).path("paths"));
    return compatibility.breaks;
  }

  private void paths(JsonNode released, JsonNode current) {
    for (var path : released.properties()) {
      var now = current.path(path.getKey());
      for (var method : path.getValue().properties()) {
        if (METHODS.contains(method.getKey())) {
          var place = method.getKey().toUpperCase(java.util.Locale.ROOT) + " " + path.getKey();
          operation(
              place,
              withParameters(method.getValue(), path.getValue()),
              withParameters(now.path(method.getKey()), now));
        }
      }
    }
  }

  /** The operation with the parameters of its path, by place and name. */
  private static JsonNode withParameters(JsonNode operation, JsonNode path) {
    if (operation.isMissingNode()) {
      return operation;
    }
    var parameters = JsonNodeFactory.instance.objectNode();
    for (var declaring : List.of(path, operation)) {
      declaring
          .path("parameters")
          .forEach(one -> parameters.set(one.path("in").asText() + " " + name(one), one));
    }
    return ((ObjectNode) operation.deepCopy()).set("parameters", parameters);
  }

  /** The name; names of headers are the same in upper and lower case. */
  private static String name(JsonNode parameter) {
    var name = parameter.path("name").asText();
    return parameter.path("in").asText().equals("header")
        ? name.toLowerCase(java.util.Locale.ROOT)
        : name;
  }

  private void operation(String place, JsonNode released, JsonNode current) {
    if (isRemoved(place, current)) {
      return;
    }
    if (!released.path("operationId").equals(current.path("operationId"))) {
      breaks.add(place + ": operationId names the method of generated clients, and has changed");
    }
    parameters(place, released.path("parameters"), current.path("parameters"));
    requestBody(place + ": body", released.path("requestBody"), current.path("requestBody"));
    for (var response : released.path("responses").properties()) {
      var status = response.getKey();
      response(place + ": " + status, response.getValue(), current.path("responses").path(status));
    }
  }

  private void parameters(String place, JsonNode released, JsonNode current) {
    for (var parameter : released.properties()) {
      var name = place + ": " + parameter.getKey();
      var now = current.path(parameter.getKey());
      if (!isRemoved(name, now)) {
        requiredNow(name, parameter.getValue(), now);
        schema(REQUEST, name, parameter.getValue(), now);
      }
    }
    for (var parameter : current.properties()) {
      if (!released.has(parameter.getKey())) {
        requiredNow(place + ": " + parameter.getKey(), released, parameter.getValue());
      }
    }
  }

  private void requiredNow(String place, JsonNode released, JsonNode current) {
    if (current.path("required").asBoolean() && !released.path("required").asBoolean()) {
      breaks.add(place + " is required now");
    }
  }

  private void requestBody(String place, JsonNode released, JsonNode current) {
    requiredNow(place, released, current);
    content(REQUEST, place, released, current);
  }

  private void response(String place, JsonNode released, JsonNode current) {
    if (isRemoved(place, current)) {
      return;
    }
    for (var header : released.path("headers").properties()) {
      var name = place + ": " + header.getKey();
      var now = current.path("headers").path(header.getKey());
      if (!isRemoved(name, now)) {
        if (header.getValue().path("required").asBoolean() && !now.path("required").asBoolean()) {
          breaks.add(name + " is not always sent now");
        }
        schema(RESPONSE, name, header.getValue(), now);
      }
    }
    content(RESPONSE, place, released, current);
  }

  private void content(
      SchemaChanges.Direction direction, String place, JsonNode released, JsonNode current) {
    for (var media : released.path("content").properties()) {
      var name = place + ": " + media.getKey();
      var now = current.path("content").path(media.getKey());
      if (!isRemoved(name, now)) {
        schema(direction, name, media.getValue(), now);
      }
    }
  }

  private void schema(
      SchemaChanges.Direction direction, String place, JsonNode released, JsonNode current) {
    var changes = new SchemaChanges(direction, breaks);
    changes.compare(place, released.path("schema"), current.path("schema"));
  }

  private boolean isRemoved(String place, JsonNode current) {
    if (current.isMissingNode()) {
      breaks.add(place + " is removed");
    }
    return current.isMissingNode();
  }
}
