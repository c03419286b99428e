package io.streamgate.store;

import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** A secret that is kept where the streams are, for as long as they are. */
@FunctionalInterface
public interface KeptSecret {

  /**
   * Returns the secret. If there is none yet, keeps what {@code made} returns; of several nodes
   * that do this at the same time, all get the same one.
   */
  CompletionStage<String> readOrMake(Supplier<String> made);
}
