package io.streamgate.store.shared;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** Schedules tasks for later. An interface so that a simulator can use virtual time. */
@FunctionalInterface
public interface Delay {

  /** Real time. */
  Delay REAL = ms -> CompletableFuture.delayedExecutor(ms, TimeUnit.MILLISECONDS, Runnable::run);

  /** An executor that runs tasks after {@code ms} milliseconds; a task must not block. */
  Executor after(long ms);
}
