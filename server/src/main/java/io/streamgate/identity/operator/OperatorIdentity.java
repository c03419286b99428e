package io.streamgate.identity.operator;

import io.streamgate.identity.Request;
import java.time.Instant;
import java.util.concurrent.CompletionStage;

/** Identifies the operator of a request. Implementations are thread-safe. */
@FunctionalInterface
public interface OperatorIdentity {

  /**
   * Identifies the operator at {@code now}. Called on an event loop, which it must not block.
   *
   * <p>The stage may complete on any thread; the implementation has its own deadline. The stage
   * never fails: an unknown operator is an {@link OperatorIdentification} as well.
   */
  CompletionStage<OperatorIdentification> identify(Request request, Instant now);
}
