package io.streamgate.store.dynamodb;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** Lets time pass on a node. An interface so that a simulator can let its own pass. */
@FunctionalInterface
interface Later {

  /** The JVM's own. */
  Later REAL = ms -> CompletableFuture.delayedExecutor(ms, TimeUnit.MILLISECONDS, Runnable::run);

  /** Runs what it is given so many milliseconds from then on, on a thread that must not block. */
  Executor in(long ms);
}
