package io.streamgate.store.dynamodb.table;

import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.crt.CRT;
import software.amazon.awssdk.crt.http.HttpException;
import software.amazon.awssdk.retries.StandardRetryStrategy;

/**
 * The SDK's standard retry strategy, with one more retryable failure.
 *
 * <p>An attempt that times out is cancelled together with its connection. For a moment the pool
 * still hands out that connection, and the next attempt fails at once with the same cancellation,
 * which the SDK does not retry.
 */
public final class Retries {

  private static final String CANCELLED = "AWS_ERROR_HTTP_STREAM_CANCELLED";

  private Retries() {}

  /** A strategy without a number of attempts and a backoff. */
  public static StandardRetryStrategy.Builder standard() {
    return AwsRetryStrategy.standardRetryStrategy().toBuilder()
        .retryOnException(Retries::wasOnACancelledConnection);
  }

  private static boolean wasOnACancelledConnection(Throwable failure) {
    return failure.getCause() instanceof HttpException cause
        && CANCELLED.equals(CRT.awsErrorName(cause.getErrorCode()));
  }
}
