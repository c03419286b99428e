package io.streamgate.identity;

import java.time.Instant;
import java.util.concurrent.CompletionStage;

/** Identifies the viewer of a request. Implementations are thread-safe. */
public interface Identity {

  /**
   * Identifies the viewer at {@code now}. Called on an event loop, which it must not block.
   *
   * <p>The stage may complete on any thread; the implementation has its own deadline. The stage
   * never fails: an unknown viewer is an {@link Identification} as well.
   */
  CompletionStage<Identification> identify(Request request, Instant now);
}
