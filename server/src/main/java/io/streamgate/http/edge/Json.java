package io.streamgate.http.edge;

import io.streamgate.http.edge.wire.BoundedBody;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/** Reads and writes JSON token by token. Thread-safe. */
public final class Json {

  /** The bound of the body is bound enough: a fault beyond is told by its own place. */
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(BoundedBody.MAX_BYTES)
                  .maxNumberLength(BoundedBody.MAX_BYTES)
                  .build())
          .build();

  private static final int USUAL_BYTES = 768;

  private Json() {}

  /** One JSON object with what {@code content} writes into it. */
  public static Buffer object(Consumer<JsonGenerator> content) {
    var bytes = new ByteArrayOutputStream(USUAL_BYTES);
    try (var json = FACTORY.createGenerator(ObjectWriteContext.empty(), bytes)) {
      json.writeStartObject();
      content.accept(json);
      json.writeEndObject();
    }
    return Buffer.buffer(bytes.toByteArray());
  }

  /** Reads UTF-8. The caller closes it. */
  public static JsonParser parser(byte[] utf8) {
    return FACTORY.createParser(ObjectReadContext.empty(), utf8);
  }

  /** Writes a time as RFC 3339 in UTC, to the millisecond. */
  public static void time(JsonGenerator json, String name, Instant time) {
    json.writeStringProperty(name, time.toString());
  }
}
