package io.streamgate.bench.compare;

import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Three streams at once for each viewer, as somebody's library keeps it. Thread-safe. */
interface Limit extends AutoCloseable {

  int LIMIT = 3;

  /** A slot that somebody has. */
  record Slot(String viewer, String id) {}

  /** A slot, or nothing where three are taken. */
  CompletionStage<Optional<Slot>> start(String viewer);

  CompletionStage<?> end(Slot slot);

  @Override
  void close();
}
