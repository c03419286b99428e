package io.streamgate.http.api;

import io.streamgate.lease.id.StreamId;
import java.util.Optional;

/** How a player names its stream: by its id, behind a prefix where nobody may have counted it. */
sealed interface StreamName {

  /** What the name of an unenforced stream begins with. Begins no id. */
  String PREFIX = "unenforced-";

  /** The id of the stream, if the store has it. */
  StreamId id();

  /** The store has answered for it. */
  record Usual(StreamId id) implements StreamName {
    @Override
    public String toString() {
      return id.value();
    }
  }

  /** It was admitted while the store did not answer, and may be there all the same. */
  record Unenforced(StreamId id) implements StreamName {
    @Override
    public String toString() {
      return PREFIX + id.value();
    }
  }

  /** The name that {@code text} spells, or nothing where it spells none. */
  static Optional<StreamName> parse(String text) {
    return text.startsWith(PREFIX)
        ? StreamId.parse(text.substring(PREFIX.length())).map(Unenforced::new)
        : StreamId.parse(text).map(Usual::new);
  }
}
