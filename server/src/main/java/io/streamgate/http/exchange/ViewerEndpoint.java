package io.streamgate.http.exchange;

import io.streamgate.identity.Caller;
import java.util.concurrent.CompletionStage;

/** Answers viewers on one route. Called on an event loop, which it must not block. */
@FunctionalInterface
public interface ViewerEndpoint {

  /** Answers a call as {@link Endpoint#answer} does. */
  CompletionStage<Answer> answer(Caller caller, Call call);
}
