package io.streamgate.endtoend.wire;

import java.time.Instant;
import java.util.List;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A server's response. */
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

  /** The same, or empty if the value is absent or null. */
  public String textOrEmpty(String pointer) {
    return JSON.readTree(body).at(pointer).asStringOpt().orElse("");
  }

  /** The timestamp at a JSON pointer. */
  public Instant time(String pointer) {
    return Instant.parse(text(pointer));
  }

  /** The id of the only stream in the response. */
  public String id() {
    return text("/stream_id");
  }

  /** A field of each listed stream. */
  public List<String> ofStreams(String field) {
    return streams().stream().map(stream -> stream.path(field).asString()).toList();
  }

  private List<JsonNode> streams() {
    var streams = JSON.readTree(body).path("streams");
    return StreamSupport.stream(streams.spliterator(), false).toList();
  }
}
