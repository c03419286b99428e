package io.streamgate.bench.cpu;

import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * Something to be done again and again.
 *
 * @param end lets go of what it uses
 */
record Load(String name, Supplier<CompletionStage<?>> call, Runnable end) {}
