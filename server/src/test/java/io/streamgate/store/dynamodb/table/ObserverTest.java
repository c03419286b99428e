package io.streamgate.store.dynamodb.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;

/** A call that was worked out long ago is not sent: its process may have been stopped since. */
final class ObserverTest {

  private final ExecutionAttributes call = new ExecutionAttributes();
  private long nanos;
  private final Observer observer =
      new Observer(Clock.systemUTC(), () -> nanos, Duration.ofSeconds(15));

  private static <T> T unused(Class<T> type) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (_, method, _) -> {
              throw new AssertionError(method.toString());
            }));
  }

  private void begin() {
    observer.beforeExecution(unused(Context.BeforeExecution.class), call);
  }

  private void send() {
    observer.beforeTransmission(unused(Context.BeforeTransmission.class), call);
  }

  @Test
  void anAttemptAtTheDeadlineIsSent() {
    begin();
    nanos = Duration.ofSeconds(15).toNanos();

    send();

    assertThat(observer.tally.attempts.sum()).isEqualTo(1);
  }

  @Test
  void anAttemptAfterTheDeadlineIsNotSent() {
    begin();
    send();
    nanos = Duration.ofSeconds(15).toNanos() + 1;

    assertThatThrownBy(this::send).isInstanceOf(ApiCallTimeoutException.class);

    assertThat(observer.tally.attempts.sum()).isEqualTo(1);
  }
}
