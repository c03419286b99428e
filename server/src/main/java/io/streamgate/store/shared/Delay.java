package io.streamgate.store.shared;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** Lets time pass on a node. An interface so that a simulator can let its own pass. */
@FunctionalInterface
public interface Delay {

  /** The JVM's own. */
  Delay REAL = ms -> CompletableFuture.delayedExecutor(ms, TimeUnit.MILLISECONDS, Runnable::run);

  /** Runs its tasks {@code ms} milliseconds after they are submitted; a task must not block. */
  Executor after(long ms);
}
