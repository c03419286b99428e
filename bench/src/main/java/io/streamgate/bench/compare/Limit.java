package io.streamgate.bench.compare;

import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** A limit of three concurrent streams per viewer, kept by a library. Thread-safe. */
interface Limit extends AutoCloseable {

  int LIMIT = 3;

  /** A slot that is taken. */
  record Slot(String viewer, String id) {}

  /** Returns a slot, or empty if three are taken. */
  CompletionStage<Optional<Slot>> start(String viewer);

  CompletionStage<?> end(Slot slot);

  @Override
  void close();
}
