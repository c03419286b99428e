package io.streamgate.store.dynamodb.table;

import io.streamgate.store.shared.ClockWatch;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.LongSupplier;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/**
 * Counts calls and attempts, reads the table's clock, and holds back what is too old to be sent,
 * through the SDK's interceptor.
 */
public final class Observer implements ExecutionInterceptor {

  private static final ExecutionAttribute<Long> BEGAN =
      new ExecutionAttribute<>("io.streamgate.began");
  private static final ExecutionAttribute<Long> SENT =
      new ExecutionAttribute<>("io.streamgate.sent");

  final Tally tally = new Tally();
  final ClockWatch clockWatch;
  private final LongSupplier nanoTime;
  private final Duration deadline;

  /**
   * An observer on a node with this clock and this monotonic counter.
   *
   * @param deadline how long a call may take
   */
  public Observer(InstantSource clock, LongSupplier nanoTime, Duration deadline) {
    this.clockWatch = new ClockWatch(clock, nanoTime);
    this.nanoTime = nanoTime;
    this.deadline = deadline;
  }

  /** The time of this node: see {@link ClockWatch}. */
  public ClockWatch clock() {
    return clockWatch;
  }

  @Override
  public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
    attributes.putAttribute(BEGAN, nanoTime.getAsLong());
    tally.calls.increment();
  }

  /** Fails the attempt if its call is over: the process may have been stopped in between. */
  @Override
  public void beforeTransmission(
      Context.BeforeTransmission context, ExecutionAttributes attributes) {
    var now = nanoTime.getAsLong();
    if (now - attributes.getAttribute(BEGAN) > deadline.toNanos()) {
      throw ApiCallTimeoutException.create(deadline.toMillis());
    }
    attributes.putAttribute(SENT, now);
    tally.attempts.increment();
  }

  @Override
  public void afterTransmission(Context.AfterTransmission context, ExecutionAttributes attributes) {
    var roundTrip = Duration.ofNanos(nanoTime.getAsLong() - attributes.getAttribute(SENT));
    context
        .httpResponse()
        .firstMatchingHeader("Date")
        .ifPresent(date -> clockWatch.observe(date, roundTrip));
  }
}
