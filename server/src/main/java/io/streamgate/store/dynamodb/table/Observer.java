package io.streamgate.store.dynamodb.table;

import io.streamgate.store.shared.ClockWatch;
import java.time.InstantSource;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/** Sees each call, and each of its attempts go and come: the SDK tells of them nowhere else. */
public final class Observer implements ExecutionInterceptor {

  private final Tally tally = new Tally();
  private final ClockWatch clockWatch;

  /** An observer on a node with that clock. */
  public Observer(InstantSource clock) {
    this.clockWatch = new ClockWatch(clock);
  }

  Tally tally() {
    return tally;
  }

  ClockWatch clockWatch() {
    return clockWatch;
  }

  @Override
  public void beforeExecution(
      Context.BeforeExecution context, ExecutionAttributes executionAttributes) {
    tally.called();
  }

  @Override
  public void beforeTransmission(
      Context.BeforeTransmission context, ExecutionAttributes executionAttributes) {
    tally.attempted();
  }

  @Override
  public void afterTransmission(
      Context.AfterTransmission context, ExecutionAttributes executionAttributes) {
    context.httpResponse().firstMatchingHeader("Date").ifPresent(clockWatch::heard);
  }
}
