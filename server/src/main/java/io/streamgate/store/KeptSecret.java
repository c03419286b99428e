package io.streamgate.store;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A secret that is kept where the streams are, for as long as they are. */
@FunctionalInterface
public interface KeptSecret {

  /**
   * Returns the secret. If there is none yet, keeps what {@code made} returns; of several nodes
   * that do this at the same time, all get the same one.
   */
  CompletionStage<String> readOrMake(Supplier<String> made);

  /** A secret of streams that end with the process. */
  static KeptSecret inMemory() {
    var kept = new AtomicReference<@Nullable String>();
    return made -> {
      var secret = kept.updateAndGet(before -> before == null ? made.get() : before);
      return CompletableFuture.completedStage(Objects.requireNonNull(secret));
    };
  }
}
