package io.streamgate.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.crt.AwsCrtAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The SDK reacts to the faults as to those of DynamoDB and of a network. */
@Tag("engine")
final class SdkThroughFaultsTest {

  private static final Duration ATTEMPT = Duration.ofMillis(400);

  private final CannedEngine engine = new CannedEngine();
  private final FaultProxy proxy = new FaultProxy(engine.uri());
  private final DynamoDbAsyncClient dynamoDb =
      DynamoDbAsyncClient.builder()
          .endpointOverride(proxy.uri())
          .region(Region.EU_CENTRAL_1)
          .credentialsProvider(
              StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")))
          .httpClientBuilder(AwsCrtAsyncHttpClient.builder())
          .overrideConfiguration(
              settings ->
                  settings
                      .retryStrategy(
                          AwsRetryStrategy.standardRetryStrategy().toBuilder()
                              .maxAttempts(3)
                              .build())
                      .apiCallAttemptTimeout(ATTEMPT))
          .build();

  @AfterEach
  void stop() {
    dynamoDb.close();
    proxy.close();
    engine.close();
  }

  /**
   * Makes one call without faults, because the first call loads classes for longer than an attempt.
   */
  private void warmUp() {
    dynamoDb.listTables().join();
  }

  private Map<String, AttributeValue> update() {
    var answer =
        dynamoDb.updateItem(
            update ->
                update.tableName("streamgate").key(Map.of("pk", AttributeValue.fromS("u#viewer"))));
    return answer.join().attributes();
  }

  private static Map<String, AttributeValue> answerTo(int n) {
    return Map.of("n", AttributeValue.fromN(Integer.toString(n)));
  }

  @Test
  void aDroppedAnswerIsAskedForAgain() {
    warmUp();
    var before = engine.applied().size();
    proxy.script(Faults.once(_ -> true, Fault.Plain.DROP_ANSWER));

    assertThat(update()).isEqualTo(answerTo(before + 2));
    assertThat(proxy.requests("UpdateItem")).isEqualTo(2);
  }

  @Test
  void aThrottledRequestIsRepeated() {
    warmUp();
    var before = engine.applied().size();
    proxy.script(Faults.once(_ -> true, Fault.Plain.THROTTLE));

    assertThat(update()).isEqualTo(answerTo(before + 1));
    assertThat(proxy.requests("UpdateItem")).isEqualTo(2);
  }

  @Test
  void aServerErrorIsRepeated() {
    warmUp();
    proxy.script(Faults.once(_ -> true, Fault.Plain.SERVER_ERROR));

    update();
    assertThat(proxy.requests("UpdateItem")).isEqualTo(2);
  }

  @Test
  void anAnswerThatIsLaterThanAnAttemptIsGivenUpAndAskedForAgain() {
    warmUp();
    var before = engine.applied().size();
    proxy.script(Faults.once(_ -> true, new Fault.LateAnswer(ATTEMPT.multipliedBy(3))));

    assertThat(update()).isEqualTo(answerTo(before + 2));
    assertThat(proxy.requests("UpdateItem")).isEqualTo(2);
  }
}
