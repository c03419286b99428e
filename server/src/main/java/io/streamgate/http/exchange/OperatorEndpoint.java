package io.streamgate.http.exchange;

import io.streamgate.identity.operator.OperatorCaller;
import java.util.concurrent.CompletionStage;

/** Answers operators on one route. Called on an event loop, which it must not block. */
@FunctionalInterface
public interface OperatorEndpoint {

  /** Answers a call as {@link Endpoint#answer} does. */
  CompletionStage<Answer> answer(OperatorCaller caller, Call call);
}
