package io.streamgate.identity.token;

import io.streamgate.lease.id.StreamId;
import io.streamgate.lease.id.ViewerId;
import java.time.Instant;

/** What the check of a stream token found. */
public sealed interface StreamTokenCheck {

  /** The token was issued for this stream and has not expired. Whether it runs, the store knows. */
  record Valid(ViewerId viewer, StreamId stream, Instant expiresAt) implements StreamTokenCheck {}

  /** The token was valid until {@code at}. */
  record Expired(Instant at) implements StreamTokenCheck {}

  /** The token was not issued with one of the keys. */
  record NotValid() implements StreamTokenCheck {}

  /** The keys cannot be read at present. */
  record NoKeys() implements StreamTokenCheck {}
}
