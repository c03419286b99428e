package io.streamgate.store.dynamodb.table;

import io.streamgate.store.shared.ClockWatch;
import java.time.InstantSource;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/** Counts calls and attempts, and reads the table's clock, through the SDK's interceptor. */
public final class Observer implements ExecutionInterceptor {

  final Tally tally = new Tally();
  final ClockWatch clockWatch;

  /** An observer on a node with this clock. */
  public Observer(InstantSource clock) {
    this.clockWatch = new ClockWatch(clock);
  }

  @Override
  public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
    tally.calls.increment();
  }

  @Override
  public void beforeTransmission(
      Context.BeforeTransmission context, ExecutionAttributes attributes) {
    tally.attempts.increment();
  }

  @Override
  public void afterTransmission(Context.AfterTransmission context, ExecutionAttributes attributes) {
    context.httpResponse().firstMatchingHeader("Date").ifPresent(clockWatch::observe);
  }
}
