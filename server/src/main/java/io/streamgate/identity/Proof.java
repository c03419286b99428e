package io.streamgate.identity;

import io.streamgate.lease.id.StreamId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a request has shown to act for its viewer. */
public sealed interface Proof {

  /**
   * The viewer's own identity: an address or an access token.
   *
   * @param stream the stream of this viewer whose token came with it; null if none did
   */
  record OfViewer(@Nullable StreamId stream) implements Proof {}

  /**
   * The key of a back end, which may act for every viewer.
   *
   * @param name the name of the back end, from the settings
   */
  record OfBackEnd(String name) implements Proof {}

  /**
   * An operator, who may act for every viewer.
   *
   * @param name the name of the operator
   */
  record OfOperator(String name) implements Proof {}

  /** The token of the stream that the request is about. */
  record OfStream(StreamId stream, Instant expiresAt) implements Proof {}
}
