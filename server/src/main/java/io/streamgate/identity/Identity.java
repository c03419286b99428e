package io.streamgate.identity;

import java.util.concurrent.CompletionStage;

/** Tells whose a request is. Implementations are safe for any thread. */
public interface Identity {

  /**
   * Finds the viewer. Called on an event loop, which it must not block.
   *
   * <p>The stage is complete at once, or completes on whatever thread by a deadline of the
   * implementation's own. It never fails: that a viewer cannot be told is an {@link
   * Identification}, too.
   */
  CompletionStage<Identification> identify(Request request);
}
