package io.streamgate.http.api;

import io.streamgate.lease.id.StreamId;
import java.util.Optional;

/** The name of a stream in the API: its id, with a prefix if the stream may be uncounted. */
sealed interface StreamName {

  /** The prefix of unenforced streams. No id begins with it. */
  String PREFIX = "unenforced-";

  StreamId id();

  /** A stream that the store has admitted. */
  record Usual(StreamId id) implements StreamName {
    @Override
    public String toString() {
      return id.value();
    }
  }

  /** A stream admitted while the store did not answer. The store may have it all the same. */
  record Unenforced(StreamId id) implements StreamName {
    @Override
    public String toString() {
      return PREFIX + id.value();
    }
  }

  /** Parses a name. */
  static Optional<StreamName> parse(String text) {
    return text.startsWith(PREFIX)
        ? StreamId.parse(text.substring(PREFIX.length())).map(Unenforced::new)
        : StreamId.parse(text).map(Usual::new);
  }
}
