package io.streamgate.store.dynamodb.table;

import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.crt.CRT;
import software.amazon.awssdk.crt.http.HttpException;
import software.amazon.awssdk.retries.StandardRetryStrategy;

/**
 * Which failed attempts are repeated: those that the SDK's standard strategy repeats, and one that
 * it should.
 *
 * <p>An attempt that takes too long is cancelled, and its connection with it. For a moment that
 * connection is still handed out, and an attempt that gets it fails at once as if it had been
 * cancelled itself, which the SDK takes for final.
 */
public final class Retries {

  private static final String CANCELLED = "AWS_ERROR_HTTP_STREAM_CANCELLED";

  private Retries() {}

  /** A strategy, to be told how often and when. */
  public static StandardRetryStrategy.Builder standard() {
    return AwsRetryStrategy.standardRetryStrategy().toBuilder()
        .retryOnException(Retries::wasOnACancelledConnection);
  }

  private static boolean wasOnACancelledConnection(Throwable failure) {
    return failure.getCause() instanceof HttpException cause
        && CANCELLED.equals(CRT.awsErrorName(cause.getErrorCode()));
  }
}
