package io.streamgate.endtoend.wire;

import java.time.Instant;
import java.util.List;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a server answered. */
public record Answer(int status, String body) {

  private static final JsonMapper JSON = new JsonMapper();

  /** The text or number at a JSON pointer, as text. */
  public String text(String pointer) {
    var node = JSON.readTree(body).at(pointer);
    if (node.isMissingNode()) {
      throw new AssertionError("nothing at " + pointer + " in " + this);
    }
    return node.asString();
  }

  /** The same, or empty where there is nothing or null. */
  public String textOrEmpty(String pointer) {
    return JSON.readTree(body).at(pointer).asStringOpt().orElse("");
  }

  /** The time at a JSON pointer. */
  public Instant time(String pointer) {
    return Instant.parse(text(pointer));
  }

  /** The id of the one stream that it shows. */
  public String id() {
    return text("/stream_id");
  }

  /** That field of each stream in the list. */
  public List<String> ofStreams(String field) {
    return streams().stream().map(stream -> stream.path(field).asString()).toList();
  }

  private List<JsonNode> streams() {
    var streams = JSON.readTree(body).path("streams");
    return StreamSupport.stream(streams.spliterator(), false).toList();
  }
}
