package io.streamgate.http.exchange;

import io.vertx.core.buffer.Buffer;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where a route's requests name a stream, and where they may carry the token of that stream. */
public interface NamedStream {

  /** A route about no stream in particular. */
  NamedStream NONE =
      new NamedStream() {
        @Override
        public @Nullable String id(Map<String, String> variables) {
          return null;
        }

        @Override
        public boolean mayBringToken() {
          return false;
        }

        @Override
        public @Nullable String tokenIn(Buffer body) {
          return null;
        }
      };

  /** The id of the stream that the path names; null if it names none. */
  @Nullable String id(Map<String, String> variables);

  /** Whether the token may be in the body, which then is read before the viewer is identified. */
  boolean mayBringToken();

  /** The token in the body; null if there is none. Never fails: other bodies are no tokens. */
  @Nullable String tokenIn(Buffer body);
}
