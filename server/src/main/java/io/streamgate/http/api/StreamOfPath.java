package io.streamgate.http.api;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.streamgate.http.body.BodyReader;
import io.streamgate.http.body.Field;
import io.streamgate.http.exchange.NamedStream;
import io.vertx.core.buffer.Buffer;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The stream that a path names by {@code {id}}, and its token in a JSON body, whose member must be
 * written without escapes.
 */
record StreamOfPath(boolean mayBringToken) implements NamedStream {

  private static final byte[] NAME = Field.STREAM_TOKEN.jsonName().getBytes(US_ASCII);

  @Override
  public @Nullable String id(Map<String, String> variables) {
    var name = variables.getOrDefault(Api.ID, "");
    return StreamName.parse(name).map(stream -> stream.id().value()).orElse(null);
  }

  @Override
  public @Nullable String tokenIn(Buffer body) {
    var bytes = body.getBytes();
    if (!mayHaveToken(bytes)) {
      return null;
    }
    var fields = BodyReader.readLeniently(bytes, Field.OF_BEACON);
    return fields.faults().isEmpty() ? fields.text(Field.STREAM_TOKEN).orElse(null) : null;
  }

  /** Most bodies have no token, and are read once, by the endpoint. */
  private static boolean mayHaveToken(byte[] body) {
    for (var at = 0; at <= body.length - NAME.length; at++) {
      if (body[at] == NAME[0] && Arrays.equals(body, at, at + NAME.length, NAME, 0, NAME.length)) {
        return true;
      }
    }
    return false;
  }
}
