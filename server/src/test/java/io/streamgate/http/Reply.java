package io.streamgate.http;

import java.net.http.HttpHeaders;
import java.util.List;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A response. */
public record Reply(int status, HttpHeaders headers, String body) {

  private static final JsonMapper JSON = new JsonMapper();

  /** The value of that header; empty if absent. */
  public String header(String name) {
    return headers.firstValue(name).orElse("");
  }

  public boolean has(String pointer) {
    return !JSON.readTree(body).at(pointer).isMissingNode();
  }

  /** The text or number at that JSON pointer, as text. */
  public String text(String pointer) {
    return node(pointer).asString();
  }

  public int number(String pointer) {
    return node(pointer).asInt();
  }

  public boolean flag(String pointer) {
    return node(pointer).asBoolean();
  }

  public boolean isNull(String pointer) {
    return node(pointer).isNull();
  }

  /** The text of {@code name} in each element of the array at {@code pointer}. */
  public List<String> texts(String pointer, String name) {
    return StreamSupport.stream(node(pointer).spliterator(), false)
        .map(element -> element.path(name).asString())
        .toList();
  }

  private JsonNode node(String pointer) {
    var node = JSON.readTree(body).at(pointer);
    if (node.isMissingNode()) {
      throw new AssertionError("nothing at " + pointer + " in " + this);
    }
    return node;
  }
}
