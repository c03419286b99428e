package io.streamgate.store.dynamodb.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.crt.CRT;
import software.amazon.awssdk.crt.http.HttpException;
import software.amazon.awssdk.retries.api.AcquireInitialTokenRequest;
import software.amazon.awssdk.retries.api.RefreshRetryTokenRequest;
import software.amazon.awssdk.retries.api.TokenAcquisitionFailedException;

/** Which attempts are retried. */
final class RetriesTest {

  /** The codes of HTTP errors in the AWS Common Runtime. */
  private static IntStream codes() {
    return IntStream.range(2048, 2048 + 1024);
  }

  private static SdkClientException failedBy(Throwable cause) {
    return SdkClientException.create("Unable to execute HTTP request", cause);
  }

  private static HttpException http(String name) {
    return new HttpException(
        codes().filter(code -> name.equals(CRT.awsErrorName(code))).findFirst().orElseThrow());
  }

  private static boolean isRepeated(Throwable failure) {
    var strategy = Retries.standard().build();
    var first = strategy.acquireInitialToken(AcquireInitialTokenRequest.create("call"));
    var refresh =
        RefreshRetryTokenRequest.builder()
            .token(first.token())
            .failure(failure)
            .suggestedDelay(Duration.ZERO)
            .build();
    try {
      strategy.refreshRetryToken(refresh);
      return true;
    } catch (TokenAcquisitionFailedException notRepeated) {
      return false;
    }
  }

  /** It was sent on the connection of another attempt, which had timed out. */
  @Test
  void anAttemptOnAConnectionThatWasCancelledIsRepeated() {
    assertThat(isRepeated(failedBy(http("AWS_ERROR_HTTP_STREAM_CANCELLED")))).isTrue();
  }

  @Test
  void anAttemptThatTheNetworkBrokeIsRepeated() {
    assertThat(isRepeated(failedBy(new IOException("socket is closed")))).isTrue();
  }

  @Test
  void anAttemptThatWouldFailAgainIsNot() {
    assertThat(isRepeated(failedBy(http("AWS_ERROR_HTTP_INVALID_HEADER_NAME")))).isFalse();
    assertThat(isRepeated(failedBy(new IllegalStateException("closed")))).isFalse();
  }
}
