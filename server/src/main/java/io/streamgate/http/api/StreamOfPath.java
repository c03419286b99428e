package io.streamgate.http.api;

import io.streamgate.http.body.BodyReader;
import io.streamgate.http.body.Field;
import io.streamgate.http.exchange.NamedStream;
import io.vertx.core.buffer.Buffer;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The stream that a path names by {@code {id}}, and its token in a JSON body. */
record StreamOfPath(boolean mayBringToken) implements NamedStream {

  @Override
  public @Nullable String id(Map<String, String> variables) {
    var name = variables.getOrDefault(Api.ID, "");
    return StreamName.parse(name).map(stream -> stream.id().value()).orElse(null);
  }

  @Override
  public @Nullable String tokenIn(Buffer body) {
    return BodyReader.readLeniently(body.getBytes(), Field.OF_BEACON)
        .text(Field.STREAM_TOKEN)
        .orElse(null);
  }
}
