package io.streamgate.http.exchange;

import java.util.concurrent.CompletionStage;

/** Answers every request to one route. Called on an event loop, which it must not block. */
@FunctionalInterface
public interface Endpoint {

  /**
   * The answer, on whatever thread. A failed stage is answered as a fault of this server's, unless
   * it is a failure that the port expects.
   */
  CompletionStage<Answer> answer(Call call);
}
