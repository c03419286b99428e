package io.streamgate.http.exchange;

import java.util.concurrent.CompletionStage;

/** Answers every request to one route. Called on an event loop, which it must not block. */
@FunctionalInterface
public interface Endpoint {

  /**
   * Answers a call, on any thread. A failed stage is answered as an internal error, unless {@code
   * EdgeRules.failures} knows the failure.
   */
  CompletionStage<Answer> answer(Call call);
}
