package io.streamgate.admin;

import io.streamgate.identity.operator.OperatorCaller;

/** Is told of each act once it is on record. Called on any thread: must not block. */
@FunctionalInterface
public interface ActObserver {

  /** The operator acts now. Which viewer it is about, only the audit says. */
  void acted(OperatorCaller by, Act.OperatorAction action);
}
