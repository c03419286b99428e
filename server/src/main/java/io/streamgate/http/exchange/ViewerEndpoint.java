package io.streamgate.http.exchange;

import io.streamgate.identity.Caller;
import java.util.concurrent.CompletionStage;

/** Answers what viewers ask at one route. Called on an event loop, which it must not block. */
@FunctionalInterface
public interface ViewerEndpoint {

  /**
   * The answer, on whatever thread. A failed stage is answered as a fault of this server's, unless
   * it is a failure that the port expects.
   *
   * @param caller the viewer who asks
   */
  CompletionStage<Answer> answer(Caller caller, Call call);
}
