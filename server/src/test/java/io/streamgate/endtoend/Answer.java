package io.streamgate.endtoend;

import java.time.Instant;
import java.util.List;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a server answered. */
record Answer(int status, String body) {

  private static final JsonMapper JSON = new JsonMapper();

  /** The text or number at a JSON pointer, as text. */
  String text(String pointer) {
    var node = JSON.readTree(body).at(pointer);
    if (node.isMissingNode()) {
      throw new AssertionError("nothing at " + pointer + " in " + this);
    }
    return node.asString();
  }

  /** The same, or empty where there is nothing or null. */
  String textOrEmpty(String pointer) {
    return JSON.readTree(body).at(pointer).asStringOpt().orElse("");
  }

  Instant time(String pointer) {
    return Instant.parse(text(pointer));
  }

  String id() {
    return text("/stream_id");
  }

  /** That field of each stream in the list. */
  List<String> ofStreams(String field) {
    return streams().stream().map(stream -> stream.path(field).asString()).toList();
  }

  private List<JsonNode> streams() {
    var streams = JSON.readTree(body).path("streams");
    return StreamSupport.stream(streams.spliterator(), false).toList();
  }
}
